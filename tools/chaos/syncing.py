"""Whether each commit waits for the disk, counted from outside."""

import asyncio
from pathlib import Path

from tools.bench.seed import fill
from tools.chaos.server import Server
from tools.chaos.writers import Writers
from tools.databases import Place


async def syncs_per_commit(place: Place) -> tuple[int, int]:
    """How often an SQLite server synced, and how many worries it kept, one after another."""
    town = await fill(await place.database("sqlite", "synced"), 0)
    seen = Path(place.folder) / "syncs"
    trace = ("strace", "-f", "-qq", "-e", "trace=fdatasync,fsync", "-o", str(seen))
    server = Server(town, Path(place.folder), under=trace)
    await asyncio.to_thread(server.start)
    before = _syncs(seen)
    writers = Writers(server)
    writing = asyncio.create_task(writers.write(1))
    try:
        await asyncio.sleep(2)
        writers.over = True
        await writing
    finally:
        writing.cancel()
        server.kill()
    return _syncs(seen) - before, len(writers.kept)


def _syncs(seen: Path) -> int:
    lines = seen.read_text(encoding="ascii", errors="replace").splitlines()
    return sum("sync(" in line and "resumed" not in line for line in lines)
