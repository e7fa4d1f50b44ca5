"""What time it is. Tests hold it still; nothing else in the house asks the machine."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

UK = ZoneInfo("Europe/London")
_held: datetime | None = None


def now() -> datetime:
    """This moment, with its zone (UTC)."""
    return _held or datetime.now(UTC)


def today() -> date:
    """The date on a wall calendar in the United Kingdom."""
    return now().astimezone(UK).date()


def hold(at: datetime | None) -> None:
    """Stand still at this moment, or go on again (None)."""
    global _held  # noqa: PLW0603 -- the one place where time may be held
    _held = at
