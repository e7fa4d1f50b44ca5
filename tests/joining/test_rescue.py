"""A lost phone, and somebody new at the setting: the same square and number."""

from server.joining.tables import Invitation
from server.people.tables import Passkey, Person, Session
from server.settings.tables import Membership
from tests.browsing import Browsers, op
from tests.joining.joining_world import join, number_on, scan, shown, tap
from tests.world import LONG_AGO, World


async def test_a_lost_phone_opens_nothing_once_its_owner_is_back(
    world: World, browsers: Browsers
) -> None:
    ben, lost, fresh = (
        await browsers.of(world.ben),
        await browsers.of(world.amira),
        browsers.nobody(),
    )
    await Passkey.insert(
        Passkey(person=world.amira.id, credential="c", public_key=b"k", made_at=LONG_AGO)
    )
    at = f"/children/{world.sam}/invitations/rescue"
    square = shown(await ben.post(at, data=op(adult=world.amira.id)))
    people = await Person.count()
    await join(ben, fresh, square)
    assert await Person.count() == people
    assert (await fresh.get(f"/children/{world.sam}/timeline")).status_code == 200
    assert (await lost.get(f"/children/{world.sam}/timeline")).status_code == 303
    assert await Passkey.count().where(Passkey.removed_at.is_null()) == 0


async def test_nobody_is_let_back_in_who_is_not_beside_the_child(
    world: World, browsers: Browsers
) -> None:
    ben = await browsers.of(world.ben)
    at = f"/children/{world.sam}/invitations/rescue"
    for adult in (world.rhys, world.edna, world.nan, world.mona, world.sue):
        assert (await ben.post(at, data=op(adult=adult.id))).status_code == 422
    assert await Invitation.count() == 0


async def test_a_colleague_joins_with_the_jobs_the_manager_named(
    world: World, browsers: Browsers
) -> None:
    mona, phone = await browsers.of(world.mona), browsers.nobody()
    jobs = ["practitioner", "senco", "manager"]
    form = op(called="Ida", jobs=jobs, qualification="NASENCO")
    square = shown(await mona.post(f"/settings/{world.oak}/staff", data=form))
    await join(mona, phone, square)
    ida = await Person.objects().get(Person.called == "Ida")
    assert await Membership.count().where(Membership.person == ida) == 3
    assert (await Session.objects().get(Session.person == ida)).device == "staff"
    page = await phone.get(f"/settings/{world.oak}")
    assert page.status_code == 200
    assert "NASENCO" in page.text


async def test_only_a_manager_lets_staff_in(world: World, browsers: Browsers) -> None:
    mona, phone = await browsers.of(world.mona), browsers.nobody()
    square = shown(
        await mona.post(f"/settings/{world.oak}/staff", data=op(called="Ida", jobs="manager"))
    )
    await scan(phone, square.code)
    number = await number_on(phone)
    for adult in (world.ben, world.sue, world.olga, world.amira):
        browser = await browsers.of(adult)
        assert (await browser.get(f"/settings/{world.oak}/staff/new")).status_code == 404
        assert (await tap(browser, square, number)).status_code == 404
        inside = square.at.replace("/staff-invitations", "/invitations")
        assert (await browser.get(inside)).status_code == 404
    assert (await phone.post("/join/session")).status_code == 404
