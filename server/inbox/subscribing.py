"""Devices that push reaches: whose each is, which an adult has, and where messages were stopped."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from piccolo.columns import Column

from server.clock import now
from server.config import Config
from server.db import unit
from server.inbox.devices import forget_devices
from server.inbox.endpoint_rules import (
    MOST_DEVICES,
    endpoint_problem,
    hash_of,
    keys_problem,
    origin_of,
)
from server.inbox.keys import public_key
from server.inbox.tables import PushKey, Stopped, Subscription
from server.people.asking import Adult
from server.people.ops import Press, once
from server.people.rules import Device
from server.people.tables import Session

SEEN_EVERY = timedelta(hours=24)
CHANGING: list[Column] = [
    *(Subscription.person, Subscription.session, Subscription.endpoint, Subscription.origin),
    *(Subscription.p256dh, Subscription.auth, Subscription.key, Subscription.label),
    Subscription.seen_at,
]


class Given(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a browser says of itself: where messages reach it, its keys, and ours that it knows."""

    endpoint: str
    p256dh: str
    auth: str
    key: str


class Reached(msgspec.Struct, frozen=True):
    """One device that push reaches, as its owner sees it."""

    id: UUID
    label: str
    seen_at: datetime
    here: bool


async def push_key_of(config: Config) -> str:
    """The key that a browser asks its push service with."""
    return await public_key(config.secret)


async def subscribe(person: Adult, also: Collection[str], given: Given, label: str) -> str:
    """This device is this adult's and nobody else's; or else, in a word, why not."""
    wrong = endpoint_problem(given.endpoint, also) or keys_problem(given.p256dh, given.auth)
    return wrong or await _subscribed(person, given, label)


@unit
async def _subscribed(person: Adult, given: Given, label: str) -> str:
    key = await PushKey.select(PushKey.id).where(PushKey.public == given.key).first()
    endpoint = hash_of(given.endpoint)
    if key is None:
        return "key"
    if not await _their_own(person):
        return "shared"
    if await _stopped(person, endpoint):
        return "stopped"
    await _keep(
        {
            **msgspec.structs.asdict(given),
            "person": person.id,
            "session": person.session,
            "key": key["id"],
            "endpoint_hash": endpoint,
            "origin": origin_of(given.endpoint),
            "label": label[:80],
        }
    )
    return ""


async def _stopped(person: Adult, endpoint: str) -> bool:
    """Whether they stopped their messages there; they may say yes again, at a new address."""
    theirs = (Stopped.person == person.id) & (Stopped.endpoint_hash == endpoint)
    return bool(await Stopped.exists().where(theirs))


async def _their_own(person: Adult) -> bool:
    """Whether they are signed in here, and nobody else uses this device."""
    here = (Session.id == person.session) & Session.ended_at.is_null()
    return bool(await Session.exists().where(here & (Session.device != Device.SHARED.value)))


async def _keep(facts: dict[str, Any]) -> None:
    at, mine = now(), Subscription.endpoint_hash == facts["endpoint_hash"]
    before = await Subscription.select().where(mine).first() or {}
    if facts.items() <= before.items() and at - before["seen_at"] < SEEN_EVERY:
        return
    if before and before["person"] != facts["person"]:
        await forget_devices([before["id"]], "moved")
    await Subscription.insert(Subscription(**facts, made_at=at, seen_at=at)).on_conflict(
        target=Subscription.endpoint_hash, action="DO UPDATE", values=CHANGING
    )
    await _forget_the_oldest(facts["person"])


async def _forget_the_oldest(person: UUID) -> None:
    rows = (
        await Subscription.select(Subscription.id)
        .where(Subscription.person == person)
        .order_by(Subscription.seen_at, Subscription.made_at, ascending=False)
    )
    await forget_devices([row["id"] for row in rows[MOST_DEVICES:]], "too-many")


async def devices_of(person: Adult) -> list[Reached]:
    """The devices where this adult's messages come, the last used first."""
    rows = (
        await Subscription.select()
        .where((Subscription.person == person.id) & Subscription.session.ended_at.is_null())
        .order_by(Subscription.seen_at, ascending=False)
    )
    return [
        Reached(row["id"], row["label"], row["seen_at"], row["session"] == person.session)
        for row in rows
    ]


@unit
@once
async def end_device(person: Adult, device: UUID, *, press: Press) -> UUID:
    """Messages come to this device of theirs no more, even if its browser still asks for them."""
    mine = (Subscription.id == device) & (Subscription.person == person.id)
    row = await Subscription.select(Subscription.endpoint_hash).where(mine).first()
    if row is not None:
        stopped = Stopped(person=person.id, endpoint_hash=row["endpoint_hash"], made_at=now())
        await Stopped.insert(stopped).on_conflict(
            target=(Stopped.person, Stopped.endpoint_hash), action="DO NOTHING"
        )
        await forget_devices([device], "ended")
    return device
