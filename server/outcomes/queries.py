"""Next steps of a child as an adult may see them, and what is asked of that adult."""

from typing import Any
from uuid import UUID

import msgspec

from server.children.queries import may, reaches
from server.children.rules import Act
from server.cycles.rounds import open_round
from server.cycles.rules import Step
from server.outcomes.finding import FACTS, TheOutcome, shared
from server.outcomes.ratings import has_rated
from server.outcomes.reading import shown
from server.outcomes.shapes import OutcomeShown
from server.outcomes.tables import Outcome, Verdict
from server.people.asking import Adult


class ActiveOutcome(msgspec.Struct, frozen=True):
    """A next step that is being worked on, in the reader's language."""

    id: UUID
    statement: str
    lang: str


class ToAnswer(msgspec.Struct, frozen=True):
    """A wording this adult has not answered."""

    outcome_id: UUID
    version_id: UUID
    statement: str
    lang: str


def active() -> Any:
    """Shared with the family, and no review has ended it."""
    return shared() & Outcome.id.not_in(Verdict.select(Verdict.outcome))


async def _of(person: Adult, child: UUID, act: Act, also: Any = None) -> list[TheOutcome]:
    mine = (Outcome.child == child) & reaches(Outcome.child, person, act)
    rows = (
        await Outcome.select(*FACTS)
        .where(mine if also is None else mine & also)
        .order_by(Outcome.cycle.number, ascending=False)
        .order_by(Outcome.made_at)
    )
    return [TheOutcome(**row) for row in rows]


async def outcomes_of(person: Adult, child: UUID, act: Act) -> list[OutcomeShown]:
    """All next steps of this child, newest round first. Drafts only for an act of the setting."""
    found = await _of(person, child, act)
    inside = await may(person, child, Act.WATCH)
    return await shown(person, found, inside=inside, drafts=inside and act is not Act.SEE)


async def outcome_shown(person: Adult, outcome: TheOutcome) -> OutcomeShown:
    """This next step, already let to this adult, as they may see it."""
    inside = await may(person, outcome.child, Act.WATCH)
    (found,) = await shown(person, [outcome], inside=inside, drafts=inside)
    return found


async def _active(person: Adult, child: UUID, act: Act) -> list[OutcomeShown]:
    found = await _of(person, child, act, active())
    return await shown(person, found, inside=False, drafts=False)


async def active_outcomes(person: Adult, child: UUID) -> list[ActiveOutcome]:
    """What is being worked on now: shared, and no review has ended it."""
    return [_short(each) for each in await _active(person, child, Act.SEE)]


async def to_answer(person: Adult, child: UUID) -> list[ToAnswer]:
    """The wordings that wait for this adult's answer."""
    return [
        ToAnswer(each.id, each.version.id, each.statement, each.lang)
        for each in await _active(person, child, Act.ANSWER)
        if person.id not in {answer.person for answer in each.answers}
    ]


async def to_rate(person: Adult, child: UUID) -> list[ActiveOutcome]:
    """What this adult has not yet looked back at, while the round is at its review."""
    going = await open_round(person, child, Act.RATE)
    if going is None or going.step is not Step.REVIEW:
        return []
    return [
        _short(each)
        for each in await _active(person, child, Act.RATE)
        if not await has_rated(person, each.id, going.id)
    ]


def _short(each: OutcomeShown) -> ActiveOutcome:
    return ActiveOutcome(each.id, each.statement, each.lang)
