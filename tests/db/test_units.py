"""A unit happens wholly or not at all, even if whoever asked for it has gone."""

import asyncio
import random
from uuid import uuid4

import pytest

from server.db import (
    Busy,
    Clash,
    NestedUnit,
    Refused,
    StrayTask,
    after_commit,
    in_unit,
    unit,
)
from tests.db.toys import Toy, ToyBox, ToyMark, until


@unit
async def add_toy(name: str, *, wait: asyncio.Event | None = None) -> None:
    """A toy and its mark: both or neither."""
    toy = Toy(name=name)
    await Toy.insert(toy)
    if wait is not None:
        await wait.wait()
    await asyncio.sleep(0)
    await ToyMark.insert(ToyMark(toy=toy.id))


@unit
async def add_box(name: str) -> None:
    await ToyBox.insert(ToyBox(name=name))


async def toys_and_marks() -> tuple[int, int]:
    return await Toy.count(), await ToyMark.count()


async def test_both_rows_are_kept(toys):
    await add_toy("bear")
    assert await toys_and_marks() == (1, 1)


async def test_an_error_leaves_nothing(toys):
    @unit
    async def break_it() -> None:
        await Toy.insert(Toy(name="bear"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await break_it()
    assert await toys_and_marks() == (0, 0)


async def test_a_unit_gives_back_what_its_query_returns(toys):
    @unit
    async def count(more: int) -> int:
        return await Toy.count() + more

    assert await count(more=2) == 2


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


async def test_units_do_not_nest(toys):
    @unit
    async def outer() -> None:
        await add_toy("bear")

    with pytest.raises(NestedUnit):
        await outer()
    assert await toys_and_marks() == (0, 0)


async def test_a_unit_starts_no_tasks(toys):
    @unit
    async def hurry() -> None:
        await asyncio.gather(Toy.insert(Toy(name="a")).run(), Toy.insert(Toy(name="b")).run())

    with pytest.raises(StrayTask):
        await hurry()
    assert await toys_and_marks() == (0, 0)


async def test_a_task_that_outlives_a_unit_is_no_longer_in_it(toys):
    later = asyncio.Event()
    tasks = []

    async def look() -> int:
        await later.wait()
        assert not in_unit()
        return await Toy.count()

    @unit
    async def leave_a_task() -> None:
        tasks.append(asyncio.create_task(look()))
        await Toy.insert(Toy(name="bear"))

    await leave_a_task()
    later.set()
    assert await tasks[0] == 1


async def test_code_knows_whether_it_is_in_a_unit(toys):
    @unit
    async def ask() -> bool:
        return in_unit()

    assert await ask()
    assert not in_unit()


async def test_the_second_of_two_the_same_is_a_clash(toys):
    await add_box("red")
    with pytest.raises(Clash, match=r"^toy_box$"):
        await add_box("red")
    assert await ToyBox.count() == 1


async def test_a_refusal_never_repeats_what_was_written(toys):
    @unit
    async def point_at_nothing() -> None:
        await ToyMark.raw("INSERT INTO toy_mark (toy) VALUES ({})", uuid4())

    @unit
    async def leave_out_the_name() -> None:
        await Toy.raw("INSERT INTO toy (id, name) VALUES ({}, {})", uuid4(), None)

    for refused in (point_at_nothing, leave_out_the_name):
        with pytest.raises(Refused) as told:
            await refused()
        assert told.value.__cause__ is None
        assert "Failing row" not in str(told.value)


async def test_a_failed_statement_cannot_be_forgotten(toys):
    await add_box("red")

    @unit
    async def carry_on() -> None:
        await ToyBox.insert(ToyBox(name="blue"))
        try:
            await ToyBox.insert(ToyBox(name="red"))
        except Clash:
            return

    with pytest.raises(Clash):
        await carry_on()
    assert await ToyBox.count() == 1


async def test_what_comes_after_commit_comes_after_commit(toys):
    seen: list[bool] = []

    @unit
    async def add() -> None:
        await Toy.insert(Toy(name="bear"))
        after_commit(lambda: seen.append(in_unit()))
        assert seen == []

    await add()
    assert seen == [False]


async def test_what_comes_after_commit_does_not_come_without_one(toys):
    seen: list[str] = []

    @unit
    async def fail() -> None:
        after_commit(lambda: seen.append("kept"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert seen == []


async def test_an_error_after_commit_does_not_undo_the_word_given(toys, caplog):
    @unit
    async def add() -> str:
        await Toy.insert(Toy(name="bear"))
        after_commit(lambda: 1 / 0)
        return "kept"

    assert await add() == "kept"
    assert "ZeroDivisionError" in caplog.text


async def test_after_commit_outside_a_unit_is_a_mistake(toys):
    with pytest.raises(LookupError):
        after_commit(print)


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


async def test_units_and_reads_run_side_by_side(toys):
    await asyncio.gather(*(add_toy(str(n)) for n in range(30)), *(Toy.count() for _ in range(30)))
    assert await toys_and_marks() == (30, 30)


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
