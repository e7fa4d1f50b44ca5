"""An app that stops waits for what it began, and then really stops."""

import asyncio
import subprocess
import sys

import pytest

from tests.db.toys import CREATE, Toy, add_toy, until

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


async def test_closing_waits_for_the_units_that_run(engine):
    await engine.open()
    await CREATE()
    adding = asyncio.create_task(add_toy("bear"))
    await until(lambda: engine.units)
    await engine.close()
    await adding
    assert await Toy.count() == 1


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
