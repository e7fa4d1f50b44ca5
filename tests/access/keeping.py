"""Sees whether anything in the database changed, and puts it back as it was."""

from server.db import Engine
from tests.emptying import _children_first, known

Fingerprint = dict[str, int]


class Kept:
    """A copy of every row, to look at and to go back to."""

    def __init__(self, database: Engine) -> None:
        self.database = database
        self.before: Fingerprint = {}

    async def keep(self) -> None:
        """From here on this is how it was."""
        if self.database not in known:
            known[self.database] = await _children_first(self.database)
        self.tables = known[self.database]
        await self.drop()
        script = "".join(f'CREATE TABLE "kept_{t}" AS SELECT * FROM "{t}";' for t in self.tables)
        await self._run(script)
        self.before = await self.now()

    async def now(self) -> Fingerprint:
        """One number a table, another one when any row differs."""
        found = {}
        for table in self.tables:
            rows = await self.database.run("tuples", f'SELECT * FROM "{table}"')
            found[table] = hash(frozenset(tuple(map(str, row)) for row in rows))
        return found

    async def changed(self) -> set[str]:
        """The tables that are not as they were."""
        return {name for name, seen in (await self.now()).items() if seen != self.before[name]}

    async def back(self) -> None:
        """Everything as it was."""
        out = "".join(f'DELETE FROM "{t}";' for t in self.tables)
        again = "".join(f'INSERT INTO "{t}" SELECT * FROM "kept_{t}";' for t in self.tables[::-1])
        await self._run(out + again)

    async def drop(self) -> None:
        """Leave no copy behind."""
        await self._run("".join(f'DROP TABLE IF EXISTS "kept_{t}";' for t in self.tables))

    async def _run(self, script: str) -> None:
        async with self.database.transaction():
            await self.database.run("script", script)
