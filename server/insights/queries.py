"""What first pages need: which question is next, what waits for staff, what was answered."""

from collections import defaultdict
from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from server.children.queries import TheChild, reaches
from server.children.rules import Act
from server.clock import now
from server.cycles.closing import SPEAKING
from server.cycles.notes import questions_of
from server.cycles.rounds import Round
from server.cycles.rules import Step
from server.insights.asking import answered, every_prompt, frame_of, subjects
from server.insights.one import standing
from server.insights.questions import Asking, asked_at, next_question, questions
from server.insights.rules import Kind
from server.insights.tables import Echo, Insight, Seen
from server.people.asking import Adult
from server.trail.rules import Way
from server.trail.tables import Event
from server.trail.withdrawals import stands

LATELY = timedelta(days=14)


async def asking_for(person: Adult, child: TheChild, now_at: Round | None) -> Asking | None:
    """The next question for this adult, if one is left at this step."""
    frame = await frame_of(child, now_at)
    usual = asked_at(frame.step, every_prompt())
    own = await questions_of(frame.setting, Step(frame.step)) if frame.step else []
    about = await subjects(person, child.id, usual)
    done = await answered(person, frame)
    return next_question(questions(frame, usual, own, about), done)


class Unread(msgspec.Struct, frozen=True):
    """Something a family said that waits for staff."""

    child_id: UUID
    child_called: str
    picture: str
    insight_id: UUID
    author_called: str
    kind: Kind
    way: Way
    made_at: datetime
    seen: bool
    answered: bool = False


async def unread(person: Adult) -> list[Unread]:
    """What this adult owes an answer, oldest first. "I am not sure" is owed a reading only."""
    read = Seen.select(Seen.insight)
    rows = (
        await Insight.select(
            Insight.child.id.as_alias("child_id"),
            Insight.child.called.as_alias("child_called"),
            Insight.child.picture.as_alias("picture"),
            Insight.id.as_alias("insight_id"),
            Insight.author.called.as_alias("author_called"),
            Insight.kind,
            Insight.way,
            Insight.made_at,
        )
        .where(
            reaches(Insight.child, person, Act.PLAN)
            & standing()
            & Insight.id.not_in(Echo.select(Echo.insight))
            & ((Insight.kind != Kind.NOT_SURE.value) | Insight.id.not_in(read))
        )
        .order_by(Insight.made_at)
    )
    seen = await _seen([row["insight_id"] for row in rows])
    return [msgspec.convert({**row, "seen": row["insight_id"] in seen}, Unread) for row in rows]


async def _seen(insights: list[UUID]) -> set[UUID]:
    if not insights:
        return set()
    rows = await Seen.select(Seen.insight).where(Seen.insight.is_in(insights))
    return {row["insight"] for row in rows}


class EchoTo(msgspec.Struct, frozen=True):
    """An answer to something this adult said."""

    changed: str
    reply: str
    lang: str
    by_called: str
    made_at: datetime
    insight_id: UUID
    prompt: str
    words: str
    words_lang: str


async def echoes_to(person: Adult, child: UUID) -> list[EchoTo]:
    """What changed lately because of this adult's own words, newest first."""
    rows = (
        await Echo.select(
            Echo.changed,
            Echo.reply,
            Echo.lang,
            Echo.by.called.as_alias("by_called"),
            Echo.made_at,
            Echo.insight.id.as_alias("insight_id"),
            Echo.insight.prompt.as_alias("prompt"),
            Echo.insight.words.as_alias("words"),
            Echo.insight.lang.as_alias("words_lang"),
        )
        .where(
            (Echo.insight.author == person.id)
            & (Echo.insight.child == child)
            & reaches(Echo.insight.child, person, Act.SEE)
            & Echo.insight.taken_back_at.is_null()
            & (Echo.made_at >= now() - LATELY)
        )
        .order_by(Echo.made_at, ascending=False)
    )
    return [msgspec.convert(row, EchoTo) for row in rows]


async def spoken(person: Adult, child: UUID, cycle_id: UUID) -> dict[str, set[UUID]]:
    """Who has spoken at each step of a round: that they did, never what."""
    rows = await Event.select(Event.step, Event.author).where(
        (Event.child == child)
        & (Event.cycle == cycle_id)
        & Event.kind.is_in(list(SPEAKING))
        & reaches(Event.child, person, Act.SEE)
        & stands()
    )
    found: dict[str, set[UUID]] = defaultdict(set)
    for row in rows:
        found[row["step"]].add(row["author"])
    return dict(found)
