"""What one task does between BEGIN and COMMIT, and what it may not."""

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from server.db.refusals import StrayTask, plainly

T = TypeVar("T")


class Link(Protocol):
    """One connection, used by one task at a time."""

    async def fetch(self, sql: str, args: Sequence[Any]) -> list[Any]: ...
    async def tuples(self, sql: str, args: Sequence[Any]) -> list[Any]: ...
    async def script(self, sql: str, args: Sequence[Any]) -> list[Any]: ...
    async def begin(self) -> None: ...
    async def commit(self) -> None: ...
    async def roll_back(self) -> None: ...


def nothing() -> None:
    """Do nothing."""


async def settled(future: asyncio.Future[T], when_cancelled: Callable[[], None] = nothing) -> T:
    """Wait until this has really ended, however often we are cancelled; then pass that on."""
    cancelled = None
    while not future.done():
        try:
            await asyncio.wait([future])
        except asyncio.CancelledError as error:
            cancelled = error
            when_cancelled()
    if cancelled is None:
        return future.result()
    if not future.cancelled():
        future.exception()
    raise cancelled


class Transaction:
    """All that one task does on one connection; after one failed statement, nothing more."""

    def __init__(self, link: Link) -> None:
        self.link = link
        self.task = asyncio.current_task()
        self.error: BaseException | None = None
        self.over = False
        self.afterwards: list[Callable[[], object]] = []

    def check(self) -> None:
        """PostgreSQL keeps nothing after a failed statement: on both engines it says so aloud."""
        if self.error is not None:
            raise self.error

    async def run(self, how: str, sql: str, args: Sequence[Any]) -> list[Any]:
        """Run one statement, unless one before it failed."""
        if asyncio.current_task() is not self.task:
            raise StrayTask("a unit starts no tasks")
        self.check()
        try:
            with plainly():
                rows: list[Any] = await getattr(self.link, how)(sql, args)
                return rows
        except BaseException as error:
            self.error = error
            raise
