"""The schema comes in steps, each exactly once; an app never runs on one it does not know."""

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from piccolo.apps.migrations.tables import Migration

from server.db import (
    Refused,
    UnknownSchema,
    check_schema,
    migrate,
)
from tests.db.toys import Toy

STEPS = Path(__file__).parent / "toy_migrations"
STARTER = """
import asyncio, sys
from pathlib import Path
from server.db import engine_from_url, migrate
print(len(asyncio.run(migrate(engine_from_url(sys.argv[1]), Path(sys.argv[2])))))
"""


async def times_run(engine) -> int:
    return len(await engine.run("fetch", "SELECT step FROM times_run"))


async def test_migrations_run_in_order_and_once(engine):
    assert len(await migrate(engine, STEPS)) == 2
    assert await migrate(engine, STEPS) == []
    assert await times_run(engine) == 2
    await check_schema(engine, STEPS)


def start_four(url: str) -> list[int]:
    """How many migrations each of four processes applied."""
    command = [sys.executable, "-c", STARTER, url, str(STEPS)]
    starters = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    return [int(starter.communicate(timeout=60)[0]) for starter in starters]


async def test_four_starters_at_once_apply_each_migration_once(new_url, engine):
    assert sum(await asyncio.to_thread(start_four, new_url)) == 2
    assert await times_run(engine) == 2
    assert await Migration.count() == 2


async def test_a_rebuilt_table_keeps_what_points_at_it(engine):
    await migrate(engine, STEPS)
    await engine.open()
    assert await Toy.select(Toy.name, Toy.box.name.as_alias("box")) == [
        {"name": "bear", "box": "red"}
    ]
    await engine.close()


async def test_a_migration_that_fails_leaves_nothing(engine, tmp_path):
    shutil.copy(STEPS / "m0001_toys.py", tmp_path)
    broken = (STEPS / "m0002_marks.py").read_text().replace('"toy", "colour"', '"toys", "colour"')
    (tmp_path / "m0002_marks.py").write_text(broken)
    with pytest.raises(Exception, match="toys"):
        await migrate(engine, tmp_path)
    assert await times_run(engine) == 1
    with pytest.raises(UnknownSchema, match="lacks"):
        await check_schema(engine, STEPS)
    assert len(await migrate(engine, STEPS)) == 1


async def test_a_migration_may_not_leave_rows_that_point_at_nothing(engine, tmp_path):
    shutil.copy(STEPS / "m0001_toys.py", tmp_path)
    stray = "UPDATE toy SET box = '00000000-0000-0000-0000-000000000009';"
    broken = (STEPS / "m0002_marks.py").read_text().replace("INSERT", f"{stray} INSERT", 1)
    (tmp_path / "m0002_marks.py").write_text(broken)
    with pytest.raises((RuntimeError, Refused)):
        await migrate(engine, tmp_path)
    assert await times_run(engine) == 1


async def test_an_empty_database_lacks_what_this_code_needs(engine):
    with pytest.raises(UnknownSchema, match="lacks"):
        await check_schema(engine, STEPS)


async def test_older_code_leaves_a_newer_database_alone(engine, tmp_path):
    await migrate(engine, STEPS)
    shutil.copy(STEPS / "m0001_toys.py", tmp_path)
    for refusing in (check_schema, migrate):
        with pytest.raises(UnknownSchema, match="newer"):
            await refusing(engine, tmp_path)


async def test_a_semicolon_within_words_ends_nothing(engine):
    await migrate(engine, STEPS)
    rows = await engine.run("fetch", "SELECT step FROM times_run ORDER BY step")
    assert [row["step"] for row in rows] == ["first; and only", "second"]
