"""The schema comes in steps, each exactly once; an app never runs on one it does not know."""

import asyncio
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from piccolo.apps.migrations.tables import Migration
from piccolo.columns import Boolean, ForeignKey, Serial, Text, Varchar
from piccolo.table import Table

from server.db import (
    Refused,
    UnknownSchema,
    WeakDurability,
    both,
    check_durable,
    check_schema,
    engine_from_url,
    migrate,
    schema_matches,
    using,
)
from tests.db.toys import CREATE, Toy, ToyBox, ToyMark

STEPS = Path(__file__).parent / "toy_migrations"
STARTER = """
import asyncio, sys
from pathlib import Path
from server.db import engine_from_url, migrate
print(len(asyncio.run(migrate(engine_from_url(sys.argv[1]), Path(sys.argv[2])))))
"""


@pytest.fixture
def engine(new_url):
    engine = engine_from_url(new_url, synchronous="OFF", patience=60)
    with using(engine):
        yield engine


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


async def test_full_durability_is_checked(new_url, kind):
    engine = engine_from_url(new_url)
    await check_durable(engine)
    if kind == "sqlite":
        weak = engine_from_url(new_url, synchronous="NORMAL")
    else:
        name = new_url.partition("?")[0].rpartition("/")[2]
        await engine.run_ddl(f'ALTER DATABASE "{name}" SET synchronous_commit = off')
        weak = engine_from_url(new_url)
    with pytest.raises(WeakDurability, match="synchronous"):
        await check_durable(weak)


async def test_the_toys_in_the_code_are_the_toys_in_the_database(engine):
    await CREATE()
    assert await schema_matches(engine, [Toy, ToyBox, ToyMark]) == []


async def test_each_difference_is_found(engine):
    class Other(Table, tablename="other"):
        id = Serial(primary_key=True)

    class Thing(Table, tablename="thing"):
        id = Serial(primary_key=True)
        right = Text()
        not_null = Text(null=False)
        number = Boolean()
        other = ForeignKey(Other)
        missing = Varchar()

    class Nowhere(Table, tablename="nowhere"):
        pass

    await both(
        "CREATE TABLE other (id {autoid});"
        'CREATE TABLE thing (id {autoid}, "right" TEXT NOT NULL, not_null TEXT,'
        " number INTEGER NOT NULL, other BIGINT, extra TEXT);"
    )()
    assert sorted(await schema_matches(engine, [Thing, Other, Nowhere])) == [
        "nowhere: the database has no such table",
        "thing.extra: the code has no such column",
        "thing.missing: the database has no such column",
        "thing.not_null: null is False in the code, True in the database",
        "thing.number: type is BOOLEAN in the code, INTEGER in the database",
        "thing.other: target is other in the code, None in the database",
    ]


async def test_types_mean_the_same_on_both(engine):
    await both(
        "CREATE TABLE kinds (u UUID, at TIMESTAMPTZ, t TEXT, b BOOLEAN, d DATE, i INTEGER,"
        " n BIGINT, y BYTEA, j JSON, k JSONB, l TEXT[]);"
        """INSERT INTO kinds VALUES ('00000000-0000-0000-0000-000000000001',
           '2026-01-01 08:00:00+00:00', '007', true, '2026-01-01', 3, 1099511627776,
           NULL, '12', '{"a": 1}', NULL);"""
    )()
    (row,) = await engine.run("fetch", "SELECT * FROM kinds")
    kinds = [type(value).__mro__[-2].__name__ for value in dict(row).values()]
    assert kinds == [
        "UUID", "date", "str", "int", "date", "int", "int", "NoneType", "str", "str", "NoneType",
    ]  # fmt: skip


async def test_a_semicolon_within_words_ends_nothing(engine):
    await migrate(engine, STEPS)
    rows = await engine.run("fetch", "SELECT step FROM times_run ORDER BY step")
    assert [row["step"] for row in rows] == ["first; and only", "second"]


async def test_the_tables_in_the_code_are_the_tables_in_the_database(database):
    await check_schema(database)
    assert await schema_matches(database) == []
