"""Next steps: who has said yes, what a change leads to, how far each side thinks we got."""

from collections.abc import Collection, Mapping
from enum import StrEnum
from uuid import UUID

MOST_ACTIVE = 3


class Choice(StrEnum):
    """One adult's answer to one version."""

    AGREE = "agree"
    CHANGE = "change"
    NOT_YET = "not-yet"


class Settled(StrEnum):
    """What became of a proposed change."""

    ACCEPTED = "accepted"
    MERGED = "merged"
    DECLINED = "declined"


class Side(StrEnum):
    """Whose eyes."""

    FAMILY = "family"
    SETTING = "setting"


class Far(StrEnum):
    """How far the child has got."""

    NOT_YET = "not-yet"
    A_LITTLE = "a-little"
    A_LOT = "a-lot"
    DONE = "done"


class State(StrEnum):
    """Where an outcome stands once a review has looked at it; before that, answers tell."""

    ACHIEVED = "achieved"
    PART_ACHIEVED = "part-achieved"
    NOT_YET = "not-yet"
    NO_LONGER_NEEDED = "no-longer-needed"


class Where(StrEnum):
    """Where support happens."""

    SETTING = "setting"
    HOME = "home"
    BOTH = "both"


def agreed(deciders: Collection[UUID], choices: Mapping[UUID, Choice]) -> bool:
    """Everyone who decides has said yes. Silence is not yes."""
    return bool(deciders) and all(choices.get(person) is Choice.AGREE for person in deciders)


def agreed_by(deciders: Collection[UUID], choices: Mapping[UUID, Choice]) -> tuple[int, int]:
    """Agreed by this many, of this many who decide."""
    return sum(choices.get(person) is Choice.AGREE for person in deciders), len(deciders)
