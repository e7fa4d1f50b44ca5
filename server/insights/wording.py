"""A question and its answers in the reader's words: keys go in, sentences come out."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from markupsafe import Markup

from server.content import Prompt, prompt, prompts, scale
from server.insights.one import OneInsight
from server.insights.questions import Asking
from server.insights.rules import Kind
from server.insights.saying import TALK, Saying
from server.outcomes.shapes import OutcomeShown
from server.trail.said import asked, picked_words
from server.words import bdi, day, fill, gettext


def question(key: str, name: str, until: date | None) -> Markup:
    """The words of one of the usual questions, about this child."""
    return asked(key, name=name, date=day(until))


def question_of(asking: Asking, name: str) -> Markup:
    """The words of any question; "" when nothing was asked."""
    if asking.question:
        return bdi(asking.question.words)
    return question(asking.prompt.key, name, asking.review_on) if asking.prompt else Markup("")


class Face(msgspec.Struct, frozen=True, kw_only=True):
    """All that a page about one question shows."""

    question: Markup
    lang: str  # of the question, when it is the setting's own
    hint: str
    scale: str
    options: list[dict[str, str]]
    many: bool
    starters: list[Markup]
    ways_out: list[dict[str, str]]


SIGNS = {"skip": "go", "not-sure": "unsure", "talk": "talk"}


def face(asking: Asking, name: str) -> Face:
    """A question, ready to be shown."""
    found = asking.prompt
    out = [
        {"label": gettext(way.label), "symbol": SIGNS[way.key], "name": "kind", "value": way.key}
        for way in prompts().way_out
    ]
    return Face(
        question=question_of(asking, name),
        lang=asking.question.lang if asking.question else "",
        hint=fill(gettext(found.hint), name=name) if found else "",
        scale=found.scale if found else "",
        options=_options(found),
        many=bool(found and found.pick > 1),
        starters=[fill(gettext(line), name=name) for line in found.starters] if found else [],
        ways_out=out if found or asking.question else [],
    )


def _options(found: Prompt | None) -> list[dict[str, str]]:
    if found is None:
        return []
    picks = [
        {"value": each.key, "label": gettext(each.label), "symbol": each.symbol}
        for each in found.choices
    ]
    points = [{"key": each.key, "label": gettext(each.label)} for each in scale(found.scale)]
    return picks or points


def picks_of(saying: Saying, shown: Face) -> list[dict[str, str]]:
    """What was tapped, as picture and word."""
    tapped = {*saying.picked, saying.point}
    return [each for each in shown.options if (each.get("value") or each["key"]) in tapped]


def talk_options() -> list[dict[str, str]]:
    """Ways to talk."""
    return _options(prompt(TALK))


def told(one: OneInsight, subjects: Mapping[UUID, OutcomeShown]) -> dict[str, Any]:
    """What was asked, about which next step, and what was tapped, in the reader's words."""
    talk = one.kind is Kind.TALK and not one.prompt
    tapped = f"{one.picked} {'' if talk else one.point}".strip()
    return {
        "question": question(one.prompt, one.child_called, one.review_on) if one.prompt else "",
        "about": subjects.get(one.about) if one.about else None,
        "picked": picked_words(TALK if talk else one.prompt, tapped),
        "when": one.point if talk else "",
    }
