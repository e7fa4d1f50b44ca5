"""From the browser into the app on the same phone, by a code: an iPhone keeps the two apart."""

import hashlib
import hmac
from datetime import datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

from litestar.exceptions import NotFoundException

from server.clock import now
from server.db import unit
from server.inbox.tables import HandOver
from server.people.asking import Adult
from server.people.code_rules import code_from, typed
from server.people.limits import within
from server.people.ops import Press, once
from server.people.rules import Device, Level
from server.people.tables import Person, Session
from server.pwa.rules import LIFE
from server.words import language
from server.working import works

MOST_TRIES = 3000  # in ten minutes, by everybody together
TEN_MINUTES = timedelta(minutes=10)


class Handed(NamedTuple):
    """A code that works, and until when."""

    code: str
    until: datetime


class Taken(NamedTuple):
    """Whose code it was, and the language they read there."""

    person: UUID
    language: str


async def may_hand_over(person: Adult) -> bool:
    """Surely themselves and on their own phone; who works at a setting uses a passkey there too."""
    here = (Session.id == person.session) & (Session.device == Device.OWN.value)
    own = person.level is Level.FULL and await Session.exists().where(here)
    return bool(own) and not await works(person.id)


@unit
@once
async def make_code(person: Adult, secret: bytes, *, press: Press) -> UUID:
    """A fresh code for this browser's owner; one they got here before opens nothing any more."""
    if not await may_hand_over(person):
        raise NotFoundException
    await HandOver.delete().where((HandOver.session == person.session) & HandOver.used_at.is_null())
    row = HandOver(
        id=uuid4(),
        person=person.id,
        session=person.session,
        language=language().code,
        made_at=now(),
    )
    row.code_hash = _kept(secret, _code(secret, row.id))
    await HandOver.insert(row)
    return UUID(str(row.id))


async def code_here(person: Adult, secret: bytes) -> Handed | None:
    """The code that was made in this browser, while it works."""
    row = (
        await HandOver.select(HandOver.id, HandOver.made_at)
        .where((HandOver.session == person.session) & _live())
        .order_by(HandOver.made_at, ascending=False)
        .first()
    )
    return Handed(_code(secret, row["id"]), row["made_at"] + LIFE) if row else None


async def patient() -> bool:
    """Whether codes may still be tried."""
    return await within("hand-over", MOST_TRIES, TEN_MINUTES)


@unit
async def take_over(code: str, secret: bytes) -> Taken | None:
    """Whose code this is, once; nobody's when it is wrong, late, used, or they signed out."""
    mine = HandOver.code_hash == _kept(secret, typed(code))
    there = HandOver.session.is_in(Session.select(Session.id).where(Session.ended_at.is_null()))
    rows = (
        await HandOver.update({HandOver.used_at: now()})
        .where(mine & there & _live())
        .returning(HandOver.person, HandOver.language)
    )
    if not rows or not await _still_here(rows[0]["person"]):
        return None
    return Taken(rows[0]["person"], rows[0]["language"])


def _live() -> Any:
    return HandOver.used_at.is_null() & (HandOver.made_at > now() - LIFE)


def _code(secret: bytes, row: UUID) -> str:
    """The code is not kept: it comes from its row and the secret, so it can be shown again."""
    return code_from(hmac.digest(secret, b"hand-over code " + row.bytes, hashlib.sha256)[:16])


def _kept(secret: bytes, code: str) -> str:
    """What is stored of a code; without the secret nobody finds the code from it."""
    return hmac.digest(secret, b"hand-over kept " + code.encode(), hashlib.sha256).hex()


async def _still_here(person: UUID) -> bool:
    return bool(await Person.exists().where((Person.id == person) & Person.left_at.is_null()))
