"""Which question comes next: one at a time, in order, each only once."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date
from typing import Protocol
from urllib.parse import urlencode
from uuid import UUID

import msgspec

from server.content import Prompt
from server.cycles.notes import OwnQuestion
from server.trail.rules import Way

OWN_AFTER = 3  # the setting's own questions come after so many of the usual ones
# These the next steps ask themselves: an answer, and how far.
ASKED_THERE = frozenset({"plan-right", "review-far"})
# Before a first round: who the child is, from those who know best.
ANY_DAY = ("assess-loves", "assess-good", "assess-calm")


class Subject(Protocol):
    """A next step that a question can be about."""

    @property
    def id(self) -> UUID:
        """Which."""

    @property
    def statement(self) -> str:
        """Its words."""

    @property
    def lang(self) -> str:
        """The language of its words."""


class Asking(msgspec.Struct, frozen=True, kw_only=True):
    """One question put to one adult about one child; with no question, "tell us anything"."""

    child: UUID
    setting: UUID
    cycle: UUID | None = None
    step: str = ""
    review_on: date | None = None
    prompt: Prompt | None = None
    question: OwnQuestion | None = None
    about: UUID | None = None
    about_words: str = ""
    about_lang: str = ""

    @property
    def key(self) -> tuple[str, UUID | None]:
        """What tells one question from another."""
        own = str(self.question.id) if self.question else ""
        return (self.prompt.key if self.prompt else own, self.about)

    def href(self, way: str) -> str:
        """Where it is answered in this way."""
        facts = {
            "prompt": self.prompt.key if self.prompt else "",
            "about": self.about or "",
            "own": self.question.id if self.question else "",
            "way": way,
        }
        given = urlencode({name: value for name, value in facts.items() if value})
        return f"/children/{self.child}/insights/ask?{given}"

    def boxed(self, way: str) -> bool:
        """Answered in a text box: an open question, the setting's own, or by choice."""
        return self.prompt is None or self.prompt.kind == "open" or way == Way.WRITE


def askable(found: Prompt) -> bool:
    """Whether the family is asked this here."""
    return found.shows in ("", "step") and found.key not in ASKED_THERE


def questions(
    frame: Asking, prompts: Sequence[Prompt], own: Sequence[OwnQuestion], about: Sequence[Subject]
) -> Iterator[Asking]:
    """All that can be asked, in order: the setting's own after the third of the usual ones."""
    usual = [each for each in prompts if askable(each)]
    for found in usual[:OWN_AFTER]:
        yield from _each(frame, found, about)
    for question in own:
        yield msgspec.structs.replace(frame, question=question, step=question.step)
    for found in usual[OWN_AFTER:]:
        yield from _each(frame, found, about)


def _each(frame: Asking, found: Prompt, about: Sequence[Subject]) -> Iterator[Asking]:
    asked = msgspec.structs.replace(frame, prompt=found, step=found.step)
    if found.shows != "step":
        yield asked
        return
    for one in about:
        yield msgspec.structs.replace(
            asked, about=one.id, about_words=one.statement, about_lang=one.lang
        )


def next_question(
    asked: Iterator[Asking], answered: Collection[tuple[str, UUID | None]]
) -> Asking | None:
    """The first that this adult has not answered, skipped or been unsure of."""
    return next((each for each in asked if each.key not in answered), None)


def asked_at(step: str, prompts: Sequence[Prompt]) -> list[Prompt]:
    """The questions of a step; with no round open, the few that fit any day."""
    if step:
        return [each for each in prompts if each.step == step]
    return [each for each in prompts if each.key in ANY_DAY]
