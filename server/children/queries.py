"""Which children an adult reaches for an act, and who else stands beside a child.

`reaches` is the only gate: lists and single rows both go through it.
"""

from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException
from piccolo.query import Select
from piccolo.querystring import QueryString

from server.children.rules import Act, TieRole, by_job, by_tie
from server.children.tables import Child, Placement, Restriction, Tie
from server.clock import now
from server.db import Compiled, Param
from server.people.asking import Adult
from server.settings.queries import working_at
from server.settings.rules import Job


def restricted() -> Select[Any]:
    """Ties that an order limits today."""
    return Restriction.select(Restriction.tie).where(Restriction.lifted_at.is_null())


def standing_tie(at: Any) -> Any:
    """A tie that has begun, has not ended, and that no order limits."""
    current = (Tie.since <= at) & (Tie.until.is_null() | (Tie.until > at))
    return current & Tie.id.not_in(restricted())


ANY_JOB = frozenset(job.value for job in Job)


def kept_away(person: Adult) -> Select[Any]:
    """Children from whom an order keeps this adult: by every way to them, work too."""
    return Restriction.select(Restriction.tie.child).where(
        (Restriction.tie.person == person.id) & Restriction.lifted_at.is_null()
    )


def _tied(person: Adult, act: Act, at: Any) -> Select[Any]:
    roles = [role.value for role in by_tie(act)]
    at_work = Tie.setting.is_in(working_at(person.id, ANY_JOB, at))
    held = (Tie.role != TieRole.KEY_PERSON.value) | at_work
    return Tie.select(Tie.child).where(
        (Tie.person == person.id) & Tie.role.is_in(roles or [""]) & standing_tie(at) & held
    )


def _placed(person: Adult, act: Act, at: Any) -> Select[Any]:
    here = (Placement.since <= at) & (Placement.until.is_null() | (Placement.until > at))
    return Placement.select(Placement.child).where(
        Placement.setting.is_in(working_at(person.id, by_job(act), at)) & here
    )


def reaches(column: Any, person: Adult, act: Act, at: Any = None) -> Any:
    """The child in this column is one for whom the adult may do this, at this moment."""
    moment = at or now()
    mine = column.is_in(_tied(person, act, moment))
    if by_job(act):
        mine |= column.is_in(_placed(person, act, moment))
    return mine & column.not_in(kept_away(person))


def anyone(param: Param) -> Adult:
    """A place for the adult in a compiled query: only the id is used."""
    return Adult(id=param, called="", name="", reads="")  # type: ignore[arg-type]


class TheChild(msgspec.Struct, frozen=True):
    """A child an adult has been let to, for the act they were let to them for."""

    id: UUID
    name: str
    called: str
    say: str
    born: date
    languages: str
    areas: str
    picture: str
    in_care: bool
    watched: bool = False  # the adult stands on the setting's side for this child


FACTS = (
    Child.id,
    Child.name,
    Child.called,
    Child.say,
    Child.born,
    Child.languages,
    Child.areas,
    Child.picture,
    Child.in_care,
)


@cache
def _one(act: Act) -> Compiled:
    person, at = anyone(Param("person")), Param("at")

    def build() -> Select[Any]:
        watches = reaches(Child.id, person, Act.WATCH, at).querystring
        watched = QueryString("CASE WHEN {} THEN 1 ELSE 0 END", watches, alias="watched")
        reached = reaches(Child.id, person, act, at)
        return Child.select(*FACTS, watched).where((Child.id == Param("child")) & reached)

    return Compiled("ChildRow", build, inline=True)


async def child_for(person: Adult, child_id: UUID, act: Act) -> TheChild:
    """This child, if the adult may do this for them; else it is not there (404)."""
    row = await _one(act).first(person=person.id, child=child_id, at=now())
    if row is None:
        raise NotFoundException
    facts = {column._meta.name: getattr(row, column._meta.name) for column in FACTS}
    return TheChild(**{**facts, "watched": row.watched == 1})


async def may(person: Adult, child_id: UUID, act: Act) -> bool:
    """Whether the adult may do this for this child."""
    return bool(await _one(act)(person=person.id, child=child_id, at=now()))


async def my_children(person: Adult, act: Act) -> list[TheChild]:
    """The children this adult may do this for, by name."""
    rows = await Child.select(*FACTS).where(reaches(Child.id, person, act)).order_by(Child.called)
    return [TheChild(**row) for row in rows]
