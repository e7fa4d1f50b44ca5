"""A family is told, in words they can read, that extra help starts; reading is not agreeing."""

from server.concerns.notices import notice_of
from server.concerns.tables import Notice, NoticeRead
from server.content import wording
from server.trail.rules import Happened
from server.trail.tables import Event
from tests.browsing import Browsers, op
from tests.concerns.filled import notice
from tests.world import World


async def given(world: World, browsers: Browsers, **more: object) -> str:
    """Ben gives a notice; its page."""
    ben = await browsers.of(world.ben)
    form = notice(world, **more)
    answer = await ben.post(f"/children/{world.sam}/notices/new", data=form)
    assert answer.status_code == 303, answer.text
    return str(answer.headers["location"])


async def test_staff_see_the_words_of_the_family_before_giving_them(
    world: World, browsers: Browsers
) -> None:
    ben = await browsers.of(world.ben)
    answer = await ben.post(f"/children/{world.sam}/notices/preview", data=notice(world))
    assert answer.status_code == 200
    assert "<bdi>Ben</bdi> will help <bdi>Sam</bdi> each day." in answer.text
    assert await Notice.count() == 0


async def test_a_parent_reads_the_notice_with_every_fact(world: World, browsers: Browsers) -> None:
    page = await given(world, browsers, how="phone", interpreter="Mr Ali")
    shown = (await (await browsers.of(world.amira)).get(page)).text
    for words in ("Extra help for <bdi>Sam</bdi>", "small group", "By phone", "Mr Ali", "Sue"):
        assert words in shown
    assert "This only tells us you have seen it. It does not mean you agree." in shown


async def test_the_other_household_reads_the_same_notice(world: World, browsers: Browsers) -> None:
    page = await given(world, browsers)
    omar = await browsers.of(world.omar)
    assert "small group" in (await omar.get(page)).text
    assert "small group" in (await omar.get(f"/children/{world.sam}/timeline")).text


async def test_reading_is_one_row_and_not_agreement(world: World, browsers: Browsers) -> None:
    page = await given(world, browsers)
    amira = await browsers.of(world.amira)
    for _ in "ab":
        assert (await amira.post(f"{page}/readings", data=op())).status_code == 303
    assert await NoticeRead.count() == 1
    kinds = {row["kind"] for row in await Event.select(Event.kind)}
    assert kinds == {Happened.NOTICE_GIVEN, Happened.NOTICE_READ}
    assert "You have read this" in (await amira.get(page)).text


async def test_each_parent_reads_for_themselves(world: World, browsers: Browsers) -> None:
    page = await given(world, browsers)
    amira = await browsers.of(world.amira)
    await amira.post(f"{page}/readings", data=op())
    amiras, omars, bens = [
        await notice_of(each, world.sam) for each in (world.amira, world.omar, world.ben)
    ]
    assert amiras is not None
    assert amiras.read_by_me
    assert omars is not None
    assert (omars.read_by_me, omars.readers) == (False, [])
    assert bens is not None
    assert bens.readers == ["Amira"]


async def test_a_notice_keeps_the_version_of_its_words(world: World, browsers: Browsers) -> None:
    await given(world, browsers)
    row = await Notice.select(Notice.wording).first()
    assert row == {"wording": wording("sep-notice").version_id}


async def test_help_may_have_started_before_anybody_was_told(
    world: World, browsers: Browsers
) -> None:
    await given(world, browsers, starts_on="2026-01-05")
    assert await Notice.count() == 1


async def test_a_correction_is_a_new_notice(world: World, browsers: Browsers) -> None:
    await given(world, browsers)
    await given(world, browsers, extra="Ben and Tess play with Sam each day.")
    found = await notice_of(world.amira, world.sam)
    assert await Notice.count() == 2
    assert found is not None
    assert found.extra.startswith("Ben and Tess")


async def test_a_notice_that_lacks_something_says_what(world: World, browsers: Browsers) -> None:
    ben = await browsers.of(world.ben)
    for field in ("by", "told", "how", "language", "extra", "areas", "key_person", "senco"):
        form = notice(world)
        del form[field]
        answer = await ben.post(f"/children/{world.sam}/notices/new", data=form)
        assert answer.status_code == 422, field
        assert f'id="{field}-wrong"' in answer.text
    assert await Notice.count() == 0


async def test_nobody_is_named_who_does_not_stand_there(world: World, browsers: Browsers) -> None:
    ben = await browsers.of(world.ben)
    strangers = {
        "told": [str(world.rhys.id)],
        "by": [str(world.olga.id)],
        "key_person": str(world.lee.id),
        "senco": str(world.tess.id),
        "told_on": "2099-01-01",
    }
    for field, value in strangers.items():
        form = notice(world, **{field: value})
        answer = await ben.post(f"/children/{world.sam}/notices/new", data=form)
        assert answer.status_code == 422, field


async def test_a_notice_is_not_there_for_anybody_else(world: World, browsers: Browsers) -> None:
    page = await given(world, browsers)
    for adult in (world.rhys, world.edna, world.tess, world.lee, world.olga, world.nan):
        browser = await browsers.of(adult)
        assert (await browser.get(page)).status_code == 404
        assert (await browser.post(f"{page}/readings", data=op())).status_code == 404


async def test_staff_cannot_read_in_the_familys_place(world: World, browsers: Browsers) -> None:
    page = await given(world, browsers)
    ben = await browsers.of(world.ben)
    assert (await ben.get(page)).status_code == 200
    assert (await ben.post(f"{page}/readings", data=op())).status_code == 404
