"""A message in somebody's inbox, and on its way: by which ways, and when. In the unit around it."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

import msgspec

from server.clock import now
from server.config import Config
from server.inbox.delivering import Wanted, Way, addresses, deliver, delivery, due_for
from server.inbox.hours_rules import FRESH
from server.inbox.queue import put
from server.inbox.rules import Channel, State, When
from server.inbox.tables import Message
from server.inbox.ways_rules import ways
from server.inbox.wishes import Wishes, wishes_of

PLANNING = 727402  # one at a time plans, so that messages keep the order of the trail


async def plan(config: Config, wanted: Sequence[Wanted]) -> int:
    """A message for each who wants it, once, and its deliveries; how many there are."""
    wishes = await wishes_of([each.person for each in wanted])
    return sum([await _told(config, each, wishes[each.person]) for each in wanted])


async def not_told(wanted: Sequence[Wanted]) -> list[Wanted]:
    """Those of these that were not told yet, each of which is told once."""
    keys = sorted({each.once for each in wanted})
    if not keys:
        return []
    rows = await Message.select(Message.person, Message.once).where(Message.once.is_in(keys))
    known = {(row["person"], row["once"]) for row in rows}
    return [each for each in wanted if (each.person, each.once) not in known]


async def _told(config: Config, wanted: Wanted, wishes: Wishes) -> bool:
    when = wishes.when(wanted.topic)
    if when is When.OFF:
        return False
    facts = msgspec.structs.asdict(wanted)
    row = Message(made_at=facts.pop("at"), **facts)
    fresh = (
        await Message.insert(row)
        .on_conflict(target=(Message.person, Message.once), action="DO NOTHING")
        .returning(Message.id)
    )
    if fresh and when is not When.APP and now() - wanted.at < FRESH:
        await _sent_on(config, fresh[0]["id"], wanted, wishes)
    return bool(fresh)


async def _sent_on(config: Config, message: UUID, wanted: Wanted, wishes: Wishes) -> None:
    silent = timedelta(days=config.silent_days)
    taken = ways(wishes.reach(texts=bool(config.text)), now(), silent)
    if not taken:
        await put(delivery(wanted, message, Way(Channel.APP, "", None), state=State.NO_WAY))
    moment = await due_for(wanted, wishes)
    for channel in taken:
        for way in addresses(wanted.person, channel, wishes):
            await deliver(wanted, message, way, wishes, moment)
