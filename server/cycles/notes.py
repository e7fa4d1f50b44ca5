"""Staff notes of a round, and the setting's own questions."""

from datetime import datetime
from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException

from server.children.queries import reaches
from server.children.rules import Act
from server.clock import now
from server.cycles.rules import Step
from server.cycles.tables import Note, Question
from server.db import unit
from server.people.asking import Adult
from server.people.ops import Press, once
from server.settings.queries import at_work


class NoteShown(msgspec.Struct, frozen=True):
    """A note, and the question it answers."""

    step: Step
    by_called: str
    prompt: str
    words: str
    lang: str
    made_at: datetime


async def notes_of(person: Adult, cycle: UUID, act: Act) -> list[NoteShown]:
    """What staff wrote down in this round, oldest first."""
    rows = (
        await Note.select(
            Note.step,
            Note.by.called.as_alias("by_called"),
            Note.prompt,
            Note.words,
            Note.lang,
            Note.made_at,
        )
        .where((Note.cycle == cycle) & reaches(Note.cycle.child, person, act))
        .order_by(Note.made_at)
    )
    return [msgspec.convert(row, NoteShown) for row in rows]


class OwnQuestion(msgspec.Struct, frozen=True):
    """A question of the setting's own."""

    id: UUID
    step: Step
    words: str
    lang: str


async def questions_of(setting: UUID, step: Step | None = None) -> list[OwnQuestion]:
    """The setting's own questions that are asked today, at one step or at all."""
    here = (Question.setting == setting) & Question.retired_at.is_null()
    rows = (
        await Question.select(Question.id, Question.step, Question.words, Question.lang)
        .where(here & (Question.step == step) if step else here)
        .order_by(Question.made_at)
    )
    return [msgspec.convert(row, OwnQuestion) for row in rows]


@unit
@once
async def add_question(
    person: Adult, setting: UUID, step: Step, words: str, *, press: Press
) -> UUID:
    """A question of the setting's own, asked beside the usual ones from now on."""
    row = Question(
        setting=setting, step=step, words=words, lang=person.reads, by=person.id, made_at=now()
    )
    await Question.insert(row)
    return UUID(str(row.id))


@unit
@once
async def retire_question(person: Adult, question: UUID, *, press: Press) -> UUID:
    """The question is asked no more; what was said to it stays. Gives the setting back, or 404."""
    mine = Question.setting.is_in(at_work(person, Act.OWN_QUESTIONS))
    row = await Question.select(Question.setting).where((Question.id == question) & mine).first()
    if row is None:
        raise NotFoundException
    still = (Question.id == question) & Question.retired_at.is_null()
    await Question.update({Question.retired_at: now()}).where(still)
    return UUID(str(row["setting"]))
