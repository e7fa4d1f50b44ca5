"""A unit finishes even if whoever asked for it has gone."""

import asyncio
import random

import pytest

from server.db import Busy, unit
from server.db.transaction import settled
from tests.db.toys import Toy, add_toy, toys_and_marks, until


async def test_it_finishes_when_its_caller_has_gone(toys):
    go_on = asyncio.Event()
    asking = asyncio.create_task(add_toy("bear", wait=go_on))
    await until(lambda: toys.units)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    go_on.set()
    await toys.rest()
    assert await toys_and_marks() == (1, 1)


async def test_two_thousand_units_of_which_two_in_five_are_cancelled_leave_no_half(toys):
    chance = random.Random(38)
    told: set[str] = set()

    async def one(name: str) -> None:
        asking = asyncio.create_task(add_toy(name))
        if chance.random() < 0.4:
            for _ in range(chance.randrange(12)):
                await asyncio.sleep(0)
            asking.cancel()
            if toys.units and chance.random() < 0.5:  # as a stopping event loop would
                chance.choice(list(toys.units)).cancel()
        await asyncio.wait([asking])
        if not asking.cancelled() and asking.exception() is None:
            told.add(name)

    for batch in range(50):
        await asyncio.gather(*(one(f"{batch} {number}") for number in range(40)))
        await toys.rest()
    made, marked = await toys_and_marks()
    assert 1000 < made == marked < 2000
    assert told <= {row["name"] for row in await Toy.select(Toy.name)}
    assert toys.waiting == 0
    await add_toy("the last")


async def test_what_has_begun_is_waited_for_however_often_its_task_is_cancelled(toys):
    work = asyncio.get_running_loop().create_future()
    waiting = asyncio.create_task(settled(work))
    for _ in range(3):
        await asyncio.sleep(0)
        waiting.cancel()
    await asyncio.sleep(0)
    assert not waiting.done()
    work.set_result(None)
    with pytest.raises(asyncio.CancelledError):
        await waiting


async def test_a_failure_nobody_waits_for_is_told(toys, caplog):
    go_on = asyncio.Event()

    @unit
    async def fail_late() -> None:
        await go_on.wait()
        raise ZeroDivisionError

    asking = asyncio.create_task(fail_late())
    await until(lambda: toys.units)
    asking.cancel()
    await asyncio.wait([asking])
    go_on.set()
    await toys.rest()
    await asyncio.sleep(0)
    assert "ZeroDivisionError" in caplog.text


async def test_too_many_waiting_is_busy(narrow):
    go_on = asyncio.Event()
    room = 1 if narrow.engine_type == "sqlite" else 3
    inside = [asyncio.create_task(add_toy(str(n), wait=go_on)) for n in range(room)]
    await until(lambda: in_hand(narrow) == room)
    waiting = [asyncio.create_task(add_toy(str(n))) for n in range(4)]
    await until(lambda: narrow.waiting == 4)
    with pytest.raises(Busy) as told:
        await add_toy("one too many")
    assert told.value.retry_after > 0
    go_on.set()
    await asyncio.gather(*inside, *waiting)
    assert await toys_and_marks() == (room + 4, room + 4)


def in_hand(engine) -> int:
    """How many connections units hold now."""
    if engine.engine_type == "sqlite":
        return int(engine.lock.locked())
    return engine.pool.get_size() - engine.pool.get_idle_size()
