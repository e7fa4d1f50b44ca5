"""What the app offers once, and what can be said to it."""

from enum import StrEnum


class Offered(StrEnum):
    """One thing that is offered, and not again after "not now"."""

    PUSH = "push"
    INSTALL = "install"


class Reply(StrEnum):
    """What somebody said to an offer."""

    YES = "yes"
    NOT_NOW = "not-now"
