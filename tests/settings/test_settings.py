"""A setting's own pages: who sees them, a child who begins, a colleague who leaves."""

from server.children.rules import TieRole
from server.children.tables import Child, Placement
from server.people.tables import Session
from tests.browsing import Browsers, op
from tests.world import World, tie

SUNNY = {"name": "Ali Khan", "born": "2023-04-05", "picture": "water", "room": "Sun"}


async def test_who_works_here_sees_the_setting(world: World, browsers: Browsers) -> None:
    at = f"/settings/{world.oak}"
    for adult in (world.ben, world.tess, world.sue, world.mona):
        assert (await (await browsers.of(adult)).get(at)).status_code == 200
    for adult in (world.lee, world.olga, world.amira, world.stranger):
        assert (await (await browsers.of(adult)).get(at)).status_code == 404


async def test_my_setting_is_where_i_work(world: World, browsers: Browsers) -> None:
    ben, amira = await browsers.of(world.ben), await browsers.of(world.amira)
    assert (await ben.get("/setting")).headers["location"] == f"/settings/{world.oak}"
    assert (await amira.get("/setting")).status_code == 404


async def test_a_child_begins_with_a_room_and_a_key_person(
    world: World, browsers: Browsers
) -> None:
    sue, tess = await browsers.of(world.sue), await browsers.of(world.tess)
    form = op(**SUNNY, key=world.tess.id)
    first, again = [await sue.post(f"/settings/{world.oak}/children", data=form) for _ in "ab"]
    assert first.status_code == again.status_code == 303
    assert first.headers["location"] == again.headers["location"]
    ali = await Child.objects().get(Child.name == "Ali Khan")
    assert ali.called == "Ali"
    assert await Placement.count().where(Placement.child == ali.id) == 1
    assert (await tess.get(f"/children/{ali.id}/timeline")).status_code == 200
    assert "Sun" in (await sue.get(f"/settings/{world.oak}/children")).text


async def test_a_child_without_a_name_comes_back_with_the_words_kept(
    world: World, browsers: Browsers
) -> None:
    mona = await browsers.of(world.mona)
    form = op(**{**SUNNY, "name": "", "born": "2030-01-01"}, key=world.ben.id)
    answer = await mona.post(f"/settings/{world.oak}/children", data=form)
    assert answer.status_code == 422
    assert 'value="Sun"' in answer.text
    assert await Child.count() == 3


async def test_practitioners_enrol_nobody(world: World, browsers: Browsers) -> None:
    for adult in (world.ben, world.olga, world.amira):
        browser = await browsers.of(adult)
        assert (await browser.get(f"/settings/{world.oak}/children/new")).status_code == 404
        assert (await browser.get(f"/settings/{world.oak}/children")).status_code == 404


async def test_a_leaver_finds_nothing_at_the_next_request(world: World, browsers: Browsers) -> None:
    mona, ben = await browsers.of(world.mona), await browsers.of(world.ben)
    assert (await ben.get(f"/children/{world.sam}/timeline")).status_code == 200
    form = op()
    for _ in "ab":
        answer = await mona.post(f"/settings/{world.oak}/staff/{world.ben.id}/end", data=form)
        assert answer.status_code == 303
    assert (await ben.get(f"/children/{world.sam}/timeline")).status_code == 303
    live = Session.ended_at.is_null() & (Session.person == world.ben.id)
    assert await Session.count().where(live) == 0


async def test_a_manager_does_not_end_their_own_work(world: World, browsers: Browsers) -> None:
    mona = await browsers.of(world.mona)
    at = f"/settings/{world.oak}/staff/{world.mona.id}/end"
    assert (await mona.get(at)).status_code == 404
    assert (await mona.post(at, data=op())).status_code == 404


async def test_a_leaver_who_is_also_a_parent_stays_a_parent(
    world: World, browsers: Browsers
) -> None:

    await tie(world.mo, world.tess, TieRole.PARENT)
    mona, tess = await browsers.of(world.mona), await browsers.of(world.tess)
    await mona.post(f"/settings/{world.oak}/staff/{world.tess.id}/end", data=op())
    assert (await tess.get(f"/children/{world.mo}/timeline")).status_code == 200
    assert (await tess.get(f"/settings/{world.oak}")).status_code == 404


async def test_home_languages_are_picked_by_name(world: World, browsers: Browsers) -> None:
    sue, at = await browsers.of(world.sue), f"/settings/{world.oak}/children"
    assert "Codes" not in (await sue.get(f"{at}/new")).text
    wrong = await sue.post(at, data=op(**SUNNY, key=world.ben.id, languages="Polish, English"))
    assert wrong.status_code == 422
    right = await sue.post(at, data=op(**SUNNY, key=world.ben.id, languages=["pl", "en"]))
    assert "Polish" in (await sue.get(right.headers["location"])).text


async def test_an_empty_name_is_one_thing_to_look_at(world: World, browsers: Browsers) -> None:
    sue = await browsers.of(world.sue)
    form = op(**{**SUNNY, "name": ""}, key=world.ben.id)
    answer = await sue.post(f"/settings/{world.oak}/children", data=form)
    assert "One thing to look at" in answer.text
