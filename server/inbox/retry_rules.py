"""What the answer of the other side means, and when it is tried again."""

import re
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import NamedTuple

NEVER = "never"  # in place of a Retry-After: no later try would end in another way
STEPS = (
    timedelta(seconds=15),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=15),
    timedelta(hours=1),
    timedelta(hours=3),
    timedelta(hours=6),
)
SPREAD = 0.2  # so that what failed together does not come back together
SHORTEST = timedelta(seconds=1)
_SECONDS = re.compile(r"0*([0-9]+)")


class Answered(NamedTuple):
    """What became of one request. Status 0: nobody answered, or we did not ask; and why."""

    status: int
    retry_after: str = ""  # seconds or an HTTP date, as it came
    reason: str = ""


class Kind(StrEnum):
    """What follows from an answer."""

    SENT = "sent"
    GONE = "gone"  # the device is no more: forget it
    WAIT = "wait"  # they ask for time
    REFUSED = "refused"  # they do not take our word: our fault, so the device stays
    TOO_BIG = "too-big"
    RETRY = "retry"
    DEAD = "dead"  # every later try comes too late


class Verdict(NamedTuple):
    """What follows from an answer; and for all that is tried again, when."""

    kind: Kind
    at: datetime


KINDS = {
    **dict.fromkeys(range(200, 300), Kind.SENT),
    **dict.fromkeys((404, 410), Kind.GONE),
    # Never a reason to forget a device: FCM says 400 and 403 of keys that are only mixed up.
    **dict.fromkeys((400, 401, 403), Kind.REFUSED),
    413: Kind.TOO_BIG,
    429: Kind.WAIT,
}
OVER = frozenset({Kind.SENT, Kind.GONE, Kind.TOO_BIG})


def verdict(
    status: int,
    retry_after: str,
    attempt: int,
    now: datetime,
    until: datetime,
    jitter: float = 0.0,
) -> Verdict:
    """What follows from this answer to the nth attempt; jitter is from -1 to 1."""
    kind = KINDS.get(status, Kind.RETRY)
    if kind in OVER:
        return Verdict(kind, now)
    if status == 0 and retry_after == NEVER:
        return Verdict(Kind.DEAD, now)
    asked = asked_for(retry_after, now)
    wait = max(asked, SHORTEST) if asked is not None else after(attempt, jitter)
    # Asked to come back in 300 years, the calendar itself comes to its end.
    late = wait >= until - now
    return Verdict(Kind.DEAD if late else kind, now if late else now + wait)


def after(attempt: int, jitter: float = 0.0) -> timedelta:
    """How long the nth attempt is waited after, give or take a fifth."""
    step = STEPS[min(max(attempt, 1), len(STEPS)) - 1]
    return step * (1 + SPREAD * jitter)


def asked_for(retry_after: str, now: datetime) -> timedelta | None:
    """How long a Retry-After asks us to wait (RFC 9110 10.2.3); none when it says nothing."""
    text = retry_after.strip()
    if seconds := _SECONDS.fullmatch(text):
        return timedelta(seconds=int(seconds[1][:9]))  # from there on it is years
    try:
        at = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return (at if at.tzinfo else at.replace(tzinfo=UTC)) - now
