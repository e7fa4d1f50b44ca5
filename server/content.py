"""The questions, hints and wording of server/content: data with versions, not code."""

import tomllib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import msgspec

FOLDER = Path(__file__).parent / "content"


class Choice(msgspec.Struct, frozen=True):
    """One picture and word to pick."""

    key: str
    label: str
    symbol: str = ""


class Scale(msgspec.Struct, frozen=True):
    """A few points in order, as words."""

    key: str
    points: tuple[Choice, ...]


class Prompt(msgspec.Struct, frozen=True):
    """A question for families at a step."""

    step: str
    order: int
    key: str
    text: str
    kind: str  # choice | open | scale
    hint: str = ""
    shows: str = ""  # skill | step | idea | summary
    pick: int = 1
    scale: str = ""
    choices: tuple[Choice, ...] = ()
    starters: tuple[str, ...] = ()


class StaffPrompt(msgspec.Struct, frozen=True):
    """A question for staff at a step."""

    step: str
    order: int
    key: str
    text: str


class Prompts(msgspec.Struct, frozen=True):
    """All of prompts.toml that a page needs."""

    way_out: tuple[Choice, ...]
    scale: tuple[Scale, ...]
    prompt: tuple[Prompt, ...]
    staff_prompt: tuple[StaffPrompt, ...]


class Wording(msgspec.Struct, frozen=True):
    """Words that carry weight: a changed word is a new version."""

    id: str
    version_id: str
    title: str
    body: tuple[str, ...]
    button: str = ""
    under_button: str = ""
    also: tuple[str, ...] = ()


class PushText(msgspec.Struct, frozen=True):
    """What stands on a lock screen: it says that there is something, never what."""

    key: str
    audience: str  # parent | staff | everyone
    title: str
    body: str


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text(encoding="utf-8"))


@cache
def prompts() -> Prompts:
    """The questions, in the order they are asked."""
    return msgspec.convert(_read("prompts.toml"), Prompts)


@cache
def prompt(key: str) -> Prompt | None:
    """One question by its key."""
    return next((each for each in prompts().prompt if each.key == key), None)


@cache
def scale(key: str) -> tuple[Choice, ...]:
    """The points of a scale."""
    return next((each.points for each in prompts().scale if each.key == key), ())


@cache
def wording(text_id: str) -> Wording:
    """A text by its id; raises KeyError for one we do not have."""
    found = {text["id"]: msgspec.convert(text, Wording) for text in _read("wording.toml")["text"]}
    return found[text_id]


@cache
def link(key: str) -> str:
    """The address behind a link of wording.toml, or "" until a setting fills it in."""
    return next((each["url"] for each in _read("wording.toml")["link"] if each["key"] == key), "")


@cache
def push_texts() -> dict[str, PushText]:
    """The fixed texts of messages.toml, by their keys."""
    found = (msgspec.convert(each, PushText) for each in _read("messages.toml")["message"])
    return {text.key: text for text in found}


@lru_cache(4096)
def label_of(prompt_key: str, key: str) -> str:
    """The English label of a choice or of a point on the prompt's scale; "" when unknown."""
    asked = prompt(prompt_key)
    if asked is None:
        return ""
    options = (*asked.choices, *scale(asked.scale))
    return next((choice.label for choice in options if choice.key == key), "")
