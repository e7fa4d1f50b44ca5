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


class Eyfs(StrEnum):
    """The seven areas of learning in the Early Years Foundation Stage."""

    LANGUAGE = "language"
    PHYSICAL = "physical"
    PERSONAL = "personal"
    LITERACY = "literacy"
    MATHEMATICS = "mathematics"
    WORLD = "world"
    ARTS = "arts"


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


def room_for_another(active: int) -> bool:
    """At most three at a time, so that each gets real time."""
    return active < MOST_ACTIVE


def stands(verdict: str, *, shared: bool, agreed: bool, started: bool) -> str:
    """Where a next step is, in one word. Help may start before anything is agreed (Code 5.36)."""
    if verdict:
        return verdict
    if not shared:
        return "draft"
    if agreed:
        return "agreed"
    return "started-not-agreed" if started else "shared"


def answer_problems(choice: Choice | None, words: str) -> dict[str, str]:
    """What an answer still lacks: a proposed change needs its words."""
    if choice is None:
        return {"choice": "unpicked"}
    return {"words": "empty"} if choice is Choice.CHANGE and not words else {}


def support_problems(*, given: bool, note: str) -> dict[str, str]:
    """Help that was missed needs its reason."""
    return {} if given or note else {"note": "empty"}
