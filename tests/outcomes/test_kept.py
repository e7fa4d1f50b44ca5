"""Another language in the middle of a next step loses nothing of it."""

import pytest

from tests.browsing import Browsers, op
from tests.cycles.going import opened
from tests.world import World

HELP = {"what": ["Wait for 5 counts", "Sign help"], "who": ["Ben", "Sue"]}


async def test_the_rows_of_help_are_there_again(world: World, browsers: Browsers) -> None:
    ben, _ = await opened(world, browsers)
    form = f"/children/{world.sam}/outcomes/new"
    typed = {**op(next=form), **HELP, "how_often": ["daily", ""]}
    assert (await ben.post("/language/keep", data=typed)).status_code == 303
    page = (await ben.get(f"{form}?kept=1")).text
    for words in ("Wait for 5 counts", "Sign help", "daily", "Sue"):
        assert words in page


@pytest.mark.parametrize("field", ["rows", "hints", "what", "by_date", "languages"])
async def test_no_field_that_was_kept_breaks_a_page(
    world: World, browsers: Browsers, field: str
) -> None:
    ben, _ = await opened(world, browsers)
    form = f"/children/{world.sam}/outcomes/new"
    await ben.post("/language/keep", data={**op(next=form), field: ["x", "y"]})
    assert (await ben.get(f"{form}?kept=1")).status_code == 200
