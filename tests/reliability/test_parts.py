"""One part of the worker that fails holds no other back, and is tried again."""

import asyncio

from structlog.testing import capture_logs

from server.parts import Part, again, ended
from tests.reliability.worker import until


async def test_a_part_that_fails_says_so_and_is_tried_again() -> None:
    stop, turns, others = asyncio.Event(), [], []

    async def fail() -> None:
        turns.append("turn")
        raise OSError("mail.example.org")

    async def go_on() -> None:
        others.append("turn")

    failing, working = (Part(w.__name__, w, 0.01, asyncio.Event()) for w in (fail, go_on))
    with capture_logs() as said:
        going = [asyncio.create_task(again(part, stop)) for part in (failing, working)]
        await until(lambda: len(turns) > 2 and len(others) > 2)
        stop.set()
        await ended(going, 5)
    assert said[0]["part"] == "fail"
    assert said[0]["kind"] == "OSError"
    assert "example" not in str(said)


async def test_a_part_that_is_poked_looks_at_once() -> None:
    stop, turns = asyncio.Event(), []

    async def look() -> None:
        turns.append("turn")

    part = Part("looking", look, 60, asyncio.Event())
    going = [asyncio.create_task(again(part, stop))]
    await until(lambda: len(turns) == 1)
    part.poke.set()
    await until(lambda: len(turns) == 2)
    stop.set()
    part.poke.set()
    await ended(going, 5)
    assert len(turns) == 2


async def test_a_part_that_does_not_end_is_not_waited_for() -> None:
    sleeping = asyncio.create_task(asyncio.sleep(3600))
    await ended([sleeping], 0.05)
    assert sleeping.cancelled()
