"""How a test finds every table empty."""

from graphlib import TopologicalSorter

from server.db import Engine
from server.db.matching import _found

KEPT = {"migration", "sqlite_sequence"}
known: dict[Engine, list[str]] = {}


async def empty(database: Engine) -> None:
    """Delete every row, those that point at others first."""
    if database not in known:
        known[database] = await _children_first(database)
    async with database.transaction():
        script = "".join(f'DELETE FROM "{table}";' for table in known[database])
        await database.run("script", script)


async def _children_first(database: Engine) -> list[str]:
    found = await _found(database)
    points_at = {
        table: {column.target for column in columns.values()} - {None, table}
        for table, columns in found.items()
        if table not in KEPT
    }
    return list(TopologicalSorter(points_at).static_order())[::-1]
