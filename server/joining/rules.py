"""Number matching: what is on the phone, what staff choose among, and how long it holds."""

from collections.abc import Collection
from datetime import datetime, timedelta
from enum import StrEnum

QR_LIFE = timedelta(minutes=10)
MATCH_LIFE = timedelta(minutes=30)


class For(StrEnum):
    """What an invitation is for."""

    FAMILY = "family"
    RESCUE = "rescue"
    STAFF = "staff"


def three_numbers(draw: Collection[int]) -> bool:
    """Three different numbers of two digits, so that a guess is wrong twice in three."""
    drawn = tuple(draw)
    return len(drawn) == len(set(drawn)) == 3 and all(10 <= n <= 99 for n in drawn)  # noqa: PLR2004


def scannable(made: datetime, closed: datetime | None, now: datetime) -> bool:
    """The QR can still be scanned."""
    return closed is None and now - made < QR_LIFE


def matchable(claimed: datetime, matched: datetime | None, refused: datetime | None, now: datetime) -> bool:
    """The number can still be matched."""
    return matched is None and refused is None and now - claimed < MATCH_LIFE
