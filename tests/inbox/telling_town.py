"""Things that happen, their telling, and what came of it: short ways for the tests of messages."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

import msgspec

from server import clock
from server.config import Config
from server.db import unit
from server.inbox.tables import Delivery, Message, PushKey, Subscription
from server.inbox.telling import tell_waiting
from server.people.asking import Adult, hashed
from server.people.tables import Person, Session
from server.trail.noting import About, note_event
from server.trail.rules import Happened
from tests.browsing import CONFIG
from tests.world import World, sign_in

TEXTS: Config = msgspec.structs.replace(CONFIG, text="file:var/test-texts")


def tuesday(hour: int = 12, minute: int = 0) -> datetime:
    """The coming Tuesday at this time (UTC): no quiet time for anybody at noon."""
    today = datetime.now(UTC).date()
    day = today + timedelta(days=(1 - today.weekday()) % 7 or 7)
    return datetime.combine(day, time(hour, minute), UTC)


@contextmanager
def held(at: datetime) -> Iterator[None]:
    """The clock stands still."""
    before = clock._held
    clock.hold(at)
    try:
        yield
    finally:
        clock.hold(before)


@unit
async def happens(world: World, who: Adult, kind: Happened, **about: Any) -> None:
    """Something happens for Sam at Oak."""
    facts = {"child": world.sam, "setting": world.oak, "item": uuid4(), **about}
    await note_event(who, kind, About(**facts))


async def tell(config: Config = CONFIG) -> int:
    """Everything that waits to be told, is."""
    return await tell_waiting(config)


async def messages(*adults: Adult) -> list[dict[str, Any]]:
    """The messages of these adults (of everybody, when none is named), oldest first."""
    rows = await Message.select().order_by(Message.made_at)
    return [row for row in rows if not adults or row["person"] in {each.id for each in adults}]


async def who_heard(world: World) -> set[str]:
    """The names of everybody who has a message."""
    told = {row["person"] for row in await messages()}
    return {name for name, adult in world.adults.items() if adult.id in told}


async def deliveries(adult: Adult) -> list[dict[str, Any]]:
    """What is on its way to this adult, in the order it was planned."""
    return await Delivery.select().where(Delivery.person == adult.id).order_by(Delivery.seq)


async def has_mail(*adults: Adult) -> None:
    """These adults have given an address."""
    for adult in adults:
        row = {Person.email: f"{adult.called.lower()}@example.org"}
        await Person.update(row).where(Person.id == adult.id)


async def has_phone(adult: Adult) -> UUID:
    """This adult said yes to messages on a phone of theirs; the subscription."""
    token = await sign_in(adult)
    mine = Session.token_hash == hashed(token)
    await Session.update({Session.seen_at: clock.now()}).where(mine)
    session = await Session.select(Session.id).where(mine).first()
    key = await PushKey.select(PushKey.id).first()
    made = key["id"] if key else await _a_key()
    row = Subscription(
        person=adult.id,
        session=session["id"] if session else None,
        endpoint=f"https://updates.push.services.mozilla.com/{uuid4()}",
        endpoint_hash=uuid4().hex,
        origin="https://updates.push.services.mozilla.com",
        p256dh="",
        auth="",
        key=made,
        made_at=clock.now(),
        seen_at=clock.now(),
    )
    await Subscription.insert(row)
    return UUID(str(row.id))


async def _a_key() -> UUID:
    row = PushKey(public=uuid4().hex, sealed=b"", made_at=clock.now())
    await PushKey.insert(row)
    return UUID(str(row.id))
