"""What staff owe a family for what they said: that it was read, and what changed."""

from uuid import UUID

import msgspec

from server.clock import now
from server.db import unit
from server.insights.one import OneInsight
from server.insights.tables import Echo, Seen
from server.people.asking import Adult
from server.people.ops import Press, once
from server.trail.noting import About, note_event
from server.trail.rules import Happened


@unit
@once
async def mark_seen(person: Adult, insight: OneInsight, *, press: Press) -> UUID:
    """Somebody has read it, and says so: never marked by opening a page."""
    if await _see(person, insight.id):
        await note_event(person, Happened.SEEN, _about(insight))
    return insight.id


@unit
@once
async def add_echo(
    person: Adult, insight: OneInsight, reply: str, changed: str, *, press: Press
) -> UUID:
    """The answer owed: what changed because of it. There is one; it also marks it read."""
    await _see(person, insight.id)
    row = Echo(
        insight=insight.id,
        by=person.id,
        reply=reply,
        changed=changed,
        lang=person.reads,
        made_at=now(),
    )
    await Echo.insert(row)
    told = msgspec.structs.replace(_about(insight), item=row.id, words=changed, lang=person.reads)
    await note_event(person, Happened.ECHOED, told)
    return UUID(str(row.id))


async def _see(person: Adult, insight: UUID) -> bool:
    """Written once for each reader; whether this was the first time."""
    if await Seen.exists().where((Seen.insight == insight) & (Seen.by == person.id)):
        return False
    await Seen.insert(Seen(insight=insight, by=person.id, made_at=now()))
    return True


def _about(insight: OneInsight) -> About:
    return About(
        child=insight.child,
        setting=insight.setting,
        visible=insight.visible,
        to_whom=insight.author,
        cycle=insight.cycle,
        step=insight.step,
        about=insight.id,
    )
