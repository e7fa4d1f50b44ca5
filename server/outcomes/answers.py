"""Each adult's own answer to one wording, and what becomes of a change they propose."""

from uuid import UUID

import msgspec

from server.clock import now
from server.cycles.rules import Step
from server.db import unit
from server.outcomes.drafts import Changed
from server.outcomes.finding import TheAnswer, TheOutcome, TheVersion
from server.outcomes.reading import deciders_of
from server.outcomes.rules import Choice, Settled
from server.outcomes.tables import Answer, Settlement, Version
from server.people.asking import Adult
from server.people.ops import Press, once
from server.trail.noting import About, note_event
from server.trail.rules import Happened, Visible


class Saying(msgspec.Struct, frozen=True):
    """What an adult answers."""

    choice: Choice
    words: str
    wants_talk: bool


async def is_current(version: TheVersion) -> bool:
    """No newer wording has been shared."""
    newer = (Version.outcome == version.outcome) & (Version.number > version.number)
    return not await Version.exists().where(newer & Version.shared_at.is_not_null())


@unit
@once
async def add_answer(
    person: Adult, outcome: TheOutcome, version: TheVersion, saying: Saying, *, press: Press
) -> UUID:
    """One adult's answer, beside their earlier ones. Changed when there is a newer wording."""
    if version.shared_at is None or not await is_current(version):
        raise Changed
    row = Answer(
        version=version.id,
        person=person.id,
        choice=saying.choice,
        decides=person.id in {who for who, _ in await deciders_of(outcome.child)},
        wants_talk=saying.wants_talk,
        words=saying.words,
        lang=person.reads,
        made_at=now(),
    )
    await Answer.insert(row)
    about = About(
        child=outcome.child,
        setting=outcome.setting,
        visible=Visible.AUTHOR,
        cycle=outcome.cycle,
        step=Step.PLAN,
        about=outcome.id,
        item=row.id,
        detail=saying.choice,
        words=saying.words,
        lang=person.reads,
    )
    await note_event(person, Happened.OUTCOME_ANSWERED, about)
    return UUID(str(row.id))


@unit
@once
async def settle(
    person: Adult,
    outcome: TheOutcome,
    answer: TheAnswer,
    result: Settled,
    words: str,
    *,
    press: Press,
) -> UUID:
    """What becomes of a proposed change, with the reason its author sees. Changed if known."""
    if await Settlement.exists().where(Settlement.answer == answer.id):
        raise Changed
    row = Settlement(
        answer=answer.id,
        result=result,
        words=words,
        lang=person.reads,
        by=person.id,
        made_at=now(),
    )
    await Settlement.insert(row)
    about = About(
        child=outcome.child,
        setting=outcome.setting,
        visible=Visible.AUTHOR,
        to_whom=answer.person,
        cycle=outcome.cycle,
        step=Step.PLAN,
        about=outcome.id,
        item=row.id,
        detail=result,
        words=words,
        lang=person.reads,
    )
    await note_event(person, Happened.PROPOSAL_SETTLED, about)
    return UUID(str(row.id))
