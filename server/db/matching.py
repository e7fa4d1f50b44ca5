"""Whether the tables in the code are the tables in the database."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from piccolo.columns import Column, ForeignKey
from piccolo.table import Table

from server.db.choosing import using
from server.db.engine import Engine

SQLITE = """
SELECT m.name AS "table", c.name AS "column", c.type AS type, c."notnull" AS filled,
       c.pk > 0 AS key, (SELECT max(f."table") FROM pragma_foreign_key_list(m.name) f
                         WHERE f."from" = c.name) AS target
FROM sqlite_master m JOIN pragma_table_info(m.name) c WHERE m.type = 'table'
"""
POSTGRES = """
SELECT t.relname AS "table", c.attname AS "column",
       format_type(c.atttypid, c.atttypmod) AS type, c.attnotnull AS filled,
       EXISTS (SELECT 1 FROM pg_constraint k WHERE k.conrelid = t.oid AND k.contype = 'p'
               AND c.attnum = ANY (k.conkey)) AS key,
       (SELECT max(o.relname) FROM pg_constraint k JOIN pg_class o ON o.oid = k.confrelid
        WHERE k.conrelid = t.oid AND k.contype = 'f' AND c.attnum = ANY (k.conkey)) AS target
FROM pg_class t JOIN pg_attribute c ON c.attrelid = t.oid AND c.attnum > 0 AND NOT c.attisdropped
WHERE t.relkind = 'r' AND t.relnamespace = current_schema()::regnamespace
"""
SAME = {
    "CHARACTER VARYING": "TEXT",
    "VARCHAR": "TEXT",
    "CHARACTER": "TEXT",
    "CHAR": "TEXT",
    "BIGINT": "INTEGER",
    "SMALLINT": "INTEGER",
    "SERIAL": "INTEGER",
    "BIGSERIAL": "INTEGER",
    "TIMESTAMP WITH TIME ZONE": "TIMESTAMPTZ",
    "TIMESTAMP WITHOUT TIME ZONE": "TIMESTAMP",
    "BLOB": "BYTEA",
    "JSONB": "JSON",
    "REAL": "DOUBLE PRECISION",
    "ARRAY": "TEXT[]",
}


FACTS = ("type", "null", "key", "target")


class Found(NamedTuple):
    """A column as the database has it."""

    type: str
    null: bool
    key: bool
    target: str | None


async def schema_matches(engine: Engine, tables: Sequence[type[Table]] | None = None) -> list[str]:
    """Each way in which these tables (all of the app's) differ from the database; none is good."""
    if tables is None:
        from server.piccolo_app import APP_CONFIG  # noqa: PLC0415 -- it imports every table

        tables = APP_CONFIG.table_classes
    found = await _found(engine)
    with using(engine):
        return [problem for table in tables for problem in _differences(table, found)]


async def _found(engine: Engine) -> dict[str, dict[str, Found]]:
    sqlite = engine.engine_type == "sqlite"
    found: dict[str, dict[str, Found]] = {}
    for row in await engine.run("fetch", SQLITE if sqlite else POSTGRES):
        counted = sqlite and row["key"] and row["type"].upper() == "INTEGER"
        found.setdefault(row["table"], {})[row["column"]] = Found(
            type=_family(row["type"]),
            null=not (row["filled"] or counted),
            key=bool(row["key"]),
            target=row["target"],
        )
    return found


def _differences(table: type[Table], found: dict[str, dict[str, Found]]) -> Iterator[str]:
    name = table._meta.tablename
    if name not in found:
        yield f"{name}: the database has no such table"
        return
    declared = {column._meta.db_column_name: column for column in table._meta.columns}
    for missing in declared.keys() - found[name].keys():
        yield f"{name}.{missing}: the database has no such column"
    for extra in found[name].keys() - declared.keys():
        yield f"{name}.{extra}: the code has no such column"
    for each in declared.keys() & found[name].keys():
        yield from _column_differences(f"{name}.{each}", declared[each], found[name][each])


def _column_differences(name: str, column: Column, found: Found) -> Iterator[str]:
    wanted = Found(
        type=_family(column.column_type),
        null=column._meta.null,
        key=column._meta.primary_key,
        target=_target(column),
    )
    for fact, here, there in zip(FACTS, wanted, found, strict=True):
        if here != there:
            yield f"{name}: {fact} is {here} in the code, {there} in the database"


def _target(column: Column) -> str | None:
    if not isinstance(column, ForeignKey):
        return None
    return str(column._foreign_key_meta.resolved_references._meta.tablename)  # noqa: SLF001


def _family(declared: Any) -> str:
    """A type by the one name both engines and Piccolo mean."""
    plain = str(declared).upper().partition("(")[0].strip()
    return SAME.get(plain, plain)
