"""Telling the story again: each entry at its own moment, by the one who did it."""

from collections.abc import Awaitable, Callable, Iterator
from datetime import datetime
from typing import NamedTuple
from uuid import UUID, uuid4

import msgspec

from server.demo.book import Days, Page, book, id_of, language_of
from server.people.asking import Adult
from server.people.ops import Press


class Entry(NamedTuple):
    """Something that happened, and when."""

    at: datetime
    tell: Callable[[], Awaitable[object]]


Entries = Iterator[Entry]


class Story:
    """Who is who, on which days, and what has been made so far by the keys of the book."""

    def __init__(self, days: Days, people: dict[str, Adult]) -> None:
        self.days = days
        self.people = people
        self.made: dict[str, UUID] = {}

    def ids(self, keys: list[str]) -> tuple[UUID, ...]:
        """The ids of these adults."""
        return tuple(self.people[key].id for key in keys)

    def reads(self, keys: list[str]) -> str:
        """The language all these adults read, as the book calls it; English when they differ."""
        found = {self.people[key].reads for key in keys}
        return found.pop() if len(found) == 1 else "en"

    def writing(self, key: str, language: str) -> Adult:
        """This adult, writing in this language."""
        return msgspec.structs.replace(self.people[key], reads=language_of(language))

    def setting_of(self, entry: Page) -> UUID:
        """The setting that this entry's child goes to."""
        goes = {child["key"]: child["setting"] for child in book()["child"]}
        return id_of(goes[entry["child"]])

    def key_of(self, entry: Page) -> str:
        """The key person of this entry's child, by the book."""
        told = next(each for each in book()["notice"] if each["child"] == entry["child"])
        return str(told["key_person"])

    def family_reads(self, entry: Page) -> str:
        """The language all of this child's family reads; English when they differ."""
        told = next(each for each in book()["notice"] if each["child"] == entry["child"])
        return self.reads(told["told"])

    def key_person(self, entry: Page) -> Adult:
        """The key person of this entry's child."""
        return self.people[self.key_of(entry)]

    def family(self, keys: list[str]) -> list[str]:
        """Those of these adults who do not work at a setting."""
        staff = {adult["key"] for adult in book()["adult"] if "setting" in adult}
        return [key for key in keys if key not in staff]


def press() -> Press:
    """A press of its own for each entry."""
    return Press(uuid4(), "")
