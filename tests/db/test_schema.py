"""The database is safe enough, and holds the tables the code speaks of."""

import pytest
from piccolo.columns import Boolean, ForeignKey, Serial, Text, Varchar
from piccolo.table import Table

from server.db import (
    WeakDurability,
    both,
    check_durable,
    check_schema,
    engine_from_url,
    schema_matches,
)
from tests.db.toys import CREATE, Toy, ToyBox, ToyMark


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


async def test_the_tables_in_the_code_are_the_tables_in_the_database(database):
    await check_schema(database)
    assert await schema_matches(database) == []
