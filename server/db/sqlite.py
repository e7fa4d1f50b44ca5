"""SQLite for a house with many guests: one writer, some readers, all kept open."""

import asyncio
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, suppress
from typing import Any

from piccolo.engine.sqlite import SQLiteEngine

from server.db.engine import Engine
from server.db.refusals import Busy, plainly
from server.db.sqlite_link import SQLiteLink
from server.db.transaction import Transaction

MIGRATION_PATIENCE = 60.0


class SQLite(Engine, SQLiteEngine):  # type: ignore[misc]
    """Writers wait in one line; readers never wait for them."""

    def __init__(
        self, path: str, *, synchronous: str, size: int, patience: float, most_waiting: int
    ) -> None:
        super().__init__(
            patience=patience,
            most_waiting=most_waiting,
            path=path,
            check_same_thread=False,
            cached_statements=512,
        )
        self.synchronous = synchronous
        self.size = size
        self.links: list[SQLiteLink] = []

    async def check_version(self) -> None:
        """Python brings its own SQLite, new enough since 3.11."""

    async def open(self) -> None:
        if self.links:
            return
        try:
            with plainly():
                for role in ("writer", "inline", *["reader"] * self.size):
                    self.links.append(await self._opened(role))
        except BaseException:
            await self.close()
            raise
        self.lock = asyncio.Lock()
        self.writer, self.inline, *readers = self.links
        self.readers: asyncio.LifoQueue[SQLiteLink] = asyncio.LifoQueue()
        for link in readers:
            self.readers.put_nowait(link)

    async def close(self) -> None:
        await self.rest()
        links, self.links = self.links, []
        for link in reversed(links):
            await link.close()

    async def _opened(self, role: str, patience: float | None = None) -> SQLiteLink:
        patience = 0.0 if role == "inline" else patience or self.patience
        link = SQLiteLink(
            self.connection_kwargs, role=role, synchronous=self.synchronous, patience=patience
        )
        await link.open()
        return link

    @asynccontextmanager
    async def _fresh(self, role: str, patience: float | None = None) -> AsyncIterator[SQLiteLink]:
        with plainly():
            link = await self._opened(role, patience)
        try:
            link.until = time.monotonic() + link.patience
            yield link
        finally:
            await link.close()

    @asynccontextmanager
    async def _next_writer(self) -> AsyncIterator[SQLiteLink]:
        until = time.monotonic() + self.patience
        await self.turn(self.lock.acquire())
        try:
            self.writer.until = until
            yield self.writer
        finally:
            self.lock.release()

    @asynccontextmanager
    async def _free_reader(self) -> AsyncIterator[SQLiteLink]:
        link = await self.patiently(self.readers.get())
        try:
            yield link
        finally:
            self.readers.put_nowait(link)

    def writing(self) -> AbstractAsyncContextManager[SQLiteLink]:
        return self._next_writer() if self.links else self._fresh("writer")

    def reading(self, sql: str) -> AbstractAsyncContextManager[SQLiteLink]:
        if sql.lstrip()[:6].upper() != "SELECT":  # WITH may end in an UPDATE, PRAGMA may set
            return self.writing()
        return self._free_reader() if self.links else self._fresh("writer")

    async def tuples(self, sql: str, args: Sequence[Any], *, inline: bool = False) -> list[Any]:
        """Rows by position. Inline only for few rows found by an index: nothing else runs."""
        if inline and self.links and self.live() is None:
            with suppress(Busy), plainly():
                return await self.inline.tuples(sql, args)
        return await self.run("tuples", sql, args)

    @asynccontextmanager
    async def migrating(self) -> AsyncIterator[Transaction]:
        """BEGIN IMMEDIATE is the lock; foreign keys are checked at the end instead."""
        async with (
            self._fresh("mender", MIGRATION_PATIENCE) as link,
            self.on(link) as held,
        ):
            yield held
            if await link.fetch("PRAGMA foreign_key_check", ()):
                raise RuntimeError("a migration leaves rows that point at nothing")
