"""Saving what an adult chose of messages: a row for each thing that is not as it was."""

from collections.abc import Mapping
from uuid import UUID

import msgspec

from server.clock import now
from server.db import unit
from server.inbox.hours_rules import Quiet
from server.inbox.rules import Channel, Side, Topic, When
from server.inbox.tables import Choice, Hours, Manner
from server.inbox.wishes import wishes_for
from server.people.asking import Adult
from server.people.ops import Press, once


class Chosen(msgspec.Struct, frozen=True):
    """What an adult chose, as family or as staff."""

    side: Side
    topics: Mapping[Topic, When]
    channel: Channel
    zone: str
    quiet: Quiet


@unit
@once
async def save_choices(person: Adult, chosen: Chosen, *, press: Press) -> UUID:
    """From now on this adult hears like this."""
    before = await wishes_for(person.id)
    for topic, when in chosen.topics.items():
        if when is not before.when(topic):
            await _topic(person, topic, when)
    if (chosen.channel, chosen.zone) != (before.prefers, before.zone):
        await _manner(person, chosen)
    if chosen.quiet[:3] != before.quiet(chosen.side)[:3]:
        await _hours(person, chosen)
    return person.id


async def _topic(person: Adult, topic: Topic, when: When) -> None:
    row = Choice(person=person.id, topic=topic, when=when, made_at=now())
    await Choice.insert(row).on_conflict(
        target=(Choice.person, Choice.topic),
        action="DO UPDATE",
        values=[Choice.when, Choice.made_at],
    )


async def _manner(person: Adult, chosen: Chosen) -> None:
    row = Manner(person=person.id, channel=chosen.channel, zone=chosen.zone, made_at=now())
    await Manner.insert(row).on_conflict(
        target=Manner.person,
        action="DO UPDATE",
        values=[Manner.channel, Manner.zone, Manner.made_at],
    )


async def _hours(person: Adult, chosen: Chosen) -> None:
    start, end, weekends, _ = chosen.quiet
    row = Hours(
        person=person.id,
        side=chosen.side,
        quiet_from=f"{start:%H:%M}",
        quiet_to=f"{end:%H:%M}",
        weekends=weekends,
        made_at=now(),
    )
    await Hours.insert(row).on_conflict(
        target=(Hours.person, Hours.side),
        action="DO UPDATE",
        values=[Hours.quiet_from, Hours.quiet_to, Hours.weekends, Hours.made_at],
    )
