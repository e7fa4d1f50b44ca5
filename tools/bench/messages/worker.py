"""python -m tools.bench.messages.worker: tells what waits to be told, then sends it, and says so.

It works on what the environment says, as `python -m server work` does; a few come first, so that
what is done once a process is not counted.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable

from server.config import Config, read
from server.db import engine_from_url, using
from server.inbox.sending import senders
from server.inbox.telling import tell_waiting
from server.lines import speak_plainly


async def _work(config: Config) -> None:
    engine = engine_from_url(config.database)
    with using(engine):
        await engine.open()
        try:
            async with senders(config) as sending:
                await tell_waiting(config)
                await sending.drain()
                await _said(lambda: _told(config))
                await _said(sending.drain)
        finally:
            await engine.close()


async def _told(config: Config) -> int:
    told = 0
    while some := await tell_waiting(config):
        told += some
    return told


async def _said(work: Callable[[], Awaitable[int]]) -> None:
    cpu, wall = time.process_time(), time.perf_counter()
    count = await work()
    took = time.process_time() - cpu, time.perf_counter() - wall
    sys.stdout.write(f"{count} {took[0]} {took[1]}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    speak_plainly()
    asyncio.run(_work(read()))
