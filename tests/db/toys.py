"""Toy tables: a box with toys in it, and a mark for each toy. A toy may wait for its box."""

import asyncio
from collections.abc import Callable
from uuid import uuid4

from piccolo.columns import UUID, Boolean, ForeignKey, Serial, Text, Timestamptz, Varchar
from piccolo.table import Table

from server.db import both, unit

CREATE = both(
    """
    CREATE TABLE IF NOT EXISTS toy_box (
      id UUID PRIMARY KEY NOT NULL, name VARCHAR(40) NOT NULL UNIQUE, made_at TIMESTAMPTZ NOT NULL,
      open BOOLEAN NOT NULL
    );
    CREATE TABLE IF NOT EXISTS toy (
      id UUID PRIMARY KEY NOT NULL, name TEXT NOT NULL,
      box UUID REFERENCES toy_box (id) DEFERRABLE INITIALLY DEFERRED
    );
    CREATE TABLE IF NOT EXISTS toy_mark (
      id {autoid}, toy UUID NOT NULL REFERENCES toy (id)
    );
    """
)
DROP = both("DROP TABLE toy_mark; DROP TABLE toy; DROP TABLE toy_box;")


class ToyBox(Table):
    id = UUID(primary_key=True, default=uuid4)
    name = Varchar(length=40, unique=True)
    made_at = Timestamptz()
    open = Boolean(default=True)


class Toy(Table):
    id = UUID(primary_key=True, default=uuid4)
    name = Text()
    box = ForeignKey(ToyBox, null=True, default=None)


class ToyMark(Table):
    id = Serial(primary_key=True)
    toy = ForeignKey(Toy, null=False)


async def until(true: Callable[[], object]) -> None:
    """Go on when this is so; the test's own time limit is the only clock."""
    while not true():  # noqa: ASYNC110 -- what we wait for tells nobody
        await asyncio.sleep(0)


@unit
async def add_toy(name: str, *, wait: asyncio.Event | None = None) -> None:
    """A toy and its mark: both or neither."""
    toy = Toy(name=name)
    await Toy.insert(toy)
    if wait is not None:
        await wait.wait()
    await asyncio.sleep(0)
    await ToyMark.insert(ToyMark(toy=toy.id))


async def toys_and_marks() -> tuple[int, int]:
    return await Toy.count(), await ToyMark.count()
