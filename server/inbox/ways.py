"""When a way came to nothing: the next one is taken, or whoever runs the setting hears of it."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from server.clock import now, today
from server.config import Config
from server.db import in_turn, unit
from server.inbox.delivering import GOING, Wanted, addresses, deliver
from server.inbox.hearing import working
from server.inbox.hours_rules import opening
from server.inbox.planning import PLANNING, plan
from server.inbox.rules import Channel, Side, State, Topic
from server.inbox.tables import Delivery, Message
from server.inbox.ways_rules import next_way
from server.inbox.wishes import wishes_for
from server.settings.rules import Job


class Kept(msgspec.Struct, frozen=True):
    """A message that a way did not bring."""

    id: UUID
    person: UUID
    child: UUID | None
    setting: UUID | None
    topic: Topic
    side: Side
    event: int | None
    subject: UUID
    link: str
    once: str
    made_at: datetime
    until: datetime | None

    @property
    def wanted(self) -> Wanted:
        """The same, to be planned again."""
        facts = msgspec.structs.asdict(self)
        at = facts.pop("made_at")
        facts.pop("id")
        return Wanted(**facts, at=at)


@unit
async def another_way(config: Config, message: UUID) -> bool:
    """This message takes the next way, unless one still brings it; False when there is none."""
    await in_turn(PLANNING)
    kept = await _kept(message)
    if kept is None or kept.topic is Topic.TEST or (kept.until and kept.until <= now()):
        return False
    rows = await _tries(message)
    if any(row["state"] in GOING for row in rows):
        return True
    wishes = await wishes_for(kept.person)
    tried = {Channel(row["channel"]) for row in rows}
    way = next_way(wishes.reach(texts=bool(config.text)), tried)
    if way is None:
        await _say_so(config, kept)
        return False
    moment = opening(now(), wishes.quiet(kept.side))
    for each in addresses(kept.person, way, wishes):
        await deliver(kept.wanted, message, each, wishes, moment)
    return True


async def _kept(message: UUID) -> Kept | None:
    waits = Message.opened_at.is_null() & Message.handled_at.is_null()
    row = await Message.select().where((Message.id == message) & waits).first()
    return msgspec.convert(row, Kept) if row else None


async def _tries(message: UUID) -> list[dict[str, Any]]:
    """Every way this message went, but those where a newer one took its place."""
    return await Delivery.select(Delivery.channel, Delivery.state).where(
        (Delivery.message == message) & (Delivery.state != State.SUPERSEDED.value)
    )


async def _say_so(config: Config, kept: Kept) -> None:
    """A family adult could not be reached: the manager hears of it, once a day for each."""
    if kept.side is not Side.FAMILY or kept.child is None:
        return
    wanted = [
        Wanted(
            person=manager,
            topic=Topic.FAILED,
            side=Side.STAFF,
            subject=kept.person,
            link=f"/children/{kept.child}/messages",
            once=f"failed:{kept.person}:{kept.child}:{today()}",
            at=now(),
            child=kept.child,
            setting=kept.setting,
        )
        for manager in await working(kept.setting, Job.MANAGER)
    ]
    await plan(config, wanted)
