"""Reading the trail: who may see a row is decided here, in the query."""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import partial
from typing import Any, NamedTuple
from uuid import UUID

from piccolo.query import Select

from server.children.queries import anyone, reaches
from server.children.rules import Act
from server.clock import now
from server.db import Compiled, Param
from server.people.asking import Adult
from server.trail.rules import Happened, Visible
from server.trail.tables import Event
from server.trail.withdrawals import stands

PAGE = 30
# Shown beside what they are about, not as entries of their own.
BESIDE = [Happened.ECHOED.value, Happened.SEEN.value]


_me, _at = Param("person"), Param("at")


def visible_to(adult: Adult, at: Any) -> Any:
    """Said to all, or mine, or to me, or for those who watch over the child or keep the ties."""
    watches = reaches(Event.child, adult, Act.WATCH, at)
    keeps = reaches(Event.child, adult, Act.TIES, at)
    inside = Event.visible.is_in([Visible.AUTHOR.value, Visible.STAFF.value])
    mine = (Event.author == adult.id) | (Event.actor == adult.id) | (Event.to_whom == adult.id)
    return (
        (Event.visible == Visible.ALL.value)
        | ((Event.visible == Visible.AUTHOR.value) & mine)
        | (inside & watches)
        | ((Event.visible == Visible.TIES.value) & keeps)
    )


def _visible() -> Any:
    return visible_to(anyone(_me), _at)


def _rows() -> Select[Any]:
    return Event.select(
        Event.seq,
        Event.at,
        Event.kind,
        Event.visible,
        Event.cycle,
        Event.step,
        Event.about,
        Event.item,
        Event.way,
        Event.prompt,
        Event.picked,
        Event.detail,
        Event.words,
        Event.lang,
        Event.actor.id.as_alias("actor"),
        Event.actor.called.as_alias("actor_called"),
        Event.author.id.as_alias("author"),
        Event.author.called.as_alias("author_called"),
    )


def _page() -> Select[Any]:
    earlier = (Event.at < Param("before")) | (Event.seq < Param("seq"))
    return (
        _rows()
        .where(
            (Event.child == Param("child"))
            & (Event.at <= Param("before"))
            & earlier
            & Event.kind.not_in(BESIDE)
            & reaches(Event.child, anyone(_me), Act.SEE, _at)
            & _visible()
            & stands()
        )
        .order_by(Event.at, Event.seq, ascending=False)
        .limit(PAGE + 1)
    )


def _answers(count: int) -> Select[Any]:
    asked = [Param(f"i{place}") for place in range(count)]
    return _rows().where(
        (Event.kind == Happened.ECHOED.value) & Event.about.is_in(asked) & _visible()
    )


def in_sight() -> Any:
    """A row of the trail that `person` may see `at` a moment: a condition of a compiled query."""
    return reaches(Event.child, anyone(_me), Act.SEE, _at) & _visible() & stands()


def _one() -> Select[Any]:
    return Event.select(Event.seq).where((Event.seq == Param("seq")) & in_sight())


_seen = Compiled("SeenRow", _one, inline=True)
_timeline = Compiled("TrailRow", _page, inline=True)
_echoes = {
    count: Compiled(f"EchoRow{count}", partial(_answers, count), inline=True)
    for count in range(1, PAGE + 1)
}


async def sees(person: Adult, seq: int) -> bool:
    """Whether this adult may see this row of the trail at this moment."""
    return bool(await _seen(person=person.id, at=now(), seq=seq))


class Cursor(NamedTuple):
    """Where a page of the trail begins: before this moment, and this row of it."""

    at: datetime
    seq: int


START = Cursor(datetime(9999, 1, 1, tzinfo=UTC), 2**62)


class Timeline(NamedTuple):
    """A page of the trail, newest first, with the answers to what families said."""

    events: Sequence[Any]
    echoes: dict[UUID, Any]
    older: Cursor | None


async def timeline(person: Adult, child: UUID, before: Cursor = START) -> Timeline:
    """What happened for this child that this adult may see: 30 a page, two queries."""
    at = now()
    rows = await _timeline(person=person.id, at=at, child=child, before=before.at, seq=before.seq)
    shown = rows[:PAGE]
    said = sorted({row.item for row in shown if row.kind == Happened.TOLD and row.item}, key=str)
    echoes = {}
    if said:
        asked = {f"i{place}": item for place, item in enumerate(said)}
        answers = await _echoes[len(said)](person=person.id, at=at, **asked)
        echoes = {row.about: row for row in answers}
    more = Cursor(shown[-1].at, shown[-1].seq) if len(rows) > PAGE else None
    return Timeline(shown, echoes, more)
