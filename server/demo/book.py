"""The demo's own book (content/demo.toml), and on which days its entries fall."""

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID, uuid5

from server.children.rules import Area
from server.clock import UK
from server.content import FOLDER

Page = Mapping[str, Any]
MADE_UP = UUID("6f8f6a6e-5c5b-4c5a-9d0e-0a3a5d1c2b10")  # what the demo's own ids are made from
WEDNESDAY = 2
LANGUAGES = {"en": "en_GB"}
AREAS = {
    "communication and interaction": Area.COMMUNICATION,
    "cognition and learning": Area.COGNITION,
    "social, emotional and mental health": Area.EMOTIONAL,
    "sensory and/or physical needs": Area.PHYSICAL,
}


@cache
def book() -> Page:
    """All entries of the demo."""
    return tomllib.loads((FOLDER / "demo.toml").read_text(encoding="utf-8"))


def id_of(key: str) -> UUID:
    """The same id for the same made-up person or child, whenever the demo is filled."""
    return uuid5(MADE_UP, key)


def language_of(code: str) -> str:
    """A language of the book as the app calls it."""
    return LANGUAGES.get(code, code)


def in_language(entry: Page, name: str, code: str) -> tuple[str, str]:
    """What stands under this name for a reader of this language, and the language it is in."""
    found = entry.get(f"{name}_{code}")
    value = found or entry[name]
    words = "\n".join(value) if isinstance(value, list) else str(value)
    return words, language_of(code) if found else language_of("en")


class Days(NamedTuple):
    """The days of the book, counted from the latest Wednesday."""

    today: date

    @property
    def anchor(self) -> date:
        """The latest Wednesday, today included."""
        return self.today - timedelta(days=(self.today.weekday() - WEDNESDAY) % 7)

    def day(self, number: int) -> date:
        """The date of a day of the book."""
        return self.anchor + timedelta(days=number)

    def at(self, number: int, clock: str, start: date | None = None) -> datetime:
        """A moment on a day of the book, by the clock on a wall in the United Kingdom."""
        on = (start or self.anchor) + timedelta(days=number)
        return datetime.combine(on, time.fromisoformat(clock), UK).astimezone(UTC)

    def of(self, entry: Page, usual: str = "12:30") -> datetime:
        """The moment of an entry; `usual` when it names no time of day."""
        waiting = entry.get("day_from") == "today"
        return self.at(
            entry["day"], entry.get("time", usual), self.today if waiting else self.anchor
        )

    def born(self, months: int) -> date:
        """The birthday of a child so many months old, on the first of a month."""
        past = self.anchor.year * 12 + self.anchor.month - 1 - months
        return date(past // 12, past % 12 + 1, 1)
