"""Waking whoever waits for work: at once when it is kept, in whichever process they wait."""

import asyncio
import hashlib
import os
import socket
import tempfile
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import Any
from uuid import uuid4

import asyncpg

from server.db.choosing import current
from server.db.engine import Engine
from server.db.transaction import nothing

CHANNEL = "alongside"
LONGEST = 100  # bytes; a socket's address holds no more everywhere
AGAIN = 2.0  # seconds until a lost connection is tried again
STILL_THERE = 60.0  # seconds after which a silent connection is asked whether it lives
_LOCAL = hasattr(socket, "AF_UNIX")


async def wake() -> None:
    """Once the unit around us is kept, whoever waits for work looks again; once for each unit."""
    engine = current()
    poke = nothing if engine.engine_type == "postgres" else _poke
    afterwards = held.afterwards if (held := engine.live()) else []
    if poke in afterwards:
        return
    afterwards.append(poke)
    if engine.engine_type == "postgres":  # which keeps it back itself until the COMMIT
        await engine.run("fetch", f"NOTIFY {CHANNEL}")
    elif held is None:
        _poke()


@asynccontextmanager
async def waker() -> AsyncIterator[asyncio.Event]:
    """An event that is set whenever something was kept. It may be set once too often, so look."""
    engine, kept = current(), asyncio.Event()
    if engine.engine_type == "postgres":
        listening = asyncio.create_task(_listen(engine, kept))
        try:
            yield kept
        finally:
            listening.cancel()
            await asyncio.wait([listening])
    elif _LOCAL:
        with _Ear(engine, kept):
            yield kept
    else:
        yield kept


def _folder(engine: Any) -> Path:
    """Where those who wait for this database have their sockets."""
    path = Path(engine.path).resolve()
    beside = path.with_name(f"{path.name}-waiting")
    if len(os.fsencode(beside)) + 1 + len(uuid4().hex) <= LONGEST:
        return beside
    short = hashlib.sha256(os.fsencode(path)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"alongside-{short}"


def _poke() -> None:
    """A byte to everybody who waits; whoever has not taken the last one needs no other."""
    with suppress(OSError):
        folder = _folder(current())
        if (waiting := os.listdir(folder)) and _LOCAL:  # noqa: PTH208 -- names, and fast
            with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as mouth:
                mouth.setblocking(False)
                for name in waiting:
                    _say(mouth, folder / name)


def _say(mouth: socket.socket, ear: Path) -> None:
    try:
        mouth.sendto(b".", str(ear))
    except ConnectionRefusedError:  # its process is gone, and could not take it away
        with suppress(OSError):
            ear.unlink()
    except OSError:
        return


class _Ear:
    """A socket in the folder of this database for as long as somebody waits at it."""

    def __init__(self, engine: Engine, kept: asyncio.Event) -> None:
        self.kept = kept
        self.path = _folder(engine) / uuid4().hex
        self.socket = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)

    def __enter__(self) -> None:
        self.socket.setblocking(False)
        with suppress(OSError):  # where there may be no socket, one looks every second
            self.path.parent.mkdir(mode=0o700, exist_ok=True)
            self.socket.bind(str(self.path))
            asyncio.get_running_loop().add_reader(self.socket, self._hear)

    def __exit__(self, *_: object) -> None:
        asyncio.get_running_loop().remove_reader(self.socket)
        self.socket.close()
        with suppress(OSError):
            self.path.unlink()

    def _hear(self) -> None:
        with suppress(BlockingIOError):
            while self.socket.recv(64):
                self.kept.set()


async def _listen(engine: Any, kept: asyncio.Event) -> None:
    """One connection that listens, and another when it is lost."""
    while True:
        with suppress(OSError, asyncpg.PostgresError, asyncpg.InterfaceError, TimeoutError):
            await _hear_on(await engine.get_new_connection(), kept)
        await asyncio.sleep(AGAIN)


async def _hear_on(link: Any, kept: asyncio.Event) -> None:
    lost = asyncio.Event()
    link.add_termination_listener(lambda _: lost.set())
    try:
        await link.add_listener(CHANNEL, lambda *_: kept.set())
        kept.set()  # for what was kept before anybody listened
        while not lost.is_set():
            with suppress(TimeoutError):
                await asyncio.wait_for(lost.wait(), STILL_THERE)
                return
            await link.fetch("SELECT 1", timeout=10)
    finally:
        link.terminate()
