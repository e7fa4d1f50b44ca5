"""How soon after a reply is kept its push leaves, while many are written each second."""

import asyncio
import time
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from server.db import Busy, after_commit, unit
from tools.bench.messages.children import child, module
from tools.bench.messages.figures import Figure, percentile
from tools.bench.messages.phones import Endpoint
from tools.bench.messages.town import Family, Town, answer

RATE = 300  # replies a second
FIRST = 60  # sent before anything is counted
AT_ONCE = 32  # that are being written
AGAIN = 0.1  # seconds until one that found the database busy is written again
LATE = 1.0  # seconds
PATIENCE = 30.0  # seconds for the last ones to arrive
WITHIN = 100  # milliseconds, the aim; as long as nearly so many are written
NEARLY = 0.95
NEVER = float("inf")


class Reached(NamedTuple):
    """What was kept, what arrived, and what it took."""

    kept: Mapping[str, float]
    arrived: Mapping[str, float]
    cpu: float  # seconds of the worker
    again: int  # times that a writer found the database busy


async def reach(served: Endpoint, town: Town, worker: Mapping[str, str], seconds: int) -> Reached:
    """The real worker beside a writer that keeps its own pace."""
    with child(module("server", "work"), worker) as working:
        first, counted = town.families[:FIRST], town.families[: RATE * seconds]
        served.seen()
        writer = _Writer(town)
        await writer.write(first, late=PATIENCE)
        if len(await _arrived(served, len(first))) < len(first):
            raise SystemExit("the worker sends nothing")
        writer.kept.clear()
        before = working.used()
        await writer.write(counted, late=LATE)
        arrived = await _arrived(served, len(writer.kept))
        return Reached(writer.kept, arrived, working.used() - before, writer.again)


class _Writer:
    """Writes one reply to each family, and remembers when each was kept."""

    def __init__(self, town: Town) -> None:
        self.town = town
        self.kept: dict[str, float] = {}
        self.again = 0

    async def write(self, families: Sequence[Family], *, late: float) -> None:
        """Evenly, and for hardly longer than that takes: what is late by then is not written."""
        began = time.monotonic()
        turns = ((began + place / RATE, family) for place, family in enumerate(families))
        until = began + len(families) / RATE + late
        await asyncio.gather(*(self._each(turns, until) for _ in range(AT_ONCE)))

    async def _each(self, turns: Iterator[tuple[float, Family]], until: float) -> None:
        for at, family in turns:
            await asyncio.sleep(at - time.monotonic())
            while family.path not in self.kept and time.monotonic() < until:
                try:
                    await self._reply(family)
                except Busy:  # as a person presses again
                    self.again += 1
                    await asyncio.sleep(AGAIN)

    @unit
    async def _reply(self, family: Family) -> None:
        after_commit(lambda: self.kept.setdefault(family.path, time.monotonic()))
        await answer(self.town, family)


async def _arrived(served: Endpoint, count: int) -> dict[str, float]:
    """The first arrival at each path, as soon as there are so many, or patience is over."""
    found: dict[str, float] = {}
    until = time.monotonic() + PATIENCE
    while len(found) < count and time.monotonic() < until:
        await asyncio.sleep(0.2)
        for path, at in served.seen().arrived:
            found.setdefault(path, at)
    return found


def reaching_figures(seen: Reached) -> list[Figure]:
    """From the moment a reply was kept to its request; one that never came counts as endless."""
    waits = [1000 * (seen.arrived.get(path, NEVER) - at) for path, at in seen.kept.items()]
    half, slow, slowest = (percentile(waits, part) for part in (0.5, 0.95, 0.99))
    written, reached = _speed(seen.kept), _speed(seen.arrived)
    in_time = slow < WITHIN and written > NEARLY * RATE
    lost = len(seen.kept.keys() - seen.arrived.keys())
    times = f"{half:,.0f} / {slow:,.0f} / {slowest:,.0f} ms"
    speeds = f"{written:.0f} / {reached:.0f} per s"
    cost = f"{1000 * seen.cpu / max(1, len(seen.arrived)):.2f} ms"
    busy = [Figure("a writer found the database busy", f"{seen.again} times")]
    return [
        Figure("kept to request, p50 / p95 / p99", times, f"p95 < {WITHIN} ms", in_time),
        Figure(f"kept / sent, asked for {RATE}", speeds),
        Figure("CPU of the worker for each", cost),
        *(busy if seen.again else []),
        *([Figure("never came", str(lost), "0", reached=False)] if lost else []),
    ]


def _speed(moments: Mapping[str, float]) -> float:
    took = max(moments.values(), default=0.0) - min(moments.values(), default=0.0)
    return len(moments) / took if took else 0.0
