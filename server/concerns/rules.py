"""Worries: where they come from, what may follow, and when a notice is whole."""

from collections.abc import Collection
from datetime import date
from enum import StrEnum
from uuid import UUID

import msgspec

from server.children.rules import Area
from server.trail.rules import Visible, Way

LINE = 100  # characters of a short line, such as an interpreter's name


class Source(StrEnum):
    """Who noticed first."""

    PARENT = "parent"
    SETTING = "setting"
    HEALTH = "health"
    TWO_YEAR_CHECK = "two-year-check"


class Next(StrEnum):
    """What will happen now, as the answer says."""

    TALK = "talk"
    LOOK_CLOSER = "look-closer"
    NO_EXTRA_HELP = "no-extra-help"
    EXTRA_HELP = "extra-help"


class How(StrEnum):
    """How the family was told (wording.toml, sep-notice)."""

    IN_PERSON = "in-person"
    PHONE = "phone"
    VIDEO = "video"
    AT_HOME = "at-home"


# How a parent's words reach staff who write them down.
BY_HAND = frozenset({Way.IN_PERSON, Way.PHONE, Way.PAPER})


def who_sees(source: Source) -> Visible:
    """A parent's worry is for its author and the setting; the setting's own stays with staff."""
    return Visible.AUTHOR if source is Source.PARENT else Visible.STAFF


def record_problems(
    source: Source | None, author: UUID | None, way: Way | None, family: Collection[UUID]
) -> dict[str, str]:
    """What is wrong with a worry that staff write down."""
    if source is None:
        return {"source": "unpicked"}
    if source is not Source.PARENT:
        return {}
    wrong = {} if author in family else {"author": "one-person"}
    return wrong if way in BY_HAND else {**wrong, "way": "unpicked"}


class Telling(msgspec.Struct, frozen=True, kw_only=True):
    """How a family was told that extra help is starting, and all that was said (Code 5.38)."""

    told_on: date | None
    by: tuple[UUID, ...]
    told: tuple[UUID, ...]
    how: How | None
    language: str
    interpreter: str
    extra: str
    areas: tuple[Area, ...]
    key_person: UUID | None
    senco: UUID | None
    starts_on: date | None


class Around(msgspec.Struct, frozen=True, kw_only=True):
    """Who can be named in a notice."""

    family: Collection[UUID]
    staff: Collection[UUID]
    sencos: Collection[UUID]
    languages: Collection[str]


def notice_problems(telling: Telling, around: Around, today: date) -> dict[str, str]:
    """What a notice still lacks; nobody is named who does not stand there."""
    told_on = telling.told_on
    late = told_on is not None and told_on > today
    wrong = {
        "told_on": "date" if told_on is None else "future" if late else "",
        "by": "" if _all_of(telling.by, around.staff) else "who",
        "told": "" if _all_of(telling.told, around.family) else "who",
        "how": "" if telling.how else "unpicked",
        "language": "" if telling.language in around.languages else "tongue",
        "interpreter": "long-line" if len(telling.interpreter) > LINE else "",
        "areas": "" if telling.areas else "area",
        "key_person": "" if telling.key_person in around.staff else "one-person",
        "senco": "" if telling.senco in around.sencos else "one-person",
        "starts_on": "" if telling.starts_on else "date",
    }
    return {field: key for field, key in wrong.items() if key}


def _all_of(named: Collection[UUID], known: Collection[UUID]) -> bool:
    return bool(named) and set(named) <= set(known)
