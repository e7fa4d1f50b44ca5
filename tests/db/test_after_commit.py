"""What waits for a unit happens once it is kept, and only then."""

import pytest

from server.db import after_commit, in_unit, unit
from tests.db.toys import Toy


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
