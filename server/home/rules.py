"""What comes first: of all that waits, the one thing to show on top."""

from collections.abc import Mapping
from enum import StrEnum


class Ask(StrEnum):
    """Something asked of a family, the most pressing first."""

    NOTICE = "notice"
    ANSWER = "answer"
    RATE = "rate"
    CONFIRM = "confirm"
    QUESTION = "question"


ORDER = tuple(Ask)


def first(waiting: Mapping[Ask, bool]) -> Ask | None:
    """The one thing to ask now, if anything waits."""
    return next((ask for ask in ORDER if waiting.get(ask)), None)


class Group(StrEnum):
    """Where a child stands on a staff board."""

    YOURS = "yours"
    UNHEARD = "unheard"
    DUE = "due"
    QUIET = "quiet"


def group(*, waits: int, unheard: bool, due: bool) -> Group:
    """What a family sent comes before whom we have not heard, and that before dates."""
    if waits:
        return Group.YOURS
    if unheard:
        return Group.UNHEARD
    return Group.DUE if due else Group.QUIET
