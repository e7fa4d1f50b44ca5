"""Worries that wait for an answer, and one's own with the latest one."""

from datetime import datetime
from uuid import UUID

import msgspec

from server.children.queries import reaches
from server.children.rules import Act
from server.concerns.tables import Concern, ConcernReply
from server.concerns.worries import Reply, facts
from server.people.asking import Adult


class OpenConcern(msgspec.Struct, frozen=True):
    """A worry that nobody has answered yet."""

    child_id: UUID
    child_called: str
    picture: str
    concern_id: UUID
    author_called: str
    made_at: datetime


async def open_concerns(person: Adult) -> list[OpenConcern]:
    """The worries this member of staff could answer and nobody has, oldest first."""
    rows = (
        await Concern.select(
            Concern.child.id.as_alias("child_id"),
            Concern.child.called.as_alias("child_called"),
            Concern.child.picture.as_alias("picture"),
            Concern.id.as_alias("concern_id"),
            Concern.author.called.as_alias("author_called"),
            Concern.made_at,
        )
        .where(
            reaches(Concern.child, person, Act.PLAN)
            & Concern.id.not_in(ConcernReply.select(ConcernReply.concern))
        )
        .order_by(Concern.made_at)
    )
    return [msgspec.convert(row, OpenConcern) for row in rows]


class MyConcern(msgspec.Struct, frozen=True):
    """A worry of one's own, with the latest answer."""

    id: UUID
    words: str
    lang: str
    made_at: datetime
    answer: Reply | None


async def my_concerns(person: Adult, child: UUID) -> list[MyConcern]:
    """What this adult was worried about for this child, newest first, and what was answered."""
    rows = (
        await Concern.select(Concern.id, Concern.words, Concern.lang, Concern.made_at)
        .where(
            (Concern.child == child)
            & (Concern.author == person.id)
            & reaches(Concern.child, person, Act.SEE)
        )
        .order_by(Concern.made_at, ascending=False)
    )
    answers = await _latest([row["id"] for row in rows])
    return [MyConcern(**row, answer=answers.get(row["id"])) for row in rows]


async def _latest(concerns: list[UUID]) -> dict[UUID, Reply]:
    if not concerns:
        return {}
    rows = (
        await ConcernReply.select(ConcernReply.concern, *facts(ConcernReply), ConcernReply.next)
        .where(ConcernReply.concern.is_in(concerns))
        .order_by(ConcernReply.made_at)
    )
    return {row.pop("concern"): msgspec.convert(row, Reply) for row in rows}
