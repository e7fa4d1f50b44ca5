"""How often something may be tried: one atomic count for each key. No count, no try."""

from datetime import timedelta
from uuid import uuid4

from server.clock import now
from server.people.asking import hashed
from server.people.tables import Tally

_COUNT = """
INSERT INTO tally (id, key, since, tries, blocked) VALUES ({}, {}, {}, 1, {})
ON CONFLICT (key) DO UPDATE SET
    tries = CASE WHEN tally.since <= {} THEN 1 ELSE tally.tries + 1 END,
    since = CASE WHEN tally.since <= {} THEN {} ELSE tally.since END
RETURNING tries
"""


async def within(key: str, most: int, stretch: timedelta) -> bool:
    """Count this try; whether it is still among those allowed in this stretch of time."""
    at = now()
    over = at - stretch
    rows = await Tally.raw(_COUNT, uuid4(), hashed(key), at, False, over, over, at)
    return bool(rows) and int(rows[0]["tries"]) <= most


async def forget_tallies() -> None:
    """No count is kept longer than any limit looks back."""
    await Tally.delete().where(Tally.since < now() - timedelta(days=2))
