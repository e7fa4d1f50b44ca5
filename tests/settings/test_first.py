"""The first manager comes in by one link, once, with a passkey."""

from datetime import timedelta

import httpx

from server import clock
from server.people.asking import COOKIE
from server.people.tables import Passkey
from server.settings.first import first_setting
from server.settings.tables import Membership
from tests.browsing import ORIGIN, Browsers
from tests.people.authenticator import Phone
from tests.world import World


async def secret() -> str:
    link = await first_setting(ORIGIN, "Oak Tree", "Mona Khan")
    at, _, found = link.partition("#")
    assert at == f"{ORIGIN}/first"
    return found


async def use(browser: httpx.AsyncClient, found: str) -> httpx.Response:
    asked = await browser.post("/first/passkey/options", json={"secret": found})
    if asked.status_code != 200:
        return asked
    credential = Phone().make(asked.json())
    return await browser.post("/first/passkey", json={"credential": credential, "secret": found})


async def test_the_link_makes_a_passkey_and_signs_the_manager_in(
    world: World, browsers: Browsers
) -> None:
    browser = browsers.nobody()
    answer = await use(browser, await secret())
    assert answer.json() == {"at": "/"}
    assert COOKIE in answer.cookies
    assert "Mona Khan" in (await browser.get("/me")).text


async def test_the_link_works_once(world: World, browsers: Browsers) -> None:
    found = await secret()
    await use(browsers.nobody(), found)
    assert (await use(browsers.nobody(), found)).status_code == 403
    assert await Passkey.count() == 1


async def test_looking_does_not_use_the_link_up(world: World, browsers: Browsers) -> None:
    found, browser = await secret(), browsers.nobody()
    for _ in range(5):
        await browser.get("/first")
        await browser.post("/first/passkey/options", json={"secret": found})
    assert (await use(browser, found)).status_code == 200


async def test_the_link_is_over_after_a_day(world: World, browsers: Browsers) -> None:
    found = await secret()
    clock.hold(clock.now() + timedelta(hours=24))
    try:
        assert (await use(browsers.nobody(), found)).status_code == 403
    finally:
        clock.hold(None)


async def test_a_guess_opens_nothing(world: World, browsers: Browsers) -> None:
    await secret()
    assert (await use(browsers.nobody(), "x" * 22)).status_code == 403


async def test_the_manager_manages_the_new_setting(world: World) -> None:
    before = await Membership.count()
    await secret()
    assert await Membership.count() == before + 1
