"""Who stands beside a child changes at once, and one home never learns of the other."""

import asyncio
from uuid import UUID

import httpx

from server.children.rules import TieRole
from server.children.tables import Tie
from server.people.tables import Person
from server.settings.rules import Job
from server.trail.tables import Event
from tests.browsing import Browsers, op
from tests.world import World, tie, works

FAMILY_PAGES = ("/", "/children/{}/plan", "/children/{}/timeline", "/children/{}", "/me")
CANARIES = ("07700 900123", "canary@home.example", "Canary House")


async def tie_of(adult: UUID) -> UUID:
    row = await Tie.select(Tie.id).where((Tie.person == adult) & Tie.until.is_null()).first()
    assert row
    return UUID(str(row["id"]))


async def order(manager: httpx.AsyncClient, tie: UUID) -> httpx.Response:
    fields = {"order": "Prohibited steps order", "seen_on": "2026-01-06", "note": "Ask Mona."}
    return await manager.post(f"/ties/{tie}/restriction", data=op(**fields))


async def test_an_order_holds_at_the_very_next_request(world: World, browsers: Browsers) -> None:
    mona, omar, amira = [await browsers.of(a) for a in (world.mona, world.omar, world.amira)]
    timeline = f"/children/{world.sam}/timeline"
    assert (await omar.get(timeline)).status_code == 200
    assert (await order(mona, await tie_of(world.omar.id))).status_code == 303
    assert (await omar.get(timeline)).status_code == 404
    assert "Access limited" in (await mona.get(timeline)).text
    assert "Access limited" not in (await amira.get(timeline)).text


async def test_an_order_follows_the_adult_whatever_else_they_are_to_the_child(
    world: World, browsers: Browsers
) -> None:
    as_carer = await tie(world.sam, world.omar, TieRole.CARER)
    as_key = await tie(world.sam, world.omar, TieRole.KEY_PERSON, setting=world.oak)
    await works(world.omar, world.oak, Job.SENCO)
    mona, omar = await browsers.of(world.mona), await browsers.of(world.omar)
    plan, board = f"/children/{world.sam}/plan", f"/children/{world.mo}/plan"
    limited = await Tie.objects().get((Tie.person == world.omar.id) & (Tie.role == "parent"))
    assert (await order(mona, limited.id)).status_code == 303
    assert (await omar.get(plan)).status_code == 404
    assert (await omar.get(board)).status_code == 200
    assert "Sam" not in (await omar.get("/board")).text
    for other in (as_carer, as_key):
        await mona.post(f"/ties/{other}/end", data=op())
    assert (await omar.get(plan)).status_code == 404


async def test_a_manager_whom_an_order_limits_does_not_lift_it(
    world: World, browsers: Browsers
) -> None:
    own = await tie(world.sam, world.mona, TieRole.PARENT)
    mona = await browsers.of(world.mona)
    assert (await order(mona, own)).status_code == 303
    assert (await mona.post(f"/ties/{own}/freedom", data=op())).status_code == 404
    assert (await mona.get(f"/children/{world.sam}")).status_code == 404


async def test_a_lifted_order_limits_nothing(world: World, browsers: Browsers) -> None:
    mona, rhys = await browsers.of(world.mona), await browsers.of(world.rhys)
    timeline = f"/children/{world.sam}/timeline"
    assert (await rhys.get(timeline)).status_code == 404
    await mona.post(f"/ties/{await tie_of(world.rhys.id)}/freedom", data=op())
    assert (await rhys.get(timeline)).status_code == 200


async def test_an_ended_tie_opens_nothing_and_is_ended_once(
    world: World, browsers: Browsers
) -> None:
    mona, grace = await browsers.of(world.mona), await browsers.of(world.grace)
    tie = await tie_of(world.grace.id)
    form = op()
    for fields in (form, form, op()):
        assert (await mona.post(f"/ties/{tie}/end", data=fields)).status_code == 303
    assert (await grace.get(f"/children/{world.sam}/timeline")).status_code == 404
    assert await Event.count().where(Event.kind == "tie.ended") == 1


