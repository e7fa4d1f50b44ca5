"""What a family may say at a step, and which question comes next."""

from enum import StrEnum


class Kind(StrEnum):
    """What sort of answer it is. Each is as good as another."""

    SAID = "said"
    SKIP = "skip"
    NOT_SURE = "not-sure"
    TALK = "talk"
