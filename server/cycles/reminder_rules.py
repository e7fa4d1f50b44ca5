"""When a family is reminded of a review, and when the SENCO is."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from enum import IntEnum

from server.clock import UK

BY_HAND = timedelta(days=3)  # one sent by hand this long before replaces the one that would go
UNHEARD_DAYS = 5
DUE_DAYS = 7


class Mark(IntEnum):
    """Days before a review on which a reminder goes."""

    WEEK = 7
    DAY = 1


def mark(days_left: int) -> Mark | None:
    """The reminder that is due with so many days left; a missed one is caught up with."""
    if days_left < 0 or days_left > Mark.WEEK:
        return None
    return Mark.WEEK if days_left > Mark.DAY else Mark.DAY


def replaced(review_on: date, due: Mark, by_hand: Iterable[datetime]) -> bool:
    """Whether one sent by hand shortly before this reminder, or since, stands in its place."""
    since = review_on - timedelta(days=due) - BY_HAND
    return any(at.astimezone(UK).date() >= since for at in by_hand)


def may_remind(by_hand: Iterable[datetime], now: datetime) -> bool:
    """Nobody is asked again within three days."""
    return all(now - at >= BY_HAND for at in by_hand)


def over(review_on: date) -> datetime:
    """From this moment on a reminder of the review is of no use."""
    return datetime.combine(review_on, time(23, 59), UK)
