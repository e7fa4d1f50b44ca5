"""Whoever waits for work is woken when something is kept, and only then."""

import asyncio
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import asyncpg
import pytest

from server.db import Engine, engine_from_url, migrate, unit, using, wake, waker
from server.db.waking import LONGEST, _folder, _poke

WAKING = """
import asyncio, sys
from server.db import engine_from_url, unit, use, wake

@unit
async def change():
    await wake()

async def main():
    use(engine_from_url(sys.argv[1]))
    await change()

asyncio.run(main())
"""
LOSE = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND query LIKE 'LISTEN%'
"""
SOON = 0.5
LONG = 20.0  # a busy machine is no failure


@unit
async def change(times: int = 1) -> None:
    for _ in range(times):
        await wake()


@unit
async def fail() -> None:
    await wake()
    raise ZeroDivisionError


async def woken(kept: asyncio.Event, within: float = LONG) -> bool:
    """Whether somebody woke us; listening goes on."""
    try:
        await asyncio.wait_for(kept.wait(), within)
    except TimeoutError:
        return False
    kept.clear()
    return True


@pytest.fixture
async def kept(clean: Engine) -> AsyncIterator[asyncio.Event]:
    """Somebody waits, and what woke them first is over."""
    async with waker() as event:
        await change()
        assert await woken(event)
        await woken(event, SOON)
        yield event


async def test_a_unit_that_is_kept_wakes_and_one_that_is_not_does_not(
    kept: asyncio.Event,
) -> None:
    with pytest.raises(ZeroDivisionError):
        await fail()
    assert not await woken(kept, SOON)
    await change()
    assert await woken(kept)


async def test_another_process_wakes_us(kept: asyncio.Event, new_url: str) -> None:
    engine = engine_from_url(new_url)
    await migrate(engine)
    with using(engine):
        async with waker() as there:
            await woken(there, SOON)
            program = (sys.executable, "-c", WAKING, new_url)
            other = await asyncio.create_subprocess_exec(*program)
            assert await woken(there)
            assert await other.wait() == 0
    assert not await woken(kept, SOON)  # who waits at another database sleeps on


async def test_everybody_who_waits_is_woken(kept: asyncio.Event) -> None:
    async with waker() as second:
        await woken(second, SOON)
        await change()
        assert await woken(kept)
        assert await woken(second)


async def test_a_unit_that_asks_often_wakes_once(clean: Engine) -> None:
    async with clean.transaction() as held:
        for _ in range(9):
            await wake()
        assert len(held.afterwards) == 1


async def test_a_lost_connection_is_made_again(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("server.db.waking.AGAIN", 0.1)
    with using(engine_from_url(postgres_url)):
        async with waker() as kept:
            assert await woken(kept)
            other = await asyncpg.connect(postgres_url)
            assert await other.fetchval(LOSE)
            await other.close()
            assert await woken(kept)  # it looks again at once, for what it did not hear
            await change()
            assert await woken(kept)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where those who wait for a database of this test have their sockets."""
    return _folder(engine_from_url(f"sqlite:///{tmp_path}/a.db"))


def test_a_socket_left_by_the_dead_is_taken_away(folder: Path, tmp_path: Path) -> None:
    folder.mkdir(exist_ok=True)
    left = folder / uuid4().hex
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as dead:
        dead.bind(str(left))
    with using(engine_from_url(f"sqlite:///{tmp_path}/a.db")):
        _poke()
    assert not left.exists()


def test_whoever_sleeps_deeply_holds_nobody_up(folder: Path, tmp_path: Path) -> None:
    folder.mkdir(exist_ok=True)
    with (
        socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as deaf,
        using(engine_from_url(f"sqlite:///{tmp_path}/a.db")),
    ):
        deaf.bind(str(folder / uuid4().hex))
        for _ in range(2_000):
            _poke()


def test_a_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("d" * 90) / "a.db"
    short, other = (_folder(engine_from_url(f"sqlite:///{path}")) for path in (deep, f"{deep}b"))
    assert len(bytes(short / uuid4().hex)) <= LONGEST
    assert short != other


def test_nobody_waiting_leaves_nothing_behind(folder: Path, tmp_path: Path) -> None:
    with using(engine_from_url(f"sqlite:///{tmp_path}/a.db")):
        _poke()
    assert not folder.exists()
