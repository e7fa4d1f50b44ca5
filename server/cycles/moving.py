"""Opening a round, moving it from step to step, changing its date, noting what was seen."""

from datetime import date
from typing import Any
from uuid import UUID

from server.children.beside import one_at_a_time, setting_of
from server.children.rules import Act
from server.clock import now
from server.concerns.notices import notice_of
from server.cycles.rounds import Round, open_round
from server.cycles.rules import NotNow, Step, why_not_move, why_not_open
from server.cycles.tables import Cycle, Note, StepStart
from server.db import unit
from server.people.asking import Adult
from server.people.ops import Press, once
from server.trail.noting import About, note_event
from server.trail.rules import Happened


@unit
@once
async def open_cycle(person: Adult, child: UUID, review_on: date, *, press: Press) -> UUID:
    """The next round, at its first step. Raises NotNow without a notice, or while one goes on."""
    await one_at_a_time(child)
    told = await notice_of(person, child) is not None
    going_on = await open_round(person, child, Act.LEAD) is not None
    if problem := why_not_open(told=told, going_on=going_on):
        raise NotNow(problem)
    return await begin_round(person, child, await setting_of(child), review_on)


async def begin_round(person: Adult, child: UUID, setting: UUID, review_on: date) -> UUID:
    """A round with the next number, in the unit around it. Two at once: one of them clashes."""
    facts: dict[str, Any] = {"review_on": review_on, "opened_by": person.id, "opened_at": now()}
    number = await Cycle.count().where(Cycle.child == child) + 1
    row = Cycle(child=child, setting=setting, number=number, **facts)
    await Cycle.insert(row)
    start = StepStart(cycle=row.id, step=Step.ASSESS, by=person.id, made_at=now())
    await StepStart.insert(start)
    about = About(child=child, setting=setting, cycle=row.id, step=Step.ASSESS, item=row.id)
    await note_event(person, Happened.ROUND_OPENED, about)
    return UUID(str(row.id))


async def hold(seen: Round) -> Step:
    """Nobody else changes this round until our unit ends; its step now. NotNow when it closed."""
    held = (
        await Cycle.update({Cycle.closed_at: None})
        .where((Cycle.id == seen.id) & Cycle.closed_at.is_null())
        .returning(Cycle.id)
    )
    if not held:
        raise NotNow("moved")
    latest = (
        await StepStart.select(StepStart.step)
        .where(StepStart.cycle == seen.id)
        .order_by(StepStart.made_at, ascending=False)
        .first()
    )
    return Step(latest["step"]) if latest else Step.ASSESS


def about_round(seen: Round, **more: Any) -> About:
    """What the trail says of this round."""
    return About(child=seen.child, setting=seen.setting, cycle=seen.id, about=seen.id, **more)


@unit
@once
async def start_step(
    person: Adult, seen: Round, to: Step, page_said: Step, *, press: Press
) -> UUID:
    """The round goes to this step. Raises NotNow when it moved meanwhile or would skip one."""
    if problem := why_not_move(await hold(seen), to, page_said):
        raise NotNow(problem)
    row = StepStart(cycle=seen.id, step=to, by=person.id, made_at=now())
    await StepStart.insert(row)
    about = about_round(seen, step=to, item=row.id, detail=to)
    await note_event(person, Happened.STEP_STARTED, about)
    return seen.id


@unit
@once
async def move_review(
    person: Adult, seen: Round, review_on: date, why: str, *, press: Press
) -> UUID:
    """Another day for the review, and the reason the family reads."""
    await hold(seen)
    await Cycle.update({Cycle.review_on: review_on}).where(Cycle.id == seen.id)
    about = about_round(seen, step=seen.step, words=why, lang=person.reads)
    await note_event(person, Happened.DATE_MOVED, about)
    return seen.id


@unit
@once
async def write_note(person: Adult, seen: Round, prompt: str, words: str, *, press: Press) -> UUID:
    """What staff saw or did, at the step where the round stands."""
    step = await hold(seen)
    row = Note(
        cycle=seen.id,
        step=step,
        by=person.id,
        prompt=prompt,
        words=words,
        lang=person.reads,
        made_at=now(),
    )
    await Note.insert(row)
    about = about_round(seen, step=step, item=row.id, words=words, lang=person.reads)
    await note_event(person, Happened.NOTE_WRITTEN, about)
    return UUID(str(row.id))
