"""A passkey opens exactly what it was made for: here, for its owner, with the owner verified."""

import httpx
import pytest

from server.people.asking import COOKIE
from server.people.passkeys import remove_all
from server.people.tables import Passkey, Session
from tests.browsing import Browsers, op
from tests.people.authenticator import Phone, open_with, options
from tests.world import World


def signed_in(answer: httpx.Response) -> bool:
    return answer.status_code == 200 and COOKIE in answer.cookies


async def test_a_passkey_signs_its_owner_in(browsers: Browsers, phone: Phone) -> None:
    browser = browsers.nobody()
    answer = await open_with(browser, phone, next="/me")
    assert answer.json() == {"at": "/me"}
    assert "Amira" in (await browser.get("/me")).text


async def test_without_verification_it_opens_nothing(browsers: Browsers, phone: Phone) -> None:
    phone.verified = False
    assert (await open_with(browsers.nobody(), phone)).status_code == 403


@pytest.mark.parametrize("origin", ["https://alongside.test.evil.example", "http://alongside.test"])
async def test_another_origin_opens_nothing(browsers: Browsers, phone: Phone, origin: str) -> None:
    phone.origin = origin
    assert (await open_with(browsers.nobody(), phone)).status_code == 403


async def test_another_site_opens_nothing(browsers: Browsers, phone: Phone) -> None:
    phone.domain = "evil.example"
    assert (await open_with(browsers.nobody(), phone)).status_code == 403


async def test_a_challenge_works_once(browsers: Browsers, phone: Phone) -> None:
    browser = browsers.nobody()
    credential = phone.open(await options(browser, "/sign-in/passkey"))
    first, second = [
        await browser.post("/sign-in/passkey", json={"credential": credential}) for _ in "ab"
    ]
    assert signed_in(first)
    assert second.status_code == 403


async def test_a_challenge_works_only_in_the_browser_that_asked(
    browsers: Browsers, phone: Phone
) -> None:
    one, other = browsers.nobody(), browsers.nobody()
    await options(other, "/sign-in/passkey")
    credential = phone.open(await options(one, "/sign-in/passkey"))
    answer = await other.post("/sign-in/passkey", json={"credential": credential})
    assert answer.status_code == 403


async def test_a_removed_passkey_opens_nothing(
    world: World, browsers: Browsers, phone: Phone
) -> None:
    amira = await browsers.of(world.amira)
    key = await Passkey.select(Passkey.id).first()
    assert key is not None
    await amira.post("/me/passkeys/removed", data=op(passkey=str(key["id"])))
    assert (await open_with(browsers.nobody(), phone)).status_code == 403


async def test_nobody_removes_the_passkey_of_another(
    world: World, browsers: Browsers, phone: Phone
) -> None:
    omar = await browsers.of(world.omar)
    key = await Passkey.select(Passkey.id).first()
    assert key is not None
    await omar.post("/me/passkeys/removed", data=op(passkey=str(key["id"])))
    assert signed_in(await open_with(browsers.nobody(), phone))


async def test_a_counter_that_went_back_opens_nothing(browsers: Browsers, phone: Phone) -> None:
    phone.counter = 7
    assert signed_in(await open_with(browsers.nobody(), phone))
    phone.counter = 3
    assert (await open_with(browsers.nobody(), phone)).status_code == 403


async def test_a_passkey_does_not_open_in_the_name_of_another(
    world: World, browsers: Browsers, phone: Phone
) -> None:
    phone.owner = world.omar.id.bytes
    assert (await open_with(browsers.nobody(), phone)).status_code == 403


async def test_another_phones_signature_opens_nothing(browsers: Browsers, phone: Phone) -> None:
    thief = Phone()
    thief.id, thief.owner = phone.id, phone.owner
    assert (await open_with(browsers.nobody(), thief)).status_code == 403


async def test_opening_again_keeps_the_session_under_a_new_token(
    world: World, browsers: Browsers, phone: Phone
) -> None:
    amira = await browsers.of(world.amira)
    before = amira.cookies[COOKIE]
    sessions = await Session.count()
    assert (await open_with(amira, phone, "/unlock", next="/me")).json() == {"at": "/me"}
    assert amira.cookies[COOKIE] != before
    assert await Session.count() == sessions
    old = browsers.nobody()
    old.cookies.set(COOKIE, before, domain="alongside.test")
    assert (await old.get("/me")).status_code == 303


async def test_nobody_opens_the_session_of_another(
    world: World, browsers: Browsers, phone: Phone
) -> None:
    omar = await browsers.of(world.omar)
    assert (await open_with(omar, phone, "/unlock")).status_code == 403


async def test_after_a_lost_phone_no_passkey_opens(
    world: World, browsers: Browsers, phone: Phone
) -> None:
    await remove_all(world.amira.id)
    assert (await open_with(browsers.nobody(), phone)).status_code == 403
