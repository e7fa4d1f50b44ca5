"""A short form of `make chaos`: three kills while people write."""

from collections.abc import AsyncIterator

import pytest

from tools.chaos.killing import kill_while_writing
from tools.databases import Place, place


@pytest.fixture(scope="module")
async def here(postgres_url: str) -> AsyncIterator[Place]:
    with place(postgres_url) as made:
        yield made
        await made.leave()


async def test_what_was_acknowledged_outlives_a_kill_and_is_there_once(
    kind: str, here: Place
) -> None:
    seen = await kill_while_writing(here, kind, kills=3, longest=0.8)
    assert seen.reckoning == (0, 0, False, "")
    assert seen.odd == []
    assert seen.kept > 3
