"""How fast a push service is sent to, and when it is left in peace. Seconds of any steady clock."""

import msgspec
from msgspec.structs import replace

WITHIN = 60.0  # two "too many" this close to each other are heard
STRAGGLING = 2.0  # "too many" that answers what left before we slowed down says nothing new
FIRST, FLOOR, LIFTED = 150.0, 15.0, 300.0  # a second; Chrome's own limit is 16.7
QUIET, QUICKER = 60.0, 1.1  # each quiet minute a tenth faster
FAILURES = 10  # in a row, then it is left in peace
PEACE = 30.0
LONG_AGO = float("-inf")


class Pace(msgspec.Struct, frozen=True):
    """How many may leave a second; None is as many as there are."""

    rate: float | None = None
    told_at: float = LONG_AGO  # the last "too many" that stands alone
    slowed_at: float = LONG_AGO
    quiet_since: float = LONG_AGO
    free_at: float = LONG_AGO  # when the next one may leave


def slowed(pace: Pace, at: float) -> Pace:
    """After a "too many" (429): the second within a minute slows down, or halves the speed."""
    if at - pace.slowed_at < STRAGGLING:
        return replace(pace, quiet_since=at)
    pace = replace(quickened(pace, at), quiet_since=at)
    if at - pace.told_at > WITHIN:
        return replace(pace, told_at=at)
    rate = FIRST if pace.rate is None else max(FLOOR, pace.rate / 2)
    return replace(pace, rate=rate, told_at=LONG_AGO, slowed_at=at)


def quickened(pace: Pace, at: float) -> Pace:
    """A tenth faster for each quiet minute, until there is no limit any more."""
    if pace.rate is None:
        return pace
    minutes = int((at - pace.quiet_since) // QUIET)
    rate = pace.rate * QUICKER**minutes
    if rate > LIFTED:
        return Pace(told_at=pace.told_at)
    return replace(pace, rate=rate, quiet_since=pace.quiet_since + minutes * QUIET)


def next_turn(pace: Pace, at: float) -> tuple[Pace, float]:
    """How long whoever asks now waits before sending."""
    pace = quickened(pace, at)
    if pace.rate is None:
        return pace, 0.0
    leaves = max(at, pace.free_at)
    return replace(pace, free_at=leaves + 1 / pace.rate), leaves - at


class Health(msgspec.Struct, frozen=True):
    """Whether a push service answers."""

    failures: int = 0  # in a row
    shut_until: float = LONG_AGO


def heard(health: Health, at: float, *, well: bool) -> Health:
    """After an answer, or none: ten failures in a row shut it, one good answer opens it."""
    if well:
        return Health()
    failures = health.failures + 1
    return Health(failures, at + PEACE if failures >= FAILURES else LONG_AGO)


def shut(health: Health, at: float) -> bool:
    """Whether it is left in peace at this moment."""
    return health.failures >= FAILURES and at < health.shut_until


def let_in(health: Health, at: float) -> tuple[Health, bool]:
    """Whether one may leave now; when it was shut long enough, one alone, to see."""
    if health.failures < FAILURES:
        return health, True
    if at < health.shut_until:
        return health, False
    return replace(health, shut_until=at + PEACE), True
