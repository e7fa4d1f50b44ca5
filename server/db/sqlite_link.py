"""One SQLite connection and the one thread that works on it."""

import asyncio
import sqlite3
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar, TypeVarTuple

from server.db.sqlite_words import statements
from server.db.transaction import nothing, settled

T = TypeVar("T")
Ts = TypeVarTuple("Ts")

PRAGMAS = (
    "PRAGMA synchronous={synchronous}",
    "PRAGMA cache_size=-16000",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA journal_size_limit=67108864",
)


class SQLiteLink:
    """Hands a statement to its thread, and is not done with it before the thread is.

    Its role is "writer", "reader", "inline" (a reader without a thread) or "mender" (a writer
    that may rebuild tables: SQLite would follow ON DELETE CASCADE when the old one goes).
    """

    def __init__(
        self, known: dict[str, Any], *, role: str, synchronous: str, patience: float
    ) -> None:
        self.known = known
        self.synchronous = synchronous
        self.patience = patience
        self.role = role
        self.until = 0.0
        self.thread = None if role == "inline" else ThreadPoolExecutor(1, "sqlite")

    async def call(
        self, work: Callable[[*Ts], T], *args: *Ts, when_cancelled: Callable[[], None] = nothing
    ) -> T:
        if self.thread is None:
            return work(*args)
        future = asyncio.get_running_loop().run_in_executor(self.thread, work, *args)
        return await settled(future, when_cancelled)

    async def fetch(self, sql: str, args: Sequence[Any]) -> list[Any]:
        return await self.call(self._dicts, sql, args, when_cancelled=self._interrupt)

    async def tuples(self, sql: str, args: Sequence[Any]) -> list[Any]:
        return await self.call(self._tuples, sql, args, when_cancelled=self._interrupt)

    async def script(self, sql: str, args: Sequence[Any]) -> list[Any]:
        for statement in statements(sql):
            await self.fetch(statement, args)
        return []

    async def begin(self) -> None:
        await self.call(self._begin)

    async def commit(self) -> None:
        await self.call(self._tuples, "COMMIT", ())

    async def roll_back(self) -> None:
        await self.call(self._roll_back)

    async def open(self) -> None:
        try:
            await self.call(self._open)
        except BaseException:
            self._let_thread_go()
            raise

    async def close(self) -> None:
        try:
            await self.call(self.raw.close)
        finally:
            self._let_thread_go()

    def _let_thread_go(self) -> None:
        if self.thread is not None:
            self.thread.shutdown(wait=False)

    def _interrupt(self) -> None:
        self.raw.interrupt()

    def _tuples(self, sql: str, args: Sequence[Any]) -> list[Any]:
        rows: list[Any] = self.raw.execute(sql, args).fetchall()
        return rows

    def _dicts(self, sql: str, args: Sequence[Any]) -> list[Any]:
        cursor = self.raw.execute(sql, args)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _begin(self) -> None:
        left = max(0.0, self.until - time.monotonic())
        self.raw.execute(f"PRAGMA busy_timeout={int(1000 * left)}")
        try:
            self.raw.execute("BEGIN IMMEDIATE")
        finally:
            self.raw.execute(f"PRAGMA busy_timeout={int(1000 * self.patience)}")

    def _roll_back(self) -> None:
        try:
            if self.raw.in_transaction:
                self.raw.execute("ROLLBACK")
        except sqlite3.Error:  # closing gives every lock back
            self.raw.close()
            self._open()

    def _open(self) -> None:
        self.raw = sqlite3.connect(**self.known, timeout=self.patience)
        if self.role in ("writer", "mender"):
            self._write_ahead()
        for pragma in PRAGMAS:
            self.raw.execute(pragma.format(synchronous=self.synchronous))
        self.raw.execute(f"PRAGMA foreign_keys={self.role != 'mender'}")
        self.raw.execute(f"PRAGMA query_only={self.role in ('reader', 'inline')}")

    def _write_ahead(self) -> None:
        """Turn WAL on; SQLite does not wait for others here, so we do."""
        until = time.monotonic() + max(self.patience, 5.0)
        while True:
            try:
                self.raw.execute("PRAGMA journal_mode=WAL")
                return
            except sqlite3.OperationalError as error:
                if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or time.monotonic() > until:
                    raise
                time.sleep(0.02)
