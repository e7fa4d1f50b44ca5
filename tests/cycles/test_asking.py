"""A parent asks for an assessment any day; a setting asks its own questions."""

from server.cycles.assessments import assessments_of
from server.cycles.notes import questions_of
from server.cycles.rules import Step
from tests.browsing import Browsers, op
from tests.world import World


async def test_a_parent_asks_for_an_assessment_with_no_round_before_it(
    world: World, browsers: Browsers
) -> None:
    amira = await browsers.of(world.amira)
    page = f"/children/{world.sam}/assessment"
    assert "You do not have to wait for us" in (await amira.get(page)).text
    assert (await amira.post(page, data=op())).status_code == 303
    assert "You told us on" in (await amira.get(page)).text
    assert [each.by_called for each in await assessments_of(world.ben, world.sam)] == ["Amira"]


async def test_asking_stays_between_the_parent_and_the_setting(
    world: World, browsers: Browsers
) -> None:
    amira, omar = await browsers.of(world.amira), await browsers.of(world.omar)
    await amira.post(f"/children/{world.sam}/assessment", data=op(words="He needs more."))
    assert await assessments_of(world.omar, world.sam) == []
    assert "He needs more." not in (await omar.get(f"/children/{world.sam}/timeline")).text


async def test_only_the_family_asks(world: World, browsers: Browsers) -> None:
    for adult in (world.ben, world.mona, world.rhys, world.nan):
        browser = await browsers.of(adult)
        page = f"/children/{world.sam}/assessment"
        assert (await browser.get(page)).status_code == 404
        assert (await browser.post(page, data=op())).status_code == 404


async def test_a_setting_adds_its_own_question_and_stops_asking_it(
    world: World, browsers: Browsers
) -> None:
    sue = await browsers.of(world.sue)
    page = f"/settings/{world.oak}/questions"
    form = op(step="do", words="Who helps at bath time?")
    assert (await sue.post(page, data=form)).status_code == 303
    asked = await questions_of(world.oak, Step.DO)
    assert [each.words for each in asked] == ["Who helps at bath time?"]
    assert await questions_of(world.oak, Step.PLAN) == []
    answer = await sue.post(f"/questions/{asked[0].id}/retirement", data=op())
    assert answer.headers["location"] == page
    assert await questions_of(world.oak) == []


async def test_another_setting_cannot_touch_our_questions(world: World, browsers: Browsers) -> None:
    sue, olga, ben = [await browsers.of(each) for each in (world.sue, world.olga, world.ben)]
    page = f"/settings/{world.oak}/questions"
    await sue.post(page, data=op(step="do", words="Ours."))
    question = (await questions_of(world.oak))[0].id
    for browser in (olga, ben):
        assert (await browser.get(page)).status_code == 404
        stop = await browser.post(f"/questions/{question}/retirement", data=op())
        assert stop.status_code == 404
    assert len(await questions_of(world.oak)) == 1


async def test_a_question_fits_on_one_screen(world: World, browsers: Browsers) -> None:
    sue = await browsers.of(world.sue)
    page = f"/settings/{world.oak}/questions"
    for form in (op(step="do", words="x" * 301), op(words="No step"), op(step="do", words="")):
        assert (await sue.post(page, data=form)).status_code == 422
    assert await questions_of(world.oak) == []
