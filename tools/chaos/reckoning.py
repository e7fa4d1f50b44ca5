"""What stands in the database, read without the product, beside what was acknowledged."""

import sqlite3
from typing import NamedTuple
from uuid import UUID

import asyncpg

from tools.databases import file_of

PRESSES = """
SELECT op.op, count(DISTINCT concern.id), count(DISTINCT event.seq)
FROM op LEFT JOIN concern ON concern.words = 'worry ' || {op}
LEFT JOIN event ON event.item = concern.id AND event.kind = 'concern.raised'
GROUP BY op.id, op.op
"""
COUNTS = (
    "SELECT count(*) FROM op WHERE result IS NOT NULL",
    "SELECT count(*) FROM concern",
    "SELECT count(*) FROM event WHERE kind = 'concern.raised'",
)


class Reckoning(NamedTuple):
    """What was found."""

    lost: int  # acknowledged, and not there
    doubled: int  # there more than once
    uneven: bool  # presses, worries and trail rows are not as many as each other
    damage: str  # what the database says about itself, "" for nothing

    @property
    def clean(self) -> bool:
        """Nothing lost, nothing doubled, nothing broken."""
        return self == (0, 0, False, "")


async def reckon(url: str, kept: set[UUID]) -> Reckoning:
    """Compare the two."""
    read = _sqlite(file_of(url)) if url.startswith("sqlite") else await _postgres(url)
    rows, counts, damage = read
    found = {UUID(str(op)): (worries, events) for op, worries, events in rows}
    lost = sum(found.get(op, (0, 0)) < (1, 1) for op in kept)
    doubled = len(rows) - len(found) + sum(max(each) > 1 for each in found.values())
    return Reckoning(lost, doubled, len(set(counts)) > 1, damage)


Read = tuple[list[tuple[str, int, int]], list[int], str]


def _sqlite(path: str) -> Read:
    link = sqlite3.connect(path)
    try:
        whole = link.execute("PRAGMA integrity_check").fetchall()
        orphans = link.execute("PRAGMA foreign_key_check").fetchall()
        rows = link.execute(PRESSES.format(op="op.op")).fetchall()
        counts = [link.execute(count).fetchone()[0] for count in COUNTS]
    finally:
        link.close()
    damage = "" if whole == [("ok",)] else str(whole[:3])
    return rows, counts, damage + (f"{len(orphans)} rows point at nothing" if orphans else "")


async def _postgres(url: str) -> Read:
    link = await asyncpg.connect(url)
    try:
        rows = [tuple(row) for row in await link.fetch(PRESSES.format(op="op.op::text"))]
        counts = [await link.fetchval(count) for count in COUNTS]
        await link.execute("SET enable_indexscan = off; SET enable_indexonlyscan = off")
        bare = [await link.fetchval(count) for count in COUNTS]
        open_still = await link.fetchval(
            "SELECT count(*) FROM pg_stat_activity"
            " WHERE datname = current_database() AND state LIKE 'idle in transaction%'"
        )
    finally:
        await link.close()
    damage = "" if bare == counts else "an index and its table differ"
    return rows, counts, damage + (f"{open_still} transactions left open" if open_still else "")
