"""Quiet time, the one routine message a day, and digests: when a message may leave."""

from datetime import date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from server.inbox.rules import Side, When

LIFE = timedelta(hours=48)  # a message that could not be sent by then is only in the app
FRESH = timedelta(days=2)  # what happened longer ago is only told in the app
KNOWN = timedelta(days=28)  # and after this, not at all
MORNING = time(7, 30)  # when a day's digest comes to those who have no quiet time
_MONDAY, _SATURDAY, _WEEK = 0, 5, 7
_STEPS = 20  # a quiet time that never ends is not waited for


class Quiet(NamedTuple):
    """When an adult is left alone, on their own clock. The same start and end is never."""

    start: time
    end: time
    weekends: bool
    zone: str = "Europe/London"


USUAL = {
    Side.FAMILY: Quiet(time(19), time(7, 30), weekends=True),
    Side.STAFF: Quiet(time(18), time(8), weekends=True),
}


def on_clock(quiet: Quiet, zone: str) -> Quiet:
    """The same quiet time on the clock of this time zone."""
    return Quiet(quiet.start, quiet.end, quiet.weekends, zone)


def clock(text: str) -> time | None:
    """A time of day as a form sends it, 07:30; none for anything else."""
    try:
        found = time.fromisoformat(text)
    except ValueError:
        return None
    return found if len(text) == len("07:30") else None


def is_quiet(local: datetime, quiet: Quiet) -> bool:
    """Whether an adult is left alone at this moment of their own clock."""
    if quiet.weekends and local.weekday() >= _SATURDAY:
        return True
    at, start, end = local.time(), quiet.start, quiet.end
    return start <= at < end if start <= end else at >= start or at < end


def opening(at: datetime, quiet: Quiet) -> datetime:
    """This moment, or the first one after it that is not quiet."""
    local = at.astimezone(ZoneInfo(quiet.zone))
    for _ in range(_STEPS):
        if not is_quiet(local, quiet):
            break
        ends_today = local.time() < quiet.end and not _resting(local, quiet)
        local = _at(local.date(), quiet.end, quiet) if ends_today else _midnight(local, quiet)
    return local.astimezone(at.tzinfo)


def _resting(local: datetime, quiet: Quiet) -> bool:
    return quiet.weekends and local.weekday() >= _SATURDAY


def _at(day: date, hour: time, quiet: Quiet) -> datetime:
    return datetime.combine(day, hour, ZoneInfo(quiet.zone))


def _midnight(local: datetime, quiet: Quiet) -> datetime:
    return _at(local.date() + timedelta(days=1), time(0), quiet)


def day_of(at: datetime, quiet: Quiet) -> date:
    """The day this moment falls on, on the adult's own calendar."""
    return at.astimezone(ZoneInfo(quiet.zone)).date()


def due(when: When, at: datetime, quiet: Quiet, *, had_one_on: date | None = None) -> datetime:
    """When a message may leave: not in quiet time, and not on a day that has had its one."""
    local = at.astimezone(ZoneInfo(quiet.zone))
    if when is When.DAILY:
        return _morning(local, quiet, 1).astimezone(at.tzinfo)
    if when is When.WEEKLY:
        days = (_MONDAY - local.weekday() - 1) % _WEEK + 1
        return _morning(local, quiet, days).astimezone(at.tzinfo)
    first = opening(at, quiet)
    if day_of(first, quiet) == had_one_on:
        return _morning(local, quiet, 1).astimezone(at.tzinfo)
    return first


def _morning(local: datetime, quiet: Quiet, days: int) -> datetime:
    """When the day so many days on begins for this adult."""
    day = local.date() + timedelta(days=days)
    begins = MORNING if quiet.start == quiet.end else time(0)
    return opening(_at(day, begins, quiet), quiet)
