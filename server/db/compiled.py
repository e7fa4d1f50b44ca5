"""Hot reads: a Piccolo query turned into SQL once, and run many times."""

import keyword
from collections.abc import Callable, Sequence
from enum import Enum
from typing import Any, NamedTuple

import msgspec
from piccolo.columns import Column
from piccolo.query import Select
from piccolo.query.functions.aggregate import Max, Min
from piccolo.query.functions.conditional import Coalesce
from piccolo.table import Table

from server.db.choosing import current
from server.db.sqlite_words import FROM_TEXT

KEEP_TYPE = (Min, Max, Coalesce)


class Param:
    """The place of an argument that is given at each call."""

    __slots__ = ("name",)

    def __init__(self, name: str) -> None:
        self.name = name

    def __format__(self, spec: str) -> str:
        raise TypeError(f"Param({self.name!r}) can only stand where SQL takes an argument")


class Plan(NamedTuple):
    """A query's SQL on one kind of engine."""

    sql: str
    args: list[Any]
    names: frozenset[str]
    row: Callable[..., Any]


class Compiled:
    """One select, built on its first use; answers with rows whose attributes are its columns.

    `inline=True` lets SQLite answer without a thread in between: only for few rows found by an
    index. A column of a joined table needs an alias.
    """

    def __init__(
        self, name: str, build: Callable[[], Select[Any]], *, inline: bool = False
    ) -> None:
        self.name = name
        self.build = build
        self.inline = inline
        self._plans: dict[str, Plan] = {}

    async def __call__(self, **given: Any) -> list[Any]:
        """The rows for these arguments."""
        engine = current()
        plan = self._plans.get(engine.engine_type) or self._plan(engine.engine_type)
        if plan.names != given.keys():
            raise TypeError(f"{self.name} takes {sorted(plan.names)}, not {sorted(given)}")
        args = [_plain(given[arg.name]) if type(arg) is Param else arg for arg in plan.args]
        found = await engine.tuples(plan.sql, args, inline=self.inline)
        row = plan.row
        return [row(*values) for values in found]

    async def first(self, **given: Any) -> Any:
        """The first of the rows, or None."""
        rows = await self(**given)
        return rows[0] if rows else None

    def _plan(self, engine_type: str) -> Plan:
        query = self.build()
        (querystring,) = query.querystrings
        sql, args = querystring.compile_string(engine_type=engine_type)
        selected = query.columns_delegate.selected_columns
        columns = [self._name_of(each) for each in selected]
        if len(set(columns)) != len(columns):
            raise TypeError(f"{self.name} selects two columns of one name: {columns}")
        names = frozenset(arg.name for arg in args if isinstance(arg, Param))
        row: Callable[..., Any] = msgspec.defstruct(self.name, columns, frozen=True, gc=False)
        if engine_type == "sqlite":
            row = _mended(row, selected)
        self._plans[engine_type] = plan = Plan(sql, args, names, row)
        return plan

    def _name_of(self, selected: Any) -> str:
        """What a row calls this column."""
        name: str | None = getattr(selected, "_alias", None)
        if name is None and isinstance(selected, Column):
            name = None if selected._meta.call_chain else selected._meta.name
        if name is None or not name.isidentifier() or keyword.iskeyword(name):
            raise TypeError(f"{self.name}: {selected!r} needs .as_alias(…) with a plain name")
        return name


def _plain(value: Any) -> Any:
    """What the driver takes for this: the value of a choice, the id of a row."""
    if isinstance(value, Table):
        return getattr(value, value._meta.primary_key._meta.name)
    return value.value if isinstance(value, Enum) else value


def _mended(row: Callable[..., Any], selected: Sequence[Any]) -> Callable[..., Any]:
    """Give what MIN, MAX and their like return the type their column has."""
    mend = {
        place: FROM_TEXT[each.columns[0].value_type]
        for place, each in enumerate(selected)
        if isinstance(each, KEEP_TYPE) and each.columns[0].value_type in FROM_TEXT
    }

    def mended(*values: Any) -> Any:
        whole = list(values)
        for place, convert in mend.items():
            if isinstance(whole[place], str):
                whole[place] = convert(whole[place])
        return row(*whole)

    return mended if mend else row
