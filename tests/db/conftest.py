from collections.abc import AsyncIterator, Iterator

import pytest

from server.db import Engine, engine_from_url, using
from tests import emptying
from tests.db.toys import CREATE, DROP


@pytest.fixture(scope="session")
async def toy_tables(database: Engine) -> AsyncIterator[Engine]:
    await CREATE()
    emptying.known.clear()
    yield database
    emptying.known.clear()
    await DROP()


@pytest.fixture
async def toys(toy_tables: Engine) -> Engine:
    """The database in use, with empty toy tables in it."""
    await emptying.empty(toy_tables)
    return toy_tables


@pytest.fixture
async def narrow(new_url: str) -> AsyncIterator[Engine]:
    """An engine of its own with three connections, where four may wait."""
    engine = engine_from_url(new_url, synchronous="OFF", size=3, most_waiting=4, patience=60)
    with using(engine):
        await engine.open()
        await CREATE()
        yield engine
        await engine.close()


@pytest.fixture
def engine(new_url: str) -> Iterator[Engine]:
    """An engine on a database with nothing in it, in use but not open."""
    with using(engine_from_url(new_url, synchronous="OFF", patience=60)) as engine:
        yield engine
