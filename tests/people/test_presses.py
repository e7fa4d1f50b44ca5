"""One press has one effect, at the one place it was made for."""

from server.concerns.tables import Concern
from server.cycles.tables import AssessmentAsk
from tests.browsing import Browsers, op
from tests.world import World


async def test_a_press_sent_twice_is_kept_once(world: World, browsers: Browsers) -> None:
    amira, form = await browsers.of(world.amira), op(words="He is quiet.")
    answers = [await amira.post(f"/children/{world.sam}/concerns", data=form) for _ in "ab"]
    assert [answer.status_code for answer in answers] == [303, 303]
    assert await Concern.count() == 1


async def test_a_press_sent_to_another_place_is_never_taken_for_done(
    world: World, browsers: Browsers
) -> None:
    amira, form = await browsers.of(world.amira), op(words="He is quiet.")
    assert (await amira.post(f"/children/{world.sam}/concerns", data=form)).status_code == 303
    elsewhere = await amira.post(f"/children/{world.sam}/assessment", data=form)
    assert elsewhere.status_code == 422
    assert await AssessmentAsk.count() == 0


async def test_two_adults_may_send_the_same_press(world: World, browsers: Browsers) -> None:
    form = op(words="He is quiet.")
    for adult in (world.amira, world.omar):
        browser = await browsers.of(adult)
        at = f"/children/{world.sam}/concerns"
        assert (await browser.post(at, data=form)).status_code == 303
    assert await Concern.count() == 2
