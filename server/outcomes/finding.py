"""One next step, one wording or one answer, for an adult and an act; else it is not there."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException

from server.children.queries import reaches
from server.children.rules import Act
from server.outcomes.rules import Choice
from server.outcomes.tables import Answer, Outcome, Version
from server.people.asking import Adult


class TheOutcome(msgspec.Struct, frozen=True):
    """A next step an adult has been let to: all but its wording."""

    id: UUID
    child: UUID
    child_called: str
    picture: str
    setting: UUID
    cycle: UUID
    cycle_number: int
    area: str
    eyfs: str
    aspiration: str
    baseline: str
    how_seen: str
    why: str
    home_link: str


FACTS = (
    Outcome.id,
    Outcome.child.id.as_alias("child"),
    Outcome.child.called.as_alias("child_called"),
    Outcome.child.picture.as_alias("picture"),
    Outcome.setting,
    Outcome.cycle.id.as_alias("cycle"),
    Outcome.cycle.number.as_alias("cycle_number"),
    Outcome.area,
    Outcome.eyfs,
    Outcome.aspiration,
    Outcome.baseline,
    Outcome.how_seen,
    Outcome.why,
    Outcome.home_link,
)


def shared() -> Any:
    """The family has seen a wording of it."""
    return Outcome.id.is_in(Version.select(Version.outcome).where(Version.shared_at.is_not_null()))


async def outcome_for(person: Adult, outcome_id: UUID, act: Act) -> TheOutcome:
    """This next step, if the adult may do this for its child; drafts are the setting's. Or 404."""
    seen = shared() | reaches(Outcome.child, person, Act.WATCH)
    row = (
        await Outcome.select(*FACTS)
        .where((Outcome.id == outcome_id) & reaches(Outcome.child, person, act) & seen)
        .first()
    )
    if row is None:
        raise NotFoundException
    return TheOutcome(**row)


class TheVersion(msgspec.Struct, frozen=True):
    """One wording an adult has been let to."""

    id: UUID
    outcome: UUID
    number: int
    statement: str
    lang: str
    by_date: date
    shared_at: datetime | None


async def version_for(person: Adult, version_id: UUID, act: Act) -> TheVersion:
    """This wording, if the adult may do this for its child; drafts are the setting's. Or 404."""
    seen = Version.shared_at.is_not_null() | reaches(Version.outcome.child, person, Act.WATCH)
    row = (
        await Version.select(
            Version.id,
            Version.outcome,
            Version.number,
            Version.statement,
            Version.lang,
            Version.by_date,
            Version.shared_at,
        )
        .where((Version.id == version_id) & reaches(Version.outcome.child, person, act) & seen)
        .first()
    )
    if row is None:
        raise NotFoundException
    return TheVersion(**row)


# Piccolo's columns of joined rows are found when they are asked for.
_version: Any = Answer.version


class TheAnswer(msgspec.Struct, frozen=True):
    """One adult's answer that a member of staff may settle."""

    id: UUID
    outcome: UUID
    person: UUID
    choice: Choice
    words: str
    lang: str


async def answer_for(person: Adult, answer_id: UUID, act: Act) -> TheAnswer:
    """This answer, if the adult may do this for its child; else 404."""
    row = (
        await Answer.select(
            Answer.id,
            _version.outcome.id.as_alias("outcome"),
            Answer.person,
            Answer.choice,
            Answer.words,
            Answer.lang,
        )
        .where((Answer.id == answer_id) & reaches(_version.outcome.child, person, act))
        .first()
    )
    if row is None:
        raise NotFoundException
    return msgspec.convert(row, TheAnswer)
