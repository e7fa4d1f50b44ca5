"""An adult joins: in person, once, and nobody gets anything before the number is tapped."""

from datetime import UTC, datetime, timedelta

import pytest

from server import clock
from server.children.tables import Tie
from server.joining.tables import Claim
from server.people.tables import Person, Session
from server.trail.tables import Event
from tests.browsing import Browsers, op
from tests.joining.joining_world import DOORS, join, make, number_on, scan, tap
from tests.world import World


@pytest.fixture(autouse=True)
def _time_goes_on() -> object:
    yield
    clock.hold(None)


async def test_a_parent_joins_and_finds_the_plan(world: World, browsers: Browsers) -> None:
    ben, phone = await browsers.of(world.ben), browsers.nobody()
    await join(ben, phone, await make(ben, world.sam, rights=["may-agree"], basis="letter"))
    assert (await phone.get("/join/welcome")).status_code == 200
    assert (await phone.get(f"/children/{world.sam}/timeline")).status_code == 200
    who = await Person.objects().get(Person.called == "Dana")
    held = await Tie.objects().get(Tie.person == who)
    assert (held.may_agree, held.responsible, held.checked_by) == (True, False, world.ben.id)
    assert await Event.count().where(Event.kind == "adult.joined") == 1


async def test_fifty_strangers_get_nothing_and_one_claim(world: World, browsers: Browsers) -> None:
    ben = await browsers.of(world.ben)
    square = await make(ben, world.sam)
    answers = [await scan(browsers.nobody(), square.code) for _ in range(50)]
    assert await Claim.count() == 1
    assert sorted({answer.status_code for answer in answers}) == [303, 409]
    for answer in answers:
        for word in ("Sam", "Dana", "Oak", str(world.sam)):
            assert word not in answer.text
    assert await Session.count().where(Session.person != world.ben.id) == 0


async def test_the_phone_sees_no_name_before_the_match(world: World, browsers: Browsers) -> None:
    ben, phone = await browsers.of(world.ben), browsers.nobody()
    await scan(phone, (await make(ben, world.sam)).code)
    seen = (await phone.get("/join/claim")).text
    assert "Sam" not in seen
    assert "Dana" not in seen
    assert (await phone.post("/join/session")).status_code == 404
    assert (await phone.get(f"/children/{world.sam}/timeline")).status_code == 303


async def test_staff_choose_among_three_numbers(world: World, browsers: Browsers) -> None:
    ben, phone = await browsers.of(world.ben), browsers.nobody()
    square = await make(ben, world.sam)
    await scan(phone, square.code)
    numbers = DOORS.findall((await ben.get(square.at)).text)
    assert len(set(numbers)) == 3
    assert await number_on(phone) in numbers


async def test_a_wrong_number_grants_nothing_and_closes(world: World, browsers: Browsers) -> None:
    ben, phone = await browsers.of(world.ben), browsers.nobody()
    square, before = await make(ben, world.sam), await Tie.count()
    await scan(phone, square.code)
    right = await number_on(phone)
    await tap(ben, square, "0")
    await tap(ben, square, right)
    assert (await phone.post("/join/session")).status_code == 404
    assert await Tie.count() == before
    assert (await scan(browsers.nobody(), square.code)).status_code == 422


async def test_ten_minutes_and_then_no_more(world: World, browsers: Browsers) -> None:
    ben = await browsers.of(world.ben)
    square = await make(ben, world.sam)
    clock.hold(datetime.now(UTC) + timedelta(minutes=10))
    assert (await scan(browsers.nobody(), square.code)).status_code == 422


async def test_a_number_holds_for_half_an_hour(world: World, browsers: Browsers) -> None:
    ben, phone = await browsers.of(world.mona), browsers.nobody()
    square = await make(ben, world.sam)
    await scan(phone, square.code)
    number = await number_on(phone)
    clock.hold(datetime.now(UTC) + timedelta(minutes=30))
    fresh = await browsers.of(world.mona)
    await tap(fresh, square, number)
    assert (await phone.post("/join/session")).status_code == 404


async def test_tapping_twice_makes_one_tie_and_one_session(
    world: World, browsers: Browsers
) -> None:
    ben, phone = await browsers.of(world.ben), browsers.nobody()
    square = await make(ben, world.sam)
    before = await Tie.count()
    await scan(phone, square.code)
    number = await number_on(phone)
    form = op(number=number)
    for fields in (form, form, op(number=number)):
        await ben.post(f"{square.at}/match", data=fields)
    first, second = [await phone.post("/join/session") for _ in "ab"]
    assert (first.status_code, second.status_code) == (303, 404)
    assert await Tie.count() == before + 1


async def test_an_adult_known_here_stays_one_person(world: World, browsers: Browsers) -> None:
    ben, nan = await browsers.of(world.ben), await browsers.of(world.nan)
    before = await Person.count()
    await join(ben, nan, await make(ben, world.sam, role="carer"))
    assert await Person.count() == before
    for child in (world.sam, world.mo):
        assert (await nan.get(f"/children/{child}/timeline")).status_code == 200


async def test_joining_again_does_not_lift_an_order(world: World, browsers: Browsers) -> None:
    ben, rhys = await browsers.of(world.ben), await browsers.of(world.rhys)
    square = await make(ben, world.sam)
    await scan(rhys, square.code)
    await tap(ben, square, await number_on(rhys))
    assert (await rhys.get(f"/children/{world.sam}/timeline")).status_code == 404


async def test_a_square_is_shown_once(world: World, browsers: Browsers) -> None:
    ben = await browsers.of(world.ben)
    form = op(role="parent", called="Dana")
    first, again = [await ben.post(f"/children/{world.sam}/invitations", data=form) for _ in "ab"]
    assert '<svg class="qr"' in first.text
    assert again.status_code == 303
    assert '<svg class="qr"' not in (await ben.get(again.headers["location"])).text


async def test_rights_need_something_that_was_looked_at(world: World, browsers: Browsers) -> None:
    ben = await browsers.of(world.ben)
    form = op(role="parent", called="Dana", rights="may-agree")
    answer = await ben.post(f"/children/{world.sam}/invitations", data=form)
    assert answer.status_code == 422
    assert "Say what you looked at" in answer.text


async def test_only_staff_of_the_child_invite(world: World, browsers: Browsers) -> None:
    for adult in (world.amira, world.tess, world.olga, world.lee, world.stranger):
        browser = await browsers.of(adult)
        answer = await browser.get(f"/children/{world.sam}/invitations/new")
        assert answer.status_code == 404
