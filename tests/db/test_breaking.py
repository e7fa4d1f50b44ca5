"""Whatever breaks: no lock stays, no connection is lost, and the process can end."""

import asyncio
import sqlite3
import subprocess
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from uuid import uuid4

import pytest

from server.db import Busy, Engine, Refused, engine_from_url, in_unit, unit, using
from tests.db.toys import CREATE, Toy, until

PROGRAM = """
import asyncio, sys
from server.db import Refused, current, engine_from_url, unit, use
from tests.db.toys import CREATE, Toy

@unit
async def add(box):
    await Toy.raw("INSERT INTO toy (id, name, box) VALUES ({}, 'bear', {})", box, box)

async def main():
    engine = use(engine_from_url(sys.argv[1], synchronous="OFF"))
    if sys.argv[2] == "open":
        await engine.open()
    await CREATE()
    from uuid import uuid4
    try:
        await add(uuid4())
    except Refused:
        print("refused", await Toy.count())

asyncio.run(main())
"""


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


async def test_cancelled_reads_give_their_connection_back(narrow):
    await add("bear")
    for _ in range(60):
        reading = asyncio.create_task(Toy.select().run())
        await asyncio.sleep(0)
        reading.cancel()
        await asyncio.wait([reading])
    rows = await asyncio.gather(*(Toy.select() for _ in range(9)))
    assert [len(each) for each in rows] == [1] * 9


async def test_closing_waits_for_the_units_that_run(new_url):
    engine = engine_from_url(new_url, synchronous="OFF", patience=60)
    with using(engine):
        await engine.open()
        await CREATE()
        adding = asyncio.create_task(add("bear"))
        await until(lambda: engine.units)
        await engine.close()
        assert adding.done() or await adding is None
        assert await Toy.count() == 1


async def test_everything_works_without_a_pool(new_url):
    engine = engine_from_url(new_url, synchronous="OFF", patience=60)
    with using(engine):
        await CREATE()
        await asyncio.gather(*(add(str(number)) for number in range(5)))
        with pytest.raises(Refused):
            await add_to_no_box()
        assert await Toy.count() == 5


@pytest.mark.parametrize("way", ["open", "shut"])
def test_a_process_that_used_the_database_ends(new_url, way):
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, new_url, way],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "refused 0\n"), done.stderr
