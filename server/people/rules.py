"""Sessions: how sure we are who it is, and how long that holds. Limits: docs/decisions.md."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple


class Level(StrEnum):
    """How sure we are who is asking."""

    FULL = "full"  # a passkey, or staff who matched the number in person
    CODE = "code"  # a six-digit code: fewer rights


class Device(StrEnum):
    """Whose device the session lives on."""

    OWN = "own"
    SHARED = "shared"
    STAFF = "staff"


class Standing(StrEnum):
    """What a session is good for at this moment."""

    OPEN = "open"
    LOCKED = "locked"  # still known, but asks for the passkey again
    OVER = "over"


class Lifetime(NamedTuple):
    """Idle and absolute limits, and when the passkey is asked again (None: never)."""

    idle: timedelta
    whole: timedelta
    lock: timedelta | None = None


LIFETIMES: dict[tuple[Level, Device], Lifetime] = {
    (Level.FULL, Device.OWN): Lifetime(
        timedelta(days=30), timedelta(days=180), timedelta(hours=12)
    ),
    (Level.FULL, Device.SHARED): Lifetime(timedelta(minutes=15), timedelta(hours=8)),
    (Level.FULL, Device.STAFF): Lifetime(timedelta(minutes=30), timedelta(hours=12)),
    (Level.CODE, Device.OWN): Lifetime(timedelta(hours=24), timedelta(days=7)),
    (Level.CODE, Device.SHARED): Lifetime(timedelta(minutes=15), timedelta(hours=8)),
}
# A phone that cannot make a passkey has nothing to re-open with: a shorter life instead of a lock.
WITHOUT_PASSKEY = Lifetime(timedelta(days=7), timedelta(days=30))


def lifetime(level: Level, device: Device, *, has_passkey: bool) -> Lifetime:
    """The limits for a session of this kind."""
    if (level, device) == (Level.FULL, Device.OWN) and not has_passkey:
        return WITHOUT_PASSKEY
    return LIFETIMES[level, device]


def standing(limits: Lifetime, began: datetime, seen: datetime, now: datetime) -> Standing:
    """Open, locked or over. A clock that jumped back never revives anything."""
    if now - began >= limits.whole or now - seen >= limits.idle:
        return Standing.OVER
    if limits.lock is not None and now - seen >= limits.lock:
        return Standing.LOCKED
    return Standing.OPEN
