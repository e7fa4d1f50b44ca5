"""Kind hints about the wording of a next step; server/content/lint.toml says what and how.

Only staff drafts are checked, never what a parent writes.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

import msgspec

from server.content import FOLDER

LONGEST = 1000  # letters of a statement; the patterns look no further, so they cannot run long
_SPACES = re.compile(r"\s+")
_SENTENCE = re.compile(r"[.!?]+(?:\s|$)")


class Hint(NamedTuple):
    """One hint: reject stops the sharing, warn lets the writer go on. `word` is what was found."""

    key: str
    level: str
    hint: str
    word: str = ""


class Need(msgspec.Struct, frozen=True):
    """What a next step has to have."""

    key: str
    level: str
    hint: str


class Rule(msgspec.Struct, frozen=True):
    """Words that say there is a better way to put it."""

    key: str
    level: str
    pattern: str
    hint: str
    bad: tuple[str, ...]
    good: tuple[str, ...]


class Limits(msgspec.Struct, frozen=True):
    """How many next steps, how many sentences, how long."""

    active_outcomes: int
    active_outcomes_hint: str
    sentence_words: int
    sentence_words_hint: str
    outcome_sentences: int
    outcome_sentences_hint: str


class Words(msgspec.Struct, frozen=True):
    """Words that a good next step is made of."""

    seen_verbs: tuple[str, ...]
    often_words: tuple[str, ...]
    place_words: tuple[str, ...]


class Lint(msgspec.Struct, frozen=True):
    """All of lint.toml that a draft is held against."""

    limits: Limits
    needs: tuple[Need, ...]
    words: Words
    rule: tuple[Rule, ...]


@cache
def content() -> Lint:
    """The rules, read once."""
    text = (FOLDER / "lint.toml").read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Lint)


@cache
def _pattern(text: str) -> re.Pattern[str]:
    return re.compile(text, re.IGNORECASE)


@cache
def _any_of(found: tuple[str, ...]) -> re.Pattern[str]:
    whole = "|".join(re.escape(each) for each in found)
    return re.compile(rf"\b(?:{whole})\b", re.IGNORECASE)


def lint(
    statement: str, child_called: str, *, by_date_given: bool, baseline: str, why: str
) -> list[Hint]:
    """What to look at again in this statement, what stops it first."""
    text = _SPACES.sub(" ", statement[:LONGEST]).strip()
    has = {
        "date": by_date_given,
        "child": _names(text, child_called),
        "action": _acts(text),
        "how-often": bool(_any_of(content().words.often_words).search(text)),
        "where-or-with-whom": bool(_any_of(content().words.place_words).search(text)),
        "baseline": bool(baseline.strip()),
        "family-words": bool(why.strip()),
    }
    missing = [
        Hint(*msgspec.structs.astuple(need)) for need in content().needs if not has[need.key]
    ]
    found = [*missing, *_found(text), *_length(text)]
    return sorted(found, key=lambda each: each.level != "reject")


def stops(hints: list[Hint]) -> bool:
    """Something has to be changed before this can be shared."""
    return any(each.level == "reject" for each in hints)


def _names(text: str, called: str) -> bool:
    return bool(re.search(rf"(?<!\w){re.escape(called)}(?!\w)", text, re.IGNORECASE))


def _acts(text: str) -> bool:
    _, _, after = text.casefold().partition(" will ")
    return bool(_any_of(content().words.seen_verbs).search(after))


def _found(text: str) -> Iterator[Hint]:
    for rule in content().rule:
        if hit := _pattern(rule.pattern).search(text):
            yield Hint(rule.key, rule.level, rule.hint, hit.group()[:60])


def _length(text: str) -> Iterator[Hint]:
    limits = content().limits
    sentences = [each for each in _SENTENCE.split(text) if each.strip()]
    if len(sentences) > limits.outcome_sentences:
        yield Hint("sentences", "warn", limits.outcome_sentences_hint)
    if any(len(each.split()) > limits.sentence_words for each in sentences):
        yield Hint("sentence-words", "warn", limits.sentence_words_hint)
