"""A unit happens wholly or not at all."""

import asyncio
from contextlib import suppress
from uuid import uuid4

import pytest

from server.db import Clash, NestedUnit, Refused, StrayTask, in_unit, unit
from tests.db.toys import Toy, ToyBox, ToyMark, add_toy, toys_and_marks


@unit
async def add_box(name: str) -> None:
    await ToyBox.insert(ToyBox(name=name))


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
        with suppress(Clash):
            await ToyBox.insert(ToyBox(name="red"))

    with pytest.raises(Clash):
        await carry_on()
    assert await ToyBox.count() == 1


async def test_after_a_failed_statement_no_other_is_taken(toys):
    await add_box("red")

    @unit
    async def carry_on() -> None:
        with suppress(Clash):
            await ToyBox.insert(ToyBox(name="red"))
        await ToyBox.insert(ToyBox(name="blue"))
        raise AssertionError

    with pytest.raises(Clash):
        await carry_on()
    assert await ToyBox.count() == 1


async def test_units_and_reads_run_side_by_side(toys):
    await asyncio.gather(*(add_toy(str(n)) for n in range(30)), *(Toy.count() for _ in range(30)))
    assert await toys_and_marks() == (30, 30)
