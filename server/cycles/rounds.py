"""Where a child's plan stands: the round that is open, its step, and the rounds before it."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException

from server.children.queries import reaches
from server.children.rules import Act
from server.clock import today
from server.cycles.rules import Step
from server.cycles.tables import Cycle, StepStart
from server.people.asking import Adult

SOON = timedelta(days=7)


class Round(msgspec.Struct, frozen=True):
    """One round, and when each of its steps began (the latest start of each)."""

    id: UUID
    child: UUID
    setting: UUID
    number: int
    review_on: date
    opened_at: datetime
    closed_at: datetime | None
    step: Step
    began: dict[Step, datetime]


async def _with_steps(rows: list[dict[str, Any]]) -> list[Round]:
    """Each of these with its steps: one query, however many."""
    if not rows:
        return []
    began: dict[UUID, dict[Step, datetime]] = {row["id"]: {} for row in rows}
    now: dict[UUID, Step] = {}
    starts = (
        await StepStart.select(StepStart.cycle, StepStart.step, StepStart.made_at)
        .where(StepStart.cycle.is_in(list(began)))
        .order_by(StepStart.made_at)
    )
    for start in starts:
        now[start["cycle"]] = Step(start["step"])
        began[start["cycle"]][now[start["cycle"]]] = start["made_at"]
    return [Round(**row, step=now[row["id"]], began=began[row["id"]]) for row in rows]


FACTS = (
    Cycle.id,
    Cycle.child,
    Cycle.setting,
    Cycle.number,
    Cycle.review_on,
    Cycle.opened_at,
    Cycle.closed_at,
)


async def rounds_of(person: Adult, child: UUID, act: Act) -> list[Round]:
    """All rounds of this child, newest first."""
    rows = (
        await Cycle.select(*FACTS)
        .where((Cycle.child == child) & reaches(Cycle.child, person, act))
        .order_by(Cycle.number, ascending=False)
    )
    return await _with_steps(rows)


async def open_round(person: Adult, child: UUID, act: Act) -> Round | None:
    """The round that is going on for this child, if one is."""
    row = await (
        Cycle.select(*FACTS)
        .where(
            (Cycle.child == child) & Cycle.closed_at.is_null() & reaches(Cycle.child, person, act)
        )
        .order_by(Cycle.number, ascending=False)
        .first()
    )
    return (await _with_steps([row]))[0] if row else None


async def round_for(person: Adult, cycle_id: UUID, act: Act) -> Round:
    """This round, if the adult may do this for its child; else 404."""
    row = await (
        Cycle.select(*FACTS)
        .where((Cycle.id == cycle_id) & reaches(Cycle.child, person, act))
        .first()
    )
    if row is None:
        raise NotFoundException
    return (await _with_steps([row]))[0]


class ReviewDue(msgspec.Struct, frozen=True):
    """A round whose review day is near or past."""

    child_id: UUID
    child_called: str
    picture: str
    cycle_id: UUID
    number: int
    review_on: date


async def reviews_due(person: Adult) -> list[ReviewDue]:
    """Open rounds this member of staff leads whose review is within a week, or past."""
    rows = (
        await Cycle.select(
            Cycle.child.id.as_alias("child_id"),
            Cycle.child.called.as_alias("child_called"),
            Cycle.child.picture.as_alias("picture"),
            Cycle.id.as_alias("cycle_id"),
            Cycle.number,
            Cycle.review_on,
        )
        .where(
            Cycle.closed_at.is_null()
            & (Cycle.review_on <= today() + SOON)
            & reaches(Cycle.child, person, Act.LEAD)
        )
        .order_by(Cycle.review_on)
    )
    return [msgspec.convert(row, ReviewDue) for row in rows]
