"""Why the database said no, in our words: never with what somebody wrote."""

# ruff: noqa: N818 -- these are said as they stand: "the database is Busy"

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg

from server.config import ConfigProblem

SQLITE_BUSY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
}
SQLITE_DOUBLE = {
    sqlite3.SQLITE_CONSTRAINT_UNIQUE,
    sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
    sqlite3.SQLITE_CONSTRAINT_ROWID,
}
SQLITE_UNREADABLE = {sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOTADB}
# Connection lost, resources used up, server going down, deadlock, lock or time used up, standby.
PG_BUSY = ("08", "53", "57P0", "57014", "40", "55P03", "25006")
PG_CLOSED_DOOR = ("28", "3D000")


class Busy(Exception):
    """The database cannot take this now. Nothing was kept; the same again later may work."""

    retry_after = 2


class Refused(Exception):
    """The database refused what it was told; this names the rule, never anyone's words."""


class Clash(Refused):
    """Something that must be the only one is there already."""


class NestedUnit(Exception):
    """A unit was called inside a unit."""


class StrayTask(Exception):
    """A task started inside a unit used the unit's connection."""


class UnknownSchema(Exception):
    """The database's migrations are not the ones this code was written for."""


class WeakDurability(Exception):
    """The database would answer before a change is safely on the disk."""


@contextmanager
def plainly() -> Iterator[None]:
    """Whatever a driver raises in here leaves as one of ours, where we have a word for it."""
    try:
        yield
    except (sqlite3.Error, asyncpg.PostgresError, asyncpg.InterfaceError, OSError) as error:
        ours = in_our_words(error)
        if ours is None:
            raise
        raise ours from (error if isinstance(ours, Busy) else None)


def in_our_words(error: Exception) -> Exception | None:
    """Our exception for the driver's; None when it is a mistake in the code."""
    if isinstance(error, sqlite3.Error):
        return _from_sqlite(error)
    if isinstance(error, asyncpg.PostgresError):
        return _from_postgres(error)
    if isinstance(error, OSError):
        return Busy("the database does not answer")
    if isinstance(error, ValueError):
        return Refused("a value of the wrong kind")
    return Busy("the connection is closed") if "clos" in str(error) else None


def _from_sqlite(error: sqlite3.Error) -> Exception | None:
    code = getattr(error, "sqlite_errorcode", 0)
    if code & 0xFF in SQLITE_BUSY:
        return Busy("the database is locked or full")
    if code & 0xFF in SQLITE_UNREADABLE:
        return ConfigProblem("the database file cannot be opened, or is none")
    if code in SQLITE_DOUBLE:  # "UNIQUE constraint failed: child.code"
        return Clash(str(error).rpartition(": ")[2].partition(".")[0])
    return Refused(str(error)) if isinstance(error, sqlite3.IntegrityError) else None


def _from_postgres(error: asyncpg.PostgresError) -> Exception | None:
    state = error.sqlstate or ""
    if state.startswith(PG_BUSY) or isinstance(error, asyncpg.InvalidCachedStatementError):
        return Busy(f"PostgreSQL {state}")
    if state.startswith(PG_CLOSED_DOOR):
        return ConfigProblem("PostgreSQL knows no such database, or refused the sign-in")
    if isinstance(error, asyncpg.UniqueViolationError):
        return Clash(error.table_name or "")
    if state.startswith(("22", "23")):
        return Refused(f"{state} {error.table_name or ''} {error.constraint_name or ''}".strip())
    return None
