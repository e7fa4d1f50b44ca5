"""What a process does again and again, part by part: one that fails holds no other back."""

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import NamedTuple

import structlog

from server.clock import now

_log = structlog.get_logger("work")


class Part(NamedTuple):
    """One thing that is done again and again: at once when poked, and every so many seconds."""

    name: str
    turn: Callable[[], Awaitable[object]]
    every: float
    poke: asyncio.Event


async def again(part: Part, stop: asyncio.Event) -> None:
    """Turn after turn; without a pause as long as a turn says that it found something."""
    while not stop.is_set():
        part.poke.clear()
        if not await _safely(part):
            with suppress(TimeoutError):
                await asyncio.wait_for(part.poke.wait(), part.every)


async def _safely(part: Part) -> object:
    """One turn; what went wrong is said, and the next turn comes all the same."""
    try:
        return await part.turn()
    except Exception as error:  # noqa: BLE001 -- a database that is away comes back
        _log.error("turn failed", part=part.name, kind=type(error).__name__, at=now().isoformat())
        return None


async def ended(going: list[asyncio.Task[None]], patience: float) -> None:
    """What these have begun comes to its end, or to none when that takes too long."""
    _, late = await asyncio.wait(going, timeout=patience)
    for task in late:
        task.cancel()
    await asyncio.wait(going)
