"""The worker: sends what waits, and forgets what is over."""

import asyncio
import os
import signal

import structlog

from server.clock import now
from server.config import Config
from server.db import engine_from_url, use
from server.people.challenges import forget_challenges
from server.people.codes import forget_codes
from server.people.drafts import forget_drafts
from server.people.letters import send_waiting
from server.people.limits import forget_tallies

_log = structlog.get_logger("work")
EVERY = 1.0  # seconds
SWEEP = 60  # turns


async def run(config: Config) -> None:
    """Turn after turn until told to stop, or until the process that began this one is gone."""
    stop, parent = asyncio.Event(), os.getppid()
    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, stop.set)
    engine = use(engine_from_url(config.database))
    await engine.open()
    try:
        turn = 0
        while not stop.is_set() and os.getppid() == parent:
            await _safely(config, sweep=turn % SWEEP == 0)
            turn += 1
            await _wait(stop)
    finally:
        await engine.close()


async def _wait(stop: asyncio.Event) -> None:
    try:
        await asyncio.wait_for(stop.wait(), EVERY)
    except TimeoutError:
        return


async def _safely(config: Config, *, sweep: bool) -> None:
    """One turn; what went wrong is said, and the next turn comes all the same."""
    try:
        await one_turn(config, sweep=sweep)
    except Exception as error:  # noqa: BLE001 -- a database that is away comes back
        _log.error("turn failed", kind=type(error).__name__, at=now().isoformat())


async def one_turn(config: Config, *, sweep: bool) -> None:
    """All that waits now; and now and then, what is over."""
    await send_waiting(config)
    if sweep:
        await forget_challenges()
        await forget_codes()
        await forget_drafts()
        await forget_tallies()
