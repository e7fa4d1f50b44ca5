"""Where somebody is signed in: beginning, proving again, listing and ending."""

import secrets
from uuid import UUID

import msgspec

from server.clock import now
from server.db import unit
from server.people.asking import Adult, hashed
from server.people.ops import Press, once
from server.people.rules import Device, Level, Standing, lifetime, standing
from server.people.tables import Passkey, Session


class SignedIn(msgspec.Struct, frozen=True):
    """One device where somebody is signed in, as its owner sees it."""

    id: UUID
    label: str
    device: str
    seen_at: object
    here: bool


async def has_passkey(person: UUID) -> bool:
    """Whether this person has a passkey that still opens."""
    return await Passkey.exists().where((Passkey.person == person) & Passkey.removed_at.is_null())


async def begin(person_id: UUID, level: Level, device: Device, label: str) -> str:
    """A new session's token (256 bits), for its cookie; only its hash is kept. In a unit or not."""
    token, at = secrets.token_urlsafe(32), now()
    await Session.insert(
        Session(
            person=person_id,
            token_hash=hashed(token),
            level=level,
            device=device,
            label=label[:80],
            began_at=at,
            seen_at=at,
            proved_at=at,
            reopens=await has_passkey(person_id),
        )
    )
    return token


async def prove(person: Adult) -> str:
    """The same session after a passkey: open and at full level, under a new token."""
    token, at = secrets.token_urlsafe(32), now()
    mine = (Session.id == person.session) & Session.ended_at.is_null()
    await Session.update(
        {
            Session.token_hash: hashed(token),
            Session.level: Level.FULL.value,
            Session.seen_at: at,
            Session.proved_at: at,
            Session.reopens: True,
        }
    ).where(mine)
    return token


async def sign_out(person: Adult) -> None:
    """This session is over, here and in the database."""
    await Session.update({Session.ended_at: now()}).where(
        (Session.id == person.session) & Session.ended_at.is_null()
    )


async def end_named(token: str) -> None:
    """The session this browser's cookie names is over, even one too old to be let in by."""
    await Session.update({Session.ended_at: now()}).where(
        (Session.token_hash == hashed(token)) & Session.ended_at.is_null()
    )


@unit
@once
async def end(person: Adult, session_id: UUID, *, press: Press) -> UUID:
    """End one of one's own sessions, whoever holds that device now."""
    await Session.update({Session.ended_at: now()}).where(
        (Session.id == session_id) & (Session.person == person.id) & Session.ended_at.is_null()
    )
    return session_id


@unit
@once
async def end_others(person: Adult, *, press: Press) -> UUID:
    """End all of one's own sessions but this one."""
    await Session.update({Session.ended_at: now()}).where(
        (Session.person == person.id) & (Session.id != person.session) & Session.ended_at.is_null()
    )
    return person.id


async def end_all(person_id: UUID) -> None:
    """End every session of somebody who leaves or lost a phone: in the unit of that change."""
    await Session.update({Session.ended_at: now()}).where(
        (Session.person == person_id) & Session.ended_at.is_null()
    )


async def end_but_at_work(person_id: UUID) -> None:
    """Who begins at a setting signs in again as staff do; a family's own phone lives too long."""
    await Session.update({Session.ended_at: now()}).where(
        (Session.person == person_id)
        & (Session.device != Device.STAFF.value)
        & Session.ended_at.is_null()
    )


async def sessions_of(person: Adult) -> list[SignedIn]:
    """Where this adult is signed in, the last used first."""
    rows = (
        await Session.select()
        .where((Session.person == person.id) & Session.ended_at.is_null())
        .order_by(Session.seen_at, ascending=False)
    )
    at = now()
    return [
        SignedIn(
            row["id"], row["label"], row["device"], row["seen_at"], row["id"] == person.session
        )
        for row in rows
        if standing(
            lifetime(Level(row["level"]), Device(row["device"]), has_passkey=row["reopens"]),
            row["began_at"],
            row["seen_at"],
            at,
        )
        is not Standing.OVER
    ]
