"""Whatever breaks: no lock stays, no connection is lost, and the process can end."""

import asyncio
import sqlite3
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from uuid import uuid4

import asyncpg
import pytest

from server.db import Busy, Engine, Refused, engine_from_url, in_unit, unit, using
from tests.db.toys import CREATE, Toy


@unit
async def add_to_no_box() -> None:
    """What points at nothing is only found at COMMIT."""
    await Toy.insert(Toy(name="bear", box=uuid4()))


@unit
async def add(name: str) -> None:
    await Toy.insert(Toy(name=name))


async def test_twenty_failed_commits_leave_the_pool_whole(narrow):
    threads = threading.active_count()
    for _ in range(20):
        with pytest.raises(Refused):
            await add_to_no_box()
        assert not in_unit()
    assert await Toy.count() == 0
    await asyncio.gather(*(add(str(number)) for number in range(3)))
    assert await Toy.count() == 3
    assert threading.active_count() <= threads
    if narrow.engine_type == "postgres":
        assert narrow.pool.get_idle_size() == narrow.pool.get_size()


@asynccontextmanager
async def occupied(engine: Engine) -> AsyncIterator[None]:
    """Somebody else has all there is to have."""
    if engine.engine_type == "sqlite":
        other = sqlite3.connect(engine.path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        yield
        other.close()
    else:
        held = [await engine.pool.acquire() for _ in range(3)]
        yield
        for connection in held:
            await engine.pool.release(connection)


async def test_an_occupied_database_is_busy_and_then_is_not(narrow):
    narrow.patience = 0.05
    async with occupied(narrow):
        for _ in range(20):
            with pytest.raises(Busy):
                await add("bear")
    narrow.patience = 60
    await add("bear")
    assert await Toy.count() == 1


async def test_a_connection_lost_within_a_unit_is_busy_and_the_next_is_fine(narrow, kind):
    if kind == "sqlite":
        lose = "SELECT nothing FROM nowhere"
    else:
        lose = "SELECT pg_terminate_backend(pg_backend_pid())"

    @unit
    async def lose_it() -> None:
        await Toy.insert(Toy(name="bear"))
        await Toy.raw(lose)

    for _ in range(5):
        with pytest.raises(sqlite3.OperationalError if kind == "sqlite" else Busy):
            await lose_it()
    await asyncio.gather(*(add(str(number)) for number in range(3)))
    assert await Toy.count() == 3


async def test_a_commit_that_postgresql_turns_into_a_rollback_is_told(postgres_url):
    engine = engine_from_url(postgres_url)

    async def forget_an_error() -> None:
        async with engine.transaction() as held:
            with suppress(asyncpg.DivisionByZeroError):
                await held.link.fetch("SELECT 1 / 0", ())

    with pytest.raises(Busy):
        await forget_an_error()


async def test_a_full_disk_is_busy_and_reads_go_on(tmp_path):
    engine = engine_from_url(f"sqlite:///{tmp_path}/full.db", synchronous="OFF")
    with using(engine):
        await engine.open()
        await CREATE()
        (row,) = await engine.run("fetch", "PRAGMA page_count")
        await engine.run("fetch", f"PRAGMA max_page_count={row['page_count']}")
        with pytest.raises(Busy):
            await add("bear" * 9999)
        assert await Toy.count() == 0
        await engine.run("fetch", "PRAGMA max_page_count=9999")
        await add("bear" * 9999)
        assert await Toy.count() == 1
        await engine.close()


async def test_cancelled_reads_give_their_connection_back(narrow):
    await add("bear")
    for _ in range(60):
        reading = asyncio.create_task(Toy.select().run())
        await asyncio.sleep(0)
        reading.cancel()
        await asyncio.wait([reading])
    rows = await asyncio.gather(*(Toy.select() for _ in range(9)))
    assert [len(each) for each in rows] == [1] * 9


async def test_everything_works_without_a_pool(engine):
    await CREATE()
    await asyncio.gather(*(add(str(number)) for number in range(5)))
    with pytest.raises(Refused):
        await add_to_no_box()
    assert await Toy.count() == 5
