"""What a reader is shown of a next step: plain values, ready to be put into sentences."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from server.outcomes.finding import TheOutcome
from server.words import day


class ActionShown(msgspec.Struct, frozen=True):
    """What an adult will do."""

    what: str
    who: str
    how_often: str
    where: str
    stand_in: str


class AnswerShown(msgspec.Struct, frozen=True, kw_only=True):
    """One adult's answer. Its words are there for its author and the setting alone."""

    id: UUID
    version: UUID
    person: UUID
    called: str
    choice: str
    decides: bool
    wants_talk: bool
    words: str
    lang: str
    made_at: datetime
    settled: str = ""
    reason: str = ""
    reason_lang: str = ""
    settled_by: str = ""


class Decider(msgspec.Struct, frozen=True):
    """An adult whose yes is needed."""

    called: str
    id: UUID
    answered: bool


class VersionShown(msgspec.Struct, frozen=True, kw_only=True):
    """One wording in the reader's language, with the original beside it when it is another."""

    id: UUID
    number: int
    statement: str
    lang: str
    original: str
    original_lang: str
    raw: str
    translator: str
    by_date: date
    reason: str
    by_called: str
    made_at: datetime
    shared_at: datetime | None
    actions: list[ActionShown]
    answers: list[AnswerShown]


class RatingShown(msgspec.Struct, frozen=True):
    """How far, as one adult sees it."""

    side: str
    far: str
    words: str
    lang: str
    called: str
    made_at: datetime
    cycle: UUID
    number: int
    person: UUID


class OutcomeShown(msgspec.Struct, frozen=True, kw_only=True):
    """A next step as this reader may see it."""

    facts: TheOutcome
    id: UUID
    child: UUID
    cycle_number: int
    version: VersionShown
    newest: VersionShown
    history: list[VersionShown]
    statement: str
    lang: str
    by_date: date
    actions: list[ActionShown]
    answers: list[AnswerShown]
    deciders: list[Decider]
    agreed: tuple[int, int]
    started_on: date | None
    ratings: list[RatingShown]
    state: str


def dated(statement: str, by_date: date) -> str:
    """The statement with its {date} in the reader's words, kept apart from the text around it."""
    return statement.replace("{date}", f"\u2068{day(by_date)}\u2069")
