"""The next step, wording or answer in the URL, as a dependency: fetched for the declared act."""

from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath

from server.children.rules import Act
from server.outcomes.finding import (
    TheAnswer,
    TheOutcome,
    TheVersion,
    answer_for,
    outcome_for,
    version_for,
)
from server.people.asking import Adult


async def outcome(
    outcome_id: FromPath[UUID], person: NamedDependency[Adult], act: NamedDependency[Act]
) -> TheOutcome:
    """The next step this page is about, or 404."""
    return await outcome_for(person, outcome_id, act)


async def version(
    version_id: FromPath[UUID], person: NamedDependency[Adult], act: NamedDependency[Act]
) -> TheVersion:
    """The wording this is about, or 404."""
    return await version_for(person, version_id, act)


async def answer(
    answer_id: FromPath[UUID], person: NamedDependency[Adult], act: NamedDependency[Act]
) -> TheAnswer:
    """The answer this is about, or 404."""
    return await answer_for(person, answer_id, act)


async def whole(
    version: NamedDependency[TheVersion],
    person: NamedDependency[Adult],
    act: NamedDependency[Act],
) -> TheOutcome:
    """The next step a wording belongs to."""
    return await outcome_for(person, version.outcome, act)


async def answered(
    answer: NamedDependency[TheAnswer],
    person: NamedDependency[Adult],
    act: NamedDependency[Act],
) -> TheOutcome:
    """The next step an answer belongs to."""
    return await outcome_for(person, answer.outcome, act)