async def test_rights_change_with_what_was_looked_at(world: World, browsers: Browsers) -> None:
    mona = await browsers.of(world.mona)
    tie = await tie_of(world.grace.id)
    bare = await mona.post(f"/ties/{tie}/rights", data=op(rights="may-agree"))
    assert bare.status_code == 422
    await mona.post(f"/ties/{tie}/rights", data=op(rights="may-agree", basis="court order"))
    now = await Tie.objects().get(Tie.id == await tie_of(world.grace.id))
    assert (now.may_agree, now.basis, now.checked_by) == (True, "court order", world.mona.id)
    assert await Tie.count().where(Tie.person == world.grace.id) == 2


async def test_only_the_manager_keeps_the_ties(world: World, browsers: Browsers) -> None:
    tie = await tie_of(world.omar.id)
    for adult in (world.ben, world.sue, world.amira, world.olga, world.lee):
        browser = await browsers.of(adult)
        assert (await browser.get(f"/ties/{tie}")).status_code == 404
        assert (await order(browser, tie)).status_code == 404


async def test_staff_see_how_to_call_and_who_is_limited_only_the_manager(
    world: World, browsers: Browsers
) -> None:
    await Person.update({Person.phone: CANARIES[0]}).where(Person.id == world.omar.id)
    at = f"/children/{world.sam}/adults"
    ben, mona, amira = [await browsers.of(a) for a in (world.ben, world.mona, world.amira)]
    assert CANARIES[0] in (await ben.get(at)).text
    assert "Rhys" not in (await ben.get(at)).text
    assert "Limited by an order" in (await mona.get(at)).text
    assert (await amira.get(at)).status_code == 404


async def test_one_home_never_sees_how_to_reach_the_other(world: World, browsers: Browsers) -> None:
    await Person.update({Person.phone: CANARIES[0], Person.email: CANARIES[1]}).where(
        Person.id == world.omar.id
    )
    await Tie.update({Tie.basis: CANARIES[2]}).where(Tie.person == world.omar.id)
    amira = await browsers.of(world.amira)
    answers = [await amira.get(at.format(world.sam)) for at in FAMILY_PAGES]
    assert sum(answer.status_code == 200 for answer in answers) >= 2
    for answer in answers:
        assert not [word for word in CANARIES if word in answer.text]


async def test_a_new_key_person_takes_over_at_once(world: World, browsers: Browsers) -> None:
    ben, tess = await browsers.of(world.ben), await browsers.of(world.tess)
    at = f"/children/{world.sam}"
    assert (await tess.get(f"{at}/timeline")).status_code == 404
    answer = await ben.post(f"{at}/key-person", data=op(adult=world.tess.id))
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    assert (await tess.get(f"{at}/timeline")).status_code == 200
    assert (await ben.get(f"{at}/timeline")).status_code == 404


async def test_two_who_change_the_key_person_at_once_leave_one(
    world: World, browsers: Browsers
) -> None:
    sue, mona = await browsers.of(world.sue), await browsers.of(world.mona)
    at = f"/children/{world.sam}"
    await asyncio.gather(
        sue.post(f"{at}/key-person", data=op(adult=world.tess.id)),
        mona.post(f"{at}/adults/key-person", data=op(adult=world.sue.id)),
        sue.post(f"{at}/key-person", data=op(adult=world.mona.id)),
    )
    standing = (Tie.child == world.sam) & (Tie.role == "key-person") & Tie.until.is_null()
    assert await Tie.count().where(standing) == 1


async def test_a_key_person_works_here(world: World, browsers: Browsers) -> None:
    mona = await browsers.of(world.mona)
    for adult in (world.olga, world.lee, world.amira):
        at = f"/children/{world.sam}/adults/key-person"
        assert (await mona.post(at, data=op(adult=adult.id))).status_code == 404
