"""The staff board: each child with where the plan is, who has spoken, and what waits."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from server.children.queries import TheChild, my_children, reaches, standing_tie
from server.children.rules import FAMILY, Act
from server.children.tables import Tie
from server.clock import now, today
from server.concerns.waiting import open_concerns
from server.cycles.closing import SPEAKING
from server.cycles.tables import Cycle, StepStart
from server.home.rules import Group, group
from server.insights.queries import unread
from server.outcomes.waiting import proposals
from server.people.asking import Adult
from server.trail.tables import Event
from server.trail.withdrawals import stands

SOON = timedelta(days=7)


class Standing(NamedTuple):
    """Where a child's open round is."""

    cycle: UUID
    number: int
    step: str
    review_on: date


class Row(NamedTuple):
    """One child on the board."""

    child: TheChild
    now: Standing | None
    people: list[tuple[str, bool]]
    unread: list[Any]
    proposals: list[Any]
    concerns: list[Any]
    group: Group


async def standings(person: Adult) -> dict[UUID, Standing]:
    """The open round of each child this adult watches over: two queries, however many children."""
    rows = await Cycle.select(Cycle.id, Cycle.child, Cycle.number, Cycle.review_on).where(
        Cycle.closed_at.is_null() & reaches(Cycle.child, person, Act.WATCH)
    )
    ids = [row["id"] for row in rows]
    starts = (
        await StepStart.select(StepStart.cycle, StepStart.step)
        .where(StepStart.cycle.is_in(ids))
        .order_by(StepStart.made_at)
        if ids
        else []
    )
    step = {start["cycle"]: start["step"] for start in starts}
    return {
        row["child"]: Standing(row["id"], row["number"], step[row["id"]], row["review_on"])
        for row in rows
    }


async def _families(person: Adult) -> dict[UUID, list[tuple[UUID, str]]]:
    rows = await Tie.select(
        Tie.child, Tie.person.id.as_alias("adult"), Tie.person.called.as_alias("called")
    ).where(
        Tie.role.is_in(sorted(role.value for role in FAMILY))
        & standing_tie(now())
        & reaches(Tie.child, person, Act.WATCH)
    )
    found: dict[UUID, list[tuple[UUID, str]]] = defaultdict(list)
    for row in rows:
        found[row["child"]].append((row["adult"], row["called"]))
    return found


async def _spoken(person: Adult) -> set[tuple[UUID, str, UUID]]:
    """(round, step, author) of everything said in rounds that are open."""
    going = Cycle.select(Cycle.id).where(Cycle.closed_at.is_null())
    rows = await Event.select(Event.cycle, Event.step, Event.author).where(
        Event.kind.is_in(list(SPEAKING))
        & Event.cycle.is_in(going)
        & reaches(Event.child, person, Act.WATCH)
        & stands()
    )
    return {(row["cycle"], row["step"], row["author"]) for row in rows}


def _by_child(rows: list[Any]) -> dict[UUID, list[Any]]:
    found: dict[UUID, list[Any]] = defaultdict(list)
    for row in rows:
        found[row.child_id].append(row)
    return found


def _heard(at: Standing | None, who: UUID, said: set[tuple[UUID, str, UUID]]) -> bool:
    return at is not None and (at.cycle, at.step, who) in said


async def board_of(person: Adult) -> dict[Group, list[Row]]:
    """Every child this adult watches over, in the group where the child stands today."""
    stand, families, said = await standings(person), await _families(person), await _spoken(person)
    new, change = _by_child(await unread(person)), _by_child(await proposals(person))
    worries = _by_child(await open_concerns(person))
    found: dict[Group, list[Row]] = {each: [] for each in Group}
    for child in await my_children(person, Act.WATCH):
        at = stand.get(child.id)
        adults = families[child.id]
        people = [(called, _heard(at, who, said)) for who, called in adults]
        waiting = new[child.id], change[child.id], worries[child.id]
        where = group(
            waits=sum(map(len, waiting)),
            unheard=at is not None and not all(heard for _, heard in people),
            due=at is not None and at.review_on - today() <= SOON,
        )
        found[where].append(Row(child, at, people, *waiting, where))
    return found
