"""PostgreSQL from a pool that gets every connection back, and none in the middle of something."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any

import asyncpg
from piccolo.engine.postgres import PostgresEngine

from server.db.engine import Engine
from server.db.refusals import Busy, plainly
from server.db.transaction import Transaction, settled

STATEMENT_SECONDS = 10.0
ENDING_SECONDS = 5.0
MIGRATION_LOCK = 727401


async def _as_it_is(connection: Any) -> None:
    """Nobody here sets anything on a connection, so there is nothing to reset."""


class PostgresLink:
    """One connection, in READ COMMITTED."""

    def __init__(self, raw: Any) -> None:
        self.raw = raw

    async def fetch(self, sql: str, args: Sequence[Any]) -> list[Any]:
        rows: list[Any] = await self.raw.fetch(sql, *args)
        return rows

    tuples = fetch

    async def script(self, sql: str, args: Sequence[Any]) -> list[Any]:
        await self.raw.execute(sql, *args)
        return []

    async def begin(self) -> None:
        await self._word("BEGIN ISOLATION LEVEL READ COMMITTED")

    async def commit(self) -> None:
        if await self._word("COMMIT") != "COMMIT":
            raise Busy("PostgreSQL rolled back instead")

    async def roll_back(self) -> None:
        """Out of the transaction, by closing the connection if need be."""
        with suppress(asyncpg.InterfaceError):  # it is gone already
            try:
                if self.raw.is_in_transaction():
                    await self._word("ROLLBACK")
            except (asyncpg.PostgresError, OSError):
                self.raw.terminate()

    async def _word(self, word: str) -> str:
        async def say() -> str:
            async with asyncio.timeout(ENDING_SECONDS):
                tag: str = await self.raw.execute(word)
                return tag

        return await settled(asyncio.ensure_future(say()))


class Postgres(Engine, PostgresEngine):  # type: ignore[misc]
    """Units and reads share the pool; whoever waits for it too long is told so."""

    def __init__(self, url: str, *, size: int, patience: float, most_waiting: int) -> None:
        super().__init__(patience=patience, most_waiting=most_waiting, config={"dsn": url})
        self.size = size

    async def check_version(self) -> None:
        """Making an engine connects nowhere."""

    async def open(self) -> None:
        if self.pool is not None:
            return
        with plainly():
            self.pool = await asyncpg.create_pool(
                **self.config,
                min_size=1,
                max_size=self.size,
                command_timeout=STATEMENT_SECONDS,
                reset=_as_it_is,
            )

    async def close(self) -> None:
        await self.rest()
        pool, self.pool = self.pool, None
        if pool is not None:
            await pool.close()

    @asynccontextmanager
    async def _fresh(self) -> AsyncIterator[PostgresLink]:
        with plainly():
            raw = await self.get_new_connection()
        try:
            yield PostgresLink(raw)
        finally:
            await settled(asyncio.ensure_future(raw.close(timeout=ENDING_SECONDS)))

    @asynccontextmanager
    async def _pooled(self, pool: Any, *, in_turn: bool) -> AsyncIterator[PostgresLink]:
        waiting = self.turn if in_turn else self.patiently
        with plainly():
            raw = await waiting(_acquired(pool))
        link = PostgresLink(raw)
        try:
            yield link
        finally:
            await settled(asyncio.ensure_future(_released(pool, link)))

    async def tuples(self, sql: str, args: Sequence[Any], *, inline: bool = False) -> list[Any]:
        """Rows by position. Inline borrows a connection for just this, as the driver would."""
        pool = self.pool
        if not inline or pool is None or self.live() is not None:
            return await self.run("tuples", sql, args)
        with plainly():
            raw = await self.patiently(_acquired(pool))
            try:
                rows: list[Any] = await raw.fetch(sql, *args)
                return rows
            finally:  # the driver shields this itself, and drops what it cannot clean
                with suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
                    await pool.release(raw, timeout=ENDING_SECONDS)

    def writing(self) -> AbstractAsyncContextManager[PostgresLink]:
        return self._fresh() if self.pool is None else self._pooled(self.pool, in_turn=True)

    def reading(self, sql: str) -> AbstractAsyncContextManager[PostgresLink]:  # noqa: ARG002
        return self._fresh() if self.pool is None else self._pooled(self.pool, in_turn=False)

    @asynccontextmanager
    async def migrating(self) -> AsyncIterator[Transaction]:
        """An advisory lock, held to the end of the transaction, lets one in at a time."""
        async with self._fresh() as link, self.on(link) as held:
            await held.run("script", "SET LOCAL lock_timeout = '60s'", ())
            await held.run("fetch", "SELECT pg_advisory_xact_lock($1)", (MIGRATION_LOCK,))
            yield held


async def _acquired(pool: Any) -> Any:
    return await pool.acquire()


async def _released(pool: Any, link: PostgresLink) -> None:
    with suppress(asyncpg.PostgresError, asyncpg.InterfaceError, OSError):
        await pool.release(link.raw, timeout=ENDING_SECONDS)
