"""Who has not been heard at a review, and asking one of them once more by hand."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException

from server.children.beside import beside
from server.children.queries import may
from server.children.rules import FAMILY, Act
from server.clock import now, today
from server.cycles.closing import SPEAKING
from server.cycles.moving import about_round, hold
from server.cycles.reminder_rules import DUE_DAYS, may_remind
from server.cycles.rounds import Round
from server.cycles.rules import NotNow, Step
from server.db import unit
from server.inbox.hearing import someone
from server.people.asking import Adult
from server.people.ops import Press, once
from server.trail.noting import note_event
from server.trail.rules import Happened, Visible
from server.trail.tables import Event
from server.trail.withdrawals import stands


class Silent(msgspec.Struct, frozen=True):
    """A family adult who has not said anything at this review, and when they were reminded."""

    person: UUID
    called: str
    reminded: tuple[datetime, ...]


async def unheard(cycle: UUID, child: UUID) -> list[Silent]:
    """The family adults not heard from at the review of a round already fetched."""
    said = await Event.select(Event.author).where(
        stands()
        & (Event.cycle == cycle)
        & (Event.step == Step.REVIEW.value)
        & Event.kind.is_in(list(SPEAKING))
    )
    spoken = {row["author"] for row in said}
    reminded = await _reminded(cycle)
    return [
        Silent(adult.id, adult.called, tuple(reminded[adult.id]))
        for adult in await beside(child)
        if adult.role in FAMILY
        and adult.id not in spoken
        and await may(someone(adult.id), child, Act.TELL)
    ]


async def asked_again(seen: Round) -> list[tuple[Silent, datetime | None]]:
    """Who is not heard from yet, once the review is near, and when they were last reminded."""
    if seen.closed_at or not (
        seen.step is Step.REVIEW or (seen.review_on - today()).days <= DUE_DAYS
    ):
        return []
    silent = await unheard(seen.id, seen.child)
    return [(each, max(each.reminded, default=None)) for each in silent]


async def _reminded(cycle: UUID) -> dict[UUID, list[datetime]]:
    rows = await Event.select(Event.to_whom, Event.at).where(
        (Event.cycle == cycle) & (Event.kind == Happened.REMINDED.value)
    )
    found: dict[UUID, list[datetime]] = defaultdict(list)
    for row in rows:
        found[row["to_whom"]].append(row["at"])
    return found


@unit
@once
async def remind_by_hand(person: Adult, seen: Round, adult: UUID, *, press: Press) -> UUID:
    """Staff ask this adult once more. Raises NotNow when they were asked in the last three days."""
    await hold(seen)
    asked = next(
        (each for each in await unheard(seen.id, seen.child) if each.person == adult), None
    )
    if asked is None:
        raise NotFoundException
    if not may_remind(asked.reminded, now()):
        raise NotNow("asked-already")
    told: dict[str, Any] = {"visible": Visible.AUTHOR, "to_whom": adult, "item": adult}
    await note_event(person, Happened.REMINDED, about_round(seen, step=Step.REVIEW, **told))
    return seen.id
