"""Two people do the same at the same moment: one of them is first, nothing is doubled."""

import asyncio

from server.cycles.tables import Cycle, Review, StepStart
from tests.browsing import Browsers, op
from tests.cycles.going import SOON, at_review, meeting, opened, told
from tests.world import World


async def test_two_staff_open_the_same_round(world: World, browsers: Browsers) -> None:
    ben, sue = await told(world, browsers), await browsers.of(world.sue)
    page = f"/children/{world.sam}/cycles/new"
    answers = await asyncio.gather(
        *(each.post(page, data=op(review_on=SOON)) for each in (ben, sue))
    )
    codes = sorted(answer.status_code for answer in answers)
    assert codes[0] == 303
    assert codes[1] in (409, 422)
    assert await Cycle.count() == 1


async def test_two_staff_take_the_same_step(world: World, browsers: Browsers) -> None:
    ben, page = await opened(world, browsers)
    sue = await browsers.of(world.sue)
    answers = await asyncio.gather(
        *(each.post(f"{page}/steps", data=op(seen="assess", to="plan")) for each in (ben, sue))
    )
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    assert await StepStart.count() == 2


async def test_two_staff_close_the_same_round(world: World, browsers: Browsers) -> None:
    ben, page = await at_review(world, browsers)
    sue = await browsers.of(world.sue)
    answers = await asyncio.gather(
        *(each.post(f"{page}/review", data=meeting(world)) for each in (ben, sue))
    )
    assert sorted(answer.status_code for answer in answers) == [303, 422]
    assert await Review.count() == 1
    assert await Cycle.count() == 2
