"""One thing said, with what its readers need to know of it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec

from server.insights.rules import Kind
from server.insights.tables import Insight
from server.trail.rules import Visible, Way


class Reader(msgspec.Struct, frozen=True):
    """Somebody at the setting who has read it."""

    id: UUID
    called: str


class Changed(msgspec.Struct, frozen=True):
    """What was answered, and what changed."""

    insight: UUID
    by_called: str
    reply: str
    changed: str
    lang: str
    made_at: datetime


class OneInsight(msgspec.Struct, kw_only=True):
    """One thing said, as its reader may see it."""

    id: UUID
    child: UUID
    child_called: str
    setting: UUID
    setting_name: str
    cycle: UUID | None
    review_on: date | None
    step: str
    kind: Kind
    prompt: str
    question_words: str | None
    question_lang: str | None
    about: UUID | None
    author: UUID
    author_called: str
    writer_called: str | None
    way: Way
    picked: str
    point: str
    words: str
    lang: str
    visible: Visible
    made_at: datetime
    taken_back_at: datetime | None
    readers: tuple[Reader, ...] = ()
    echo: Changed | None = None


FACTS = (
    Insight.id,
    Insight.child.id.as_alias("child"),
    Insight.child.called.as_alias("child_called"),
    Insight.setting.id.as_alias("setting"),
    Insight.setting.name.as_alias("setting_name"),
    Insight.cycle.id.as_alias("cycle"),
    Insight.cycle.review_on.as_alias("review_on"),
    Insight.step,
    Insight.kind,
    Insight.prompt,
    Insight.question.words.as_alias("question_words"),
    Insight.question.lang.as_alias("question_lang"),
    Insight.about,
    Insight.author.id.as_alias("author"),
    Insight.author.called.as_alias("author_called"),
    Insight.written_by.called.as_alias("writer_called"),
    Insight.way,
    Insight.picked,
    Insight.point,
    Insight.words,
    Insight.lang,
    Insight.visible,
    Insight.made_at,
    Insight.taken_back_at,
)


def standing() -> Any:
    """Not taken back, and not a question skipped."""
    return Insight.taken_back_at.is_null() & (Insight.kind != Kind.SKIP.value)
