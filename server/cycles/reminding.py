"""Reminders of a review: 7 days and 1 day before, to whoever has not answered."""

from collections.abc import Iterable
from datetime import date, timedelta
from uuid import UUID

import msgspec

from server.clock import now, today
from server.config import Config
from server.cycles.reminder_rules import DUE_DAYS, UNHEARD_DAYS, mark, over, replaced
from server.cycles.tables import Cycle
from server.cycles.unheard import Silent, unheard
from server.db import in_turn, unit
from server.inbox.delivering import Wanted
from server.inbox.hearing import leading
from server.inbox.planning import PLANNING, not_told, plan
from server.inbox.rules import Side, Topic


class Near(msgspec.Struct, frozen=True):
    """A round whose review is near."""

    id: UUID
    child: UUID
    setting: UUID
    review_on: date


async def remind(config: Config) -> int:
    """Every reminder that is due today and was not given yet; how many there were."""
    rows = await Cycle.select(Cycle.id, Cycle.child, Cycle.setting, Cycle.review_on).where(
        Cycle.closed_at.is_null()
        & (Cycle.review_on >= today())
        & (Cycle.review_on <= today() + timedelta(days=DUE_DAYS))
    )
    wanted: list[Wanted] = []
    for row in rows:
        near = msgspec.convert(row, Near)
        silent = await unheard(near.id, near.child)
        wanted += [*_family(near, silent), *await _seniors(near, silent)]
    fresh = await not_told(wanted)
    return await _plan(config, fresh) if fresh else 0


@unit
async def _plan(config: Config, wanted: list[Wanted]) -> int:
    await in_turn(PLANNING)
    return await plan(config, wanted)


def _family(near: Near, silent: Iterable[Silent]) -> list[Wanted]:
    due = mark((near.review_on - today()).days)
    return [
        _wanted(near, each.person, Topic.REVIEW, f"review-{due.value}", f"/?of={near.child}")
        for each in silent
        if due is not None and not replaced(near.review_on, due, each.reminded)
    ]


async def _seniors(near: Near, silent: list[Silent]) -> list[Wanted]:
    """The SENCO hears that a review is near, and who has not been heard five days before it."""
    late = bool(silent) and (near.review_on - today()).days <= UNHEARD_DAYS
    link = f"/cycles/{near.id}"
    found = []
    for senior in await leading(near.child, near.setting):
        found.append(_wanted(near, senior, Topic.DUE, "due", link))
        if late:
            found.append(_wanted(near, senior, Topic.UNHEARD, "unheard", link))
    return found


def _wanted(near: Near, person: UUID, topic: Topic, what: str, link: str) -> Wanted:
    return Wanted(
        person=person,
        topic=topic,
        side=Side.FAMILY if topic is Topic.REVIEW else Side.STAFF,
        subject=near.id,
        link=link,
        once=f"{what}:{near.id}:{near.review_on}",
        at=now(),
        child=near.child,
        setting=near.setting,
        until=over(near.review_on),
    )
