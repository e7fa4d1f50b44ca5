"""The demo starts on any day of the year, once."""

from datetime import UTC, datetime

import pytest
from piccolo.columns import Timestamptz

from server import clock
from server.db import Engine, engine_from_url, use
from server.demo.load import fill, load
from server.insights.tables import Insight
from server.settings.tables import Setting
from tests.demo.columns import everything

# Every day of a week with a leap day, and the days on which the clocks change.
STARTS = (
    *(datetime(2028, 2, day, 0, 10, tzinfo=UTC) for day in range(24, 30)),
    datetime(2028, 3, 1, 0, 10, tzinfo=UTC),
    datetime(2027, 3, 28, 1, 30, tzinfo=UTC),
    datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
)


@pytest.mark.parametrize("at", STARTS, ids=lambda at: f"{at:%a %d %b %Y}")
async def test_it_starts_on_any_day_and_nothing_lies_in_the_future(
    clean: Engine, at: datetime
) -> None:
    clock.hold(at)
    try:
        await fill()
    finally:
        clock.hold(None)
    assert await Insight.count() > 30
    async for place, value in everything(Timestamptz):
        assert value is None or value <= at, place


async def test_a_second_start_changes_nothing(database: Engine, new_url: str) -> None:
    try:
        for _ in ("first", "second"):
            await load(engine_from_url(new_url))
        engine = use(engine_from_url(new_url))
        await engine.open()
        assert await Setting.count() == 2
        await engine.close()
    finally:
        use(database)
