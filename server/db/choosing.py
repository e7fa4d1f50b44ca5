"""Which database this process works with."""

from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import SplitResult, unquote, urlsplit

from piccolo.table import Table

from server.config import ConfigProblem
from server.db.engine import MAX_WAITING, PATIENCE, Engine
from server.db.postgres import Postgres
from server.db.sqlite import SQLite

_in_use: list[Engine] = []


def engine_from_url(
    url: str,
    *,
    synchronous: str = "FULL",
    size: int | None = None,
    patience: float = PATIENCE,
    most_waiting: int = MAX_WAITING,
) -> Engine:
    """The engine an address asks for; connects nowhere yet.

    `size` is how many connections a pool has (SQLite: for reading), `patience` how many seconds
    anything waits for its turn, `synchronous` is SQLite's own word.
    """
    parts = _parts(url)
    if parts.scheme == "sqlite":
        return SQLite(
            _path(parts),
            synchronous=synchronous,
            size=size or 2,
            patience=patience,
            most_waiting=most_waiting,
        )
    if parts.scheme in ("postgres", "postgresql"):
        return Postgres(url, size=size or 10, patience=patience, most_waiting=most_waiting)
    raise ConfigProblem("DATABASE_URL must begin with sqlite:/// or postgresql://")


def _parts(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        raise ConfigProblem("DATABASE_URL is not an address") from None


def _path(parts: SplitResult) -> str:
    path = unquote(parts.path[1:])
    if parts.netloc or parts.query or parts.fragment or path in ("", ":memory:"):
        raise ConfigProblem(
            "DATABASE_URL must look like sqlite:///file.db or sqlite:////srv/file.db"
        )
    return path


def use(engine: Engine) -> Engine:
    """From now on every table, those still to be made too, lives in this database."""
    _in_use[:] = [engine]
    _bind(Table, engine)
    return engine


@contextmanager
def using(engine: Engine) -> Iterator[Engine]:
    """Use this database in here, and the one before again afterwards."""
    before = _in_use[:]
    try:
        yield use(engine)
    finally:
        _in_use[:] = before
        _bind(Table, before[0] if before else None)


def current() -> Engine:
    """The database in use."""
    if not _in_use:
        raise ConfigProblem("no database is in use yet: call use(engine) first")
    return _in_use[0]


def _bind(table: type[Table], engine: Engine | None) -> None:
    for each in table.__subclasses__():
        each._meta._db = engine  # type: ignore[assignment]  # noqa: SLF001 -- None: ask again later
        _bind(each, engine)
