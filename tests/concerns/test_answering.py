"""Every worry gets an answer, and whoever raised it reads it."""

import httpx

from server.concerns.waiting import my_concerns, open_concerns
from tests.browsing import Browsers, op
from tests.world import World


async def raised(world: World, browsers: Browsers) -> tuple[httpx.AsyncClient, str]:
    """Amira raises a worry; her browser, and the worry's page."""
    amira = await browsers.of(world.amira)
    await amira.post(f"/children/{world.sam}/concerns", data=op(words="He is so quiet."))
    waiting = await open_concerns(world.ben)
    return amira, f"/concerns/{waiting[0].concern_id}"


async def test_a_worry_waits_on_the_staff_list_until_somebody_answers(
    world: World, browsers: Browsers
) -> None:
    _, page = await raised(world, browsers)
    ben = await browsers.of(world.ben)
    await ben.post(f"{page}/replies", data=op(then="talk", words="Let us talk on Monday."))
    assert await open_concerns(world.ben) == await open_concerns(world.sue) == []


async def test_its_author_reads_the_answer_and_what_happens_next(
    world: World, browsers: Browsers
) -> None:
    amira, page = await raised(world, browsers)
    ben = await browsers.of(world.ben)
    await ben.post(f"{page}/replies", data=op(then="look-closer", words="We will watch at play."))
    for at in (page, f"/children/{world.sam}/timeline"):
        shown = (await amira.get(at)).text
        assert "We will watch at play." in shown
        assert "We will look more closely" in shown
    mine = await my_concerns(world.amira, world.sam)
    assert mine[0].answer
    assert mine[0].answer.words == "We will watch at play."


async def test_the_other_household_sees_neither_worry_nor_answer(
    world: World, browsers: Browsers
) -> None:
    _, page = await raised(world, browsers)
    ben, omar = await browsers.of(world.ben), await browsers.of(world.omar)
    await ben.post(f"{page}/replies", data=op(then="talk", words="Only for Amira."))
    assert (await omar.get(page)).status_code == 404
    assert "Only for Amira." not in (await omar.get(f"/children/{world.sam}/timeline")).text


async def test_a_closer_look_is_a_dated_note_that_the_parent_can_read(
    world: World, browsers: Browsers
) -> None:
    amira, page = await raised(world, browsers)
    sue = await browsers.of(world.sue)
    await sue.post(f"{page}/looks", data=op(done="Watched Sam at the water tray."))
    assert "Watched Sam at the water tray." in (await amira.get(page)).text


async def test_an_answer_needs_words_and_a_next_thing(world: World, browsers: Browsers) -> None:
    _, page = await raised(world, browsers)
    ben = await browsers.of(world.ben)
    answer = await ben.post(f"{page}/replies", data=op(words="Kept words"))
    assert answer.status_code == 422
    assert "Pick one answer." in answer.text
    assert "Kept words" in answer.text
    assert len(await open_concerns(world.ben)) == 1


async def test_only_staff_who_plan_answer(world: World, browsers: Browsers) -> None:
    _, page = await raised(world, browsers)
    form = op(then="talk", words="No.")
    outside = (world.amira, world.omar, world.tess, world.mona, world.lee, world.olga)
    for adult in outside:
        browser = await browsers.of(adult)
        assert (await browser.post(f"{page}/replies", data=form)).status_code == 404


async def test_deciding_on_extra_help_leads_to_telling_the_family(
    world: World, browsers: Browsers
) -> None:
    _, page = await raised(world, browsers)
    ben = await browsers.of(world.ben)
    await ben.post(f"{page}/replies", data=op(then="extra-help", words="Sam gets extra help."))
    assert f"/children/{world.sam}/notices/new" in (await ben.get(page)).text


async def test_what_a_parent_said_at_the_door_is_theirs_and_names_its_writer(
    world: World, browsers: Browsers
) -> None:
    ben, omar = await browsers.of(world.ben), await browsers.of(world.omar)
    form = op(
        source="parent",
        author=str(world.omar.id),
        way="in-person",
        lang="ar",
        words="He does not sleep.",
    )
    answer = await ben.post(f"/children/{world.sam}/concerns/record", data=form)
    shown = (await omar.get(answer.headers["location"])).text
    assert "He does not sleep." in shown
    assert "written down by <bdi>Ben</bdi>" in shown
    assert 'lang="ar"' in shown


async def test_what_staff_noticed_stays_with_staff_until_they_have_talked(
    world: World, browsers: Browsers
) -> None:
    ben, sue, amira = [await browsers.of(each) for each in (world.ben, world.sue, world.amira)]
    form = op(source="setting", words="Sam turns away from noise.")
    answer = await ben.post(f"/children/{world.sam}/concerns/record", data=form)
    page = answer.headers["location"]
    assert "Sam turns away" in (await sue.get(page)).text
    assert (await amira.get(page)).status_code == 404
    assert "Sam turns away" not in (await amira.get(f"/children/{world.sam}/timeline")).text


async def test_nobody_restricted_can_be_named_as_the_one_who_said_it(
    world: World, browsers: Browsers
) -> None:
    ben = await browsers.of(world.ben)
    form = op(source="parent", author=str(world.rhys.id), way="phone", lang="en_GB", words="x")
    answer = await ben.post(f"/children/{world.sam}/concerns/record", data=form)
    assert answer.status_code == 422
    assert "Rhys" not in answer.text
