"""Who is asking: a cookie's token to an adult, once a request."""

import hashlib
from datetime import timedelta
from uuid import UUID

import msgspec

from server.clock import now
from server.db import Compiled, Param, unit
from server.people.rules import Device, Level, Standing, lifetime, standing
from server.people.tables import Session

COOKIE = "__Host-sid"
# Written at most this often, so that reading pages does not mean writing.
SEEN_EVERY = timedelta(minutes=5)


class Adult(msgspec.Struct, frozen=True):
    """The adult who asks, and how sure we are of it. The first argument of every query."""

    id: UUID
    called: str
    name: str
    reads: str
    interpreter: str = ""
    level: Level = Level.FULL
    session: UUID | None = None
    standing: Standing = Standing.OPEN
    rested: bool = False  # seen long enough ago to be written again


def hashed(token: str) -> str:
    """What is stored in place of a token of 128 bits or more (SHA-256, hex)."""
    return hashlib.sha256(token.encode()).hexdigest()


_session = Compiled(
    "SessionRow",
    lambda: Session.select(
        Session.id,
        Session.level,
        Session.device,
        Session.began_at,
        Session.seen_at,
        Session.person.id.as_alias("person"),
        Session.person.called.as_alias("called"),
        Session.person.name.as_alias("name"),
        Session.person.reads.as_alias("reads"),
        Session.person.interpreter.as_alias("interpreter"),
        Session.reopens,
    ).where(
        Session.token_hash == Param("token_hash"),
        Session.ended_at.is_null(),
        Session.person.left_at.is_null(),
    ),
    inline=True,
)


async def adult_of(token: str) -> Adult | None:
    """The adult whose session this token opens, or none."""
    rows = await _session(token_hash=hashed(token))
    if not rows:
        return None
    row = rows[0]
    limits = lifetime(Level(row.level), Device(row.device), has_passkey=row.reopens)
    at = now()
    held = standing(limits, row.began_at, row.seen_at, at)
    if held is Standing.OVER:
        return None
    return Adult(
        id=row.person,
        called=row.called,
        name=row.name,
        reads=row.reads,
        interpreter=row.interpreter,
        level=Level(row.level),
        session=row.id,
        standing=held,
        rested=at - row.seen_at >= SEEN_EVERY,
    )


@unit
async def seen(session: UUID) -> None:
    """This device was used just now. Only what a person does counts, never polling."""
    await Session.update({Session.seen_at: now()}).where(Session.id == session)
