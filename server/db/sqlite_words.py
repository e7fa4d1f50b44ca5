"""How SQLite's text becomes Python's values, and a script its statements."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any
from uuid import UUID

import piccolo.engine.sqlite as piccolos

# Of Piccolo's converters we replace the slow (INTEGER goes through Decimal there), and add
# what keeps JSON the text it was and lets TEXT[] mean a list on both engines.
CONVERTERS: dict[str, Callable[[bytes], Any]] = {
    **piccolos.CONVERTERS,
    "INTEGER": int,
    "BOOLEAN": b"1".__eq__,
    "UUID": lambda text: UUID(text.decode()),
    "JSON": bytes.decode,
    "JSONB": bytes.decode,
    "TEXT[]": json.loads,
}
for _declared, _converter in CONVERTERS.items():
    sqlite3.register_converter(_declared, _converter)

# SQLite forgets a column's type once a function has touched it.
FROM_TEXT: dict[type, Callable[[str], Any]] = {
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    UUID: UUID,
}


def statements(script: str) -> Iterator[str]:
    """The statements of a script, one by one."""
    piece = ""
    for part in script.split(";"):
        piece += part + ";"
        if sqlite3.complete_statement(piece):
            if piece.strip(" \n\t;"):
                yield piece
            piece = ""
