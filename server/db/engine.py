"""The database as the rest of the house knows it, whichever of the two it is."""

import asyncio
from abc import ABC, abstractmethod
from collections.abc import AsyncIterator, Coroutine, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from contextvars import ContextVar
from typing import Any, TypeVar

from piccolo.querystring import QueryString

from server.db.refusals import Busy, plainly
from server.db.transaction import Link, Transaction

T = TypeVar("T")
MAX_WAITING = 64
PATIENCE = 2.5


class Engine(ABC):
    """Ends every transaction, and gives everything back, whatever happens in between."""

    engine_type: str
    current_transaction: ContextVar[Any]

    def __init__(self, *, patience: float, most_waiting: int, **piccolo: Any) -> None:
        self.patience = patience
        self.most_waiting = most_waiting
        self.waiting = 0
        self.units: set[asyncio.Task[Any]] = set()
        super().__init__(**piccolo)

    @abstractmethod
    async def open(self) -> None:
        """Start the pool; without one each statement has a connection of its own."""

    @abstractmethod
    async def close(self) -> None:
        """Let running units come to their end, then give all connections back."""

    @abstractmethod
    def writing(self) -> AbstractAsyncContextManager[Link]:
        """A connection to write on, when its turn has come."""

    @abstractmethod
    def reading(self, sql: str) -> AbstractAsyncContextManager[Link]:
        """A connection for this one statement."""

    @abstractmethod
    def migrating(self) -> AbstractAsyncContextManager[Transaction]:
        """A transaction beside which no other migration runs."""

    def live(self) -> Transaction | None:
        """The transaction around this code; one that is over is none."""
        held: Transaction | None = self.current_transaction.get()
        return None if held is None or held.over else held

    async def rest(self) -> None:
        """Wait for the units that still run."""
        while self.units:
            await asyncio.wait(set(self.units))

    async def turn(self, arrival: Coroutine[Any, Any, T]) -> T:
        """Wait for this, but not behind too many others and not for ever."""
        if self.waiting >= self.most_waiting:
            arrival.close()
            raise Busy("too many are waiting")
        self.waiting += 1
        try:
            return await self.patiently(arrival)
        finally:
            self.waiting -= 1

    async def patiently(self, arrival: Coroutine[Any, Any, T]) -> T:
        """Wait for this, but not for ever."""
        try:
            async with asyncio.timeout(self.patience):
                return await arrival
        except TimeoutError:
            raise Busy("waited too long") from None

    async def run(self, how: str, sql: str, args: Sequence[Any] = ()) -> list[Any]:
        """This statement's rows, inside the transaction around it when there is one."""
        if (held := self.live()) is not None:
            return await held.run(how, sql, args)
        with plainly():
            async with self.reading(sql) as link:
                rows: list[Any] = await getattr(link, how)(sql, args)
                return rows

    async def tuples(self, sql: str, args: Sequence[Any], *, inline: bool = False) -> list[Any]:  # noqa: ARG002
        """Rows by position. Inline means without a thread in between, where there is one."""
        return await self.run("tuples", sql, args)

    async def run_querystring(self, querystring: QueryString, **_: Any) -> list[Any]:
        """Every query Piccolo makes comes through here."""
        sql, args = querystring.compile_string(engine_type=self.engine_type)
        return await self.run("fetch", sql, args)

    async def run_ddl(self, ddl: str, **_: Any) -> list[Any]:
        """And every statement that changes a table."""
        return await self.run("fetch", ddl)

    @asynccontextmanager
    async def transaction(self, **_: Any) -> AsyncIterator[Transaction]:
        """All of this or nothing; inside another transaction it is a part of that one."""
        if (held := self.live()) is not None:
            yield held
            return
        async with self.writing() as link, self.on(link) as held:
            yield held

    @asynccontextmanager
    async def on(self, link: Link) -> AsyncIterator[Transaction]:
        """BEGIN, then COMMIT or ROLLBACK, on this connection."""
        held = Transaction(link)
        try:
            with plainly():
                await link.begin()
            self.current_transaction.set(held)
            yield held
            held.check()
            with plainly():
                await link.commit()
        except BaseException:
            await link.roll_back()
            raise
        finally:
            held.over = True
            self.current_transaction.set(None)
