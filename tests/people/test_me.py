"""What an adult says of themselves is theirs to change, and nobody else's to see."""

from datetime import timedelta

import pytest

from server import clock
from server.people.rules import Level
from server.people.tables import Person, Session
from tests.browsing import Browsers, op
from tests.world import World


async def test_an_adult_says_what_to_call_them(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    assert (await amira.post("/me/name", data=op(called="Ami", say="AH-mee"))).status_code == 303
    page = (await amira.get("/me")).text
    assert "Ami" in page
    assert "AH-mee" in page


async def test_everybody_is_called_something(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    answer = await amira.post("/me/name", data=op(called=" ", say="x"))
    assert answer.status_code == 422
    assert "Tell us what to call you" in answer.text


async def test_languages_and_an_interpreter_are_kept(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    form = op(reads="en_GB", speaks=["pl", "en", "klingon"], interpreter="pl")
    await amira.post("/me/languages", data=form)
    row = await Person.select().where(Person.id == world.amira.id).first()
    assert row is not None
    assert (row["speaks"], row["interpreter"]) == ("en pl", "pl")


async def test_contact_is_kept_in_lower_case(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    await amira.post("/me/contact", data=op(email="Amira@Example.org", phone="07700 900123"))
    row = await Person.select().where(Person.id == world.amira.id).first()
    assert row is not None
    assert (row["email"], row["phone"]) == ("amira@example.org", "07700 900123")


@pytest.mark.parametrize("email", ["amira", "a@b", "a b@example.org", "a@example.org\nbcc: x@y.z"])
async def test_what_is_no_address_is_asked_again(
    world: World, browsers: Browsers, email: str
) -> None:
    amira = await browsers.of(world.amira)
    answer = await amira.post("/me/contact", data=op(email=email, phone=""))
    assert answer.status_code == 422


@pytest.mark.parametrize("at", ["/me/name", "/me/languages", "/me/contact"])
async def test_a_code_changes_nothing(world: World, browsers: Browsers, at: str) -> None:
    amira = await browsers.of(world.amira, Level.CODE)
    assert (await amira.get(at)).status_code == 403
    assert (await amira.post(at, data=op())).status_code == 403


async def test_contact_needs_a_passkey_shown_just_now(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    earlier = clock.now() - timedelta(minutes=31)
    await Session.update({Session.reopens: True, Session.proved_at: earlier}).where(
        Session.person == world.amira.id
    )
    for answer in (
        await amira.get("/me/contact"),
        await amira.post("/me/contact", data=op(email="thief@example.org", phone="")),
    ):
        assert answer.headers["location"] == "/unlock?next=/me/contact"
    row = await Person.select(Person.email).where(Person.id == world.amira.id).first()
    assert row == {"email": ""}


async def test_staff_and_family_each_keep_their_own_frame(world: World, browsers: Browsers) -> None:
    family, staff = await browsers.of(world.amira), await browsers.of(world.ben)
    assert 'data-density="staff"' not in (await family.get("/me")).text
    assert 'data-density="staff"' in (await staff.get("/me")).text
