"""SQL for migrations: one text for both engines wherever they agree."""

from collections.abc import Callable, Coroutine
from typing import Any

from server.db.choosing import current

AUTOID = {
    "sqlite": "INTEGER PRIMARY KEY AUTOINCREMENT",  # ids are never given out twice
    "postgres": "BIGSERIAL PRIMARY KEY",
}
Step = Callable[[], Coroutine[Any, Any, None]]


def both(sql: str = "", *, sqlite: str = "", postgres: str = "") -> Step:
    """A step for `manager.add_raw`: this SQL on both engines, then what is for one alone.

    `{autoid}` is a counted primary key. These types mean the same on both: TEXT, VARCHAR(n),
    INTEGER, BIGINT, SMALLINT, BOOLEAN, UUID, TIMESTAMPTZ, DATE, JSON, JSONB, BYTEA, TEXT[],
    DOUBLE PRECISION. SQLite lets a primary key be null unless it also says NOT NULL.
    """
    own = {"sqlite": sqlite, "postgres": postgres}

    async def step() -> None:
        engine = current()
        common = sql.replace("{autoid}", AUTOID[engine.engine_type])
        for script in (common, own[engine.engine_type]):
            if script.strip():
                await engine.run("script", script)

    return step


def add_column(table: str, column: str, declaration: str) -> Step:
    """A step that adds this column where it is not there yet."""

    async def step() -> None:
        engine = current()
        if engine.engine_type == "sqlite":
            known = await engine.run("fetch", "SELECT name FROM pragma_table_info(?)", [table])
            if column in {row["name"] for row in known}:
                return
        maybe = "" if engine.engine_type == "sqlite" else "IF NOT EXISTS "
        await engine.run_ddl(f'ALTER TABLE "{table}" ADD COLUMN {maybe}"{column}" {declaration}')

    return step
