"""One run over one database: people write, the server is killed again and again."""

import asyncio
import random
from pathlib import Path
from statistics import median
from typing import NamedTuple

from tools.bench.seed import fill
from tools.chaos.reckoning import Reckoning, reckon
from tools.chaos.server import Server
from tools.chaos.writers import Writers
from tools.databases import Place

AT_ONCE = 6
READY = 3.0  # seconds


class Seen(NamedTuple):
    """What one run saw."""

    kept: int
    again: int
    odd: list[int]
    ready: list[float]  # seconds until it answered, after each kill
    reckoning: Reckoning

    @property
    def clean(self) -> bool:
        """Nothing lost, doubled, broken or answered oddly."""
        return self.reckoning.clean and not self.odd and self.kept > 0

    @property
    def quick(self) -> bool:
        """Ready again soon enough, each time."""
        return max(self.ready) <= READY

    def line(self, kind: str) -> str:
        """It all in one line."""
        lost, doubled, uneven, damage = self.reckoning
        even = "uneven" if uneven else "even"
        return (
            f"{kind:9} {len(self.ready)} kills, {self.kept:,} kept,"
            f" {self.again:,} pressed again: {lost} lost, {doubled} doubled,"
            f" {even}, {damage or 'whole'}; ready after {median(self.ready):.1f} s, at worst"
            f" {max(self.ready):.1f} s{f'; odd answers {set(self.odd)}' if self.odd else ''}"
        )


async def kill_while_writing(place: Place, kind: str, kills: int, longest: float = 1.5) -> Seen:
    """Kill it this often, each time after a while that nobody can foresee."""
    town = await fill(await place.database(kind, "killed"), 0)
    server = Server(town, Path(place.folder))
    ready = []
    await asyncio.to_thread(server.start)
    writers = Writers(server)
    writing = asyncio.create_task(writers.write(AT_ONCE))
    try:
        for _ in range(kills):
            await asyncio.sleep(random.uniform(0.1, longest))  # noqa: S311
            server.kill()
            ready.append(await asyncio.to_thread(server.start))
        await asyncio.sleep(0.5)
        writers.over = True
        await writing
    finally:
        writing.cancel()
        server.kill()
    found = await reckon(town.url, writers.kept)
    return Seen(len(writers.kept), writers.again, writers.odd, ready, found)
