"""The words of this slice: kinds of answer, who sees them, how long they can be taken back."""

from datetime import datetime, timedelta
from enum import StrEnum

from server.trail.rules import Visible

TAKE_BACK_WITHIN = timedelta(minutes=10)


class Kind(StrEnum):
    """What sort of answer it is. Each is as good as another."""

    SAID = "said"
    SKIP = "skip"
    NOT_SURE = "not-sure"
    TALK = "talk"


class When(StrEnum):
    """When a talk would suit."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    ANY_TIME = "any-time"


class Audience(StrEnum):
    """Whom the author lets see it."""

    SETTING = "setting"
    FAMILY = "family"


def may_take_back(made_at: datetime, at: datetime) -> bool:
    """Ten minutes to think again."""
    return at - made_at <= TAKE_BACK_WITHIN


def who_sees(audience: Audience) -> Visible:
    """The author and the setting, unless the author lets the family's other adults see it."""
    return Visible.ALL if audience is Audience.FAMILY else Visible.AUTHOR
