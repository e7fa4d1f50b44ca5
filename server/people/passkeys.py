"""Passkeys: opening with one, making one, listing and removing them."""

from typing import Any
from uuid import UUID

import msgspec

from server.clock import now
from server.config import Config
from server.db import unit
from server.people.asking import Adult
from server.people.ceremony import Key, Refusal, challenge_in, made, opened, to_make, to_open
from server.people.challenges import MAKE, OPEN, challenge_for, take
from server.people.ops import Press, once
from server.people.tables import Passkey, Person, Session

_LONGEST = 1400  # characters of a credential's id


class Known(msgspec.Struct, frozen=True):
    """A passkey as its owner sees it."""

    id: UUID
    label: str
    made_at: object
    used_at: object


async def opening(config: Config, browser: str) -> str:
    """The options for signing in with a passkey, as JSON."""
    return to_open(config, await challenge_for(browser, OPEN))


async def open_with(config: Config, browser: str, credential: dict[str, Any]) -> UUID:
    """Whose passkey this is, when it opens; else Refusal. Its challenge is used up either way."""
    challenge = challenge_in(credential)
    if await take(browser, OPEN, challenge) is None:
        raise Refusal
    row = await _standing(credential.get("id"))
    key = Key(row["credential"], bytes(row["public_key"]), row["counter"])
    counter = opened(config, credential, challenge, key, row["person"])
    used = (
        await Passkey.update({Passkey.counter: counter, Passkey.used_at: now()})
        .where(
            (Passkey.id == row["id"])
            & (Passkey.counter == key.counter)
            & Passkey.removed_at.is_null()
        )
        .returning(Passkey.person)
    )
    if not used:
        raise Refusal
    return UUID(str(used[0]["person"]))


async def _standing(credential: object) -> dict[str, Any]:
    """The passkey by its own id: not removed, of somebody who has not left."""
    if not isinstance(credential, str) or len(credential) > _LONGEST:
        raise Refusal
    row = (
        await Passkey.select()
        .where(
            (Passkey.credential == credential)
            & Passkey.removed_at.is_null()
            & Passkey.person.left_at.is_null()
        )
        .first()
    )
    if row is None:
        raise Refusal
    return row


async def making(config: Config, browser: str, person: UUID) -> str:
    """The options for making a passkey for this person, as JSON."""
    row = await Person.select(Person.called).where(Person.id == person).first()
    known = (
        await Passkey.select(Passkey.credential)
        .where((Passkey.person == person) & Passkey.removed_at.is_null())
        .output(as_list=True)
    )
    challenge = await challenge_for(browser, MAKE, person)
    return to_make(config, challenge, person, row["called"] if row else "", known)


async def make(
    config: Config, browser: str, person: UUID, credential: dict[str, Any], label: str
) -> UUID:
    """Keep a new passkey of this person, or Refusal. Their sessions can re-open from now on."""
    challenge = challenge_in(credential)
    asked = await take(browser, MAKE, challenge)
    if asked is None or asked.person != person:
        raise Refusal
    key = made(config, credential, challenge)
    return await _keep(person, key, label)


@unit
async def _keep(person: UUID, key: Key, label: str) -> UUID:
    if len(key.credential) > _LONGEST or await Passkey.exists().where(
        Passkey.credential == key.credential
    ):
        raise Refusal
    row = Passkey(
        person=person,
        credential=key.credential,
        public_key=key.public_key,
        counter=key.counter,
        label=label[:80],
        made_at=now(),
    )
    await Passkey.insert(row)
    await Session.update({Session.reopens: True}).where(
        (Session.person == person) & Session.ended_at.is_null()
    )
    return UUID(str(row.id))


async def passkeys_of(person: Adult) -> list[Known]:
    """This adult's passkeys, the newest first."""
    rows = (
        await Passkey.select(Passkey.id, Passkey.label, Passkey.made_at, Passkey.used_at)
        .where((Passkey.person == person.id) & Passkey.removed_at.is_null())
        .order_by(Passkey.made_at, ascending=False)
    )
    return [Known(**row) for row in rows]


@unit
@once
async def remove(person: Adult, passkey_id: UUID, *, press: Press) -> UUID:
    """One of one's own passkeys opens nothing any more."""
    await Passkey.update({Passkey.removed_at: now()}).where(
        (Passkey.id == passkey_id) & (Passkey.person == person.id) & Passkey.removed_at.is_null()
    )
    return passkey_id


async def remove_all(person_id: UUID) -> None:
    """None of this person's passkeys opens anything any more: in the unit of that change."""
    await Passkey.update({Passkey.removed_at: now()}).where(
        (Passkey.person == person_id) & Passkey.removed_at.is_null()
    )
