"""Which questions there are for a child now, and which of them this adult has answered."""

from collections.abc import Sequence
from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException

from server.children.beside import setting_of
from server.children.queries import TheChild
from server.content import Prompt, prompt, prompts
from server.cycles.notes import OwnQuestion, questions_of
from server.cycles.rounds import Round
from server.insights.questions import Asking, Subject, askable
from server.insights.tables import Insight
from server.outcomes.queries import active_outcomes
from server.people.asking import Adult
from server.web import uuid_or_none


async def frame_of(child: TheChild, now: Round | None) -> Asking:
    """Where a question would stand: this child, and the step of the open round."""
    if now is None:
        return Asking(child=child.id, setting=await setting_of(child.id))
    return Asking(
        child=child.id, setting=now.setting, cycle=now.id, step=now.step, review_on=now.review_on
    )


async def subjects(person: Adult, child: UUID, asked: Sequence[Prompt]) -> Sequence[Subject]:
    """The next steps some of these questions are about; not looked up when none is."""
    if not any(askable(each) and each.shows == "step" for each in asked):
        return []
    return await active(person, child)


async def active(person: Adult, child: UUID) -> Sequence[Subject]:
    """The next steps that stand."""
    return await active_outcomes(person, child)


async def answered(person: Adult, frame: Asking) -> set[tuple[str, UUID | None]]:
    """The questions this adult has dealt with in this round, or outside any."""
    rounds = Insight.cycle == frame.cycle if frame.cycle else Insight.cycle.is_null()
    rows = await Insight.select(Insight.prompt, Insight.question, Insight.about).where(
        (Insight.author == person.id)
        & (Insight.child == frame.child)
        & rounds
        & Insight.taken_back_at.is_null()
    )
    return {(row["prompt"] or str(row["question"] or ""), row["about"]) for row in rows}


class Wanted(msgspec.Struct, frozen=True):
    """The question an address or a form names."""

    prompt: str = ""
    about: str = ""
    own: str = ""


async def asking_named(person: Adult, frame: Asking, wanted: Wanted) -> Asking:
    """The question as named; 404 for one that is not asked here."""
    if wanted.own:
        question = await _own(frame, uuid_or_none(wanted.own))
        return msgspec.structs.replace(frame, question=question, step=question.step)
    if not wanted.prompt:
        return frame
    found = prompt(wanted.prompt)
    if found is None or not askable(found) or (found.shows == "step") != bool(wanted.about):
        raise NotFoundException
    asked = msgspec.structs.replace(frame, prompt=found, step=found.step)
    return await _about(person, asked, uuid_or_none(wanted.about)) if wanted.about else asked


async def _own(frame: Asking, wanted: UUID | None) -> OwnQuestion:
    for question in await questions_of(frame.setting):
        if question.id == wanted:
            return question
    raise NotFoundException


async def _about(person: Adult, asked: Asking, about: UUID | None) -> Asking:
    for one in await active(person, asked.child):
        if one.id == about:
            return msgspec.structs.replace(
                asked, about=one.id, about_words=one.statement, about_lang=one.lang
            )
    raise NotFoundException


def every_prompt() -> Sequence[Prompt]:
    """All the questions, in order."""
    return prompts().prompt
