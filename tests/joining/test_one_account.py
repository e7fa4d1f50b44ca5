"""A phone belongs to somebody: who joins on it, who is let back in, and how long they stay in."""

from server.people.rules import Level
from server.people.tables import Session
from tests.browsing import Browsers, op
from tests.joining.joining_world import join, make, number_on, scan, shown, tap
from tests.world import World, sign_in


async def test_staff_see_whose_account_the_phone_is_in_before_they_tap(
    world: World, browsers: Browsers
) -> None:
    ben, phone = await browsers.of(world.ben), await browsers.of(world.pat)
    square = await make(ben, world.mo, called="Dana")
    await scan(phone, square.code)
    page = (await ben.get(square.at)).text
    assert "This phone is signed in as <bdi>Pat</bdi>" in page
    fresh = await make(ben, world.mo, called="Dana")
    await scan(browsers.nobody(), fresh.code)
    assert "signed in as" not in (await ben.get(fresh.at)).text


async def test_whoever_was_let_back_in_reads_when_and_by_whom(
    world: World, browsers: Browsers
) -> None:
    ben, phone = await browsers.of(world.ben), browsers.nobody()
    omar, timeline = await browsers.of(world.omar), f"/children/{world.sam}/timeline"
    form = op(adult=world.amira.id)
    square = shown(await ben.post(f"/children/{world.sam}/invitations/rescue", data=form))
    await join(ben, phone, square)
    assert "written down by <bdi>Ben</bdi>" in (await phone.get(timeline)).text
    assert "written down by" not in (await omar.get(timeline)).text


async def test_a_parent_who_begins_at_a_setting_signs_in_again_as_staff_do(
    world: World, browsers: Browsers
) -> None:
    mona, phone = await browsers.of(world.mona), await browsers.of(world.nan)
    by_code = await browsers.of(world.nan, Level.CODE)
    form = op(called="Nan", jobs="senco")
    await join(mona, phone, shown(await mona.post(f"/settings/{world.oak}/staff", data=form)))
    assert (await by_code.get(f"/children/{world.sam}/timeline")).status_code == 303
    going = Session.select(Session.device).where(Session.ended_at.is_null())
    rows = await going.where(Session.person == world.nan.id)
    assert [row["device"] for row in rows] == ["staff"]


async def test_staff_who_join_as_family_stay_in_no_longer_than_staff(
    world: World, browsers: Browsers
) -> None:
    ben, phone = await browsers.of(world.ben), await browsers.of(world.tess)
    await join(ben, phone, await make(ben, world.mo, called="Tess"))
    newest = (
        await Session.select()
        .where(Session.person == world.tess.id)
        .order_by(Session.began_at, ascending=False)
    )
    assert newest[0]["device"] == "staff"
    assert newest[1]["ended_at"] is not None


async def test_coming_in_by_a_square_ends_what_was_open_on_that_phone(
    world: World, browsers: Browsers
) -> None:
    ben, phone = await browsers.of(world.ben), browsers.nobody()
    square = await make(ben, world.mo, called="Dana")
    await scan(phone, square.code)
    token = await sign_in(world.omar)
    phone.cookies.set("__Host-sid", token, domain="alongside.test")
    await tap(ben, square, await number_on(phone))
    assert (await phone.post("/join/session")).status_code == 303
    left = await Session.select().where(Session.person == world.omar.id).first()
    assert left
    assert left["ended_at"] is not None
