"""A code proves little: it works here, now, in five tries, and nobody learns a thing from it."""

import asyncio
from datetime import timedelta

from server import clock
from server.config import Config
from server.people.asking import COOKIE
from server.people.letters import send_waiting
from server.people.tables import Code, Session
from tests.browsing import Browsers
from tests.people.codes import ADDRESS, ask, code_in, enter, reachable, wrong
from tests.world import World


async def test_a_code_signs_in_with_fewer_rights(
    world: World, browsers: Browsers, config: Config
) -> None:
    await reachable(world.amira)
    browser = browsers.nobody()
    await ask(browser, "Amira@Example.org")
    assert await send_waiting(config) == 1
    assert (await enter(browser, code_in(config))).headers["location"] == "/me"
    page = (await browser.get("/me")).text
    assert "Amira" in page
    assert ADDRESS not in page
    assert (await browser.get("/me/contact")).status_code == 403


async def test_a_code_pasted_with_a_gap_is_still_the_code(
    world: World, browsers: Browsers, config: Config
) -> None:
    await reachable(world.amira)
    browser = browsers.nobody()
    await ask(browser)
    await send_waiting(config)
    code = code_in(config)
    assert (await enter(browser, f" {code[:3]} {code[3:]} ")).status_code == 303


async def test_exactly_five_tries_count(world: World, browsers: Browsers, config: Config) -> None:
    await reachable(world.amira)
    browser = browsers.nobody()
    await ask(browser)
    await send_waiting(config)
    code = code_in(config)
    for _ in range(4):
        assert (await enter(browser, wrong(code))).status_code == 422
    assert (await enter(browser, code)).status_code == 303


async def test_the_sixth_try_is_too_late(world: World, browsers: Browsers, config: Config) -> None:
    await reachable(world.amira)
    browser = browsers.nobody()
    await ask(browser)
    await send_waiting(config)
    code = code_in(config)
    for _ in range(5):
        await enter(browser, wrong(code))
    assert (await enter(browser, code)).status_code == 422
    assert await Session.count() == 0


async def test_another_browser_cannot_use_the_code(
    world: World, browsers: Browsers, config: Config
) -> None:
    await reachable(world.amira)
    browser, thief = browsers.nobody(), browsers.nobody()
    await ask(browser)
    await ask(thief, "somebody@example.org")
    await send_waiting(config)
    assert (await enter(thief, code_in(config))).status_code == 422
    assert (await enter(browsers.nobody(), code_in(config))).status_code == 422
    assert (await enter(browser, code_in(config))).status_code == 303


async def test_a_code_works_once(world: World, browsers: Browsers, config: Config) -> None:
    await reachable(world.amira)
    browser = browsers.nobody()
    await ask(browser)
    await send_waiting(config)
    await enter(browser, code_in(config))
    assert (await enter(browser, code_in(config))).status_code == 422


async def test_a_code_is_over_after_ten_minutes(
    world: World, browsers: Browsers, config: Config
) -> None:
    await reachable(world.amira)
    browser = browsers.nobody()
    await ask(browser)
    await send_waiting(config)
    clock.hold(clock.now() + timedelta(minutes=10))
    try:
        assert (await enter(browser, code_in(config))).status_code == 422
    finally:
        clock.hold(None)


async def test_looking_uses_nothing_up(world: World, browsers: Browsers, config: Config) -> None:
    await reachable(world.amira)
    browser = browsers.nobody()
    await ask(browser)
    await send_waiting(config)
    for _ in range(10):
        await browser.get("/sign-in/code")
        await browser.head("/sign-in/code/entered")
    assert (await enter(browser, code_in(config))).status_code == 303


async def test_no_address_at_all_comes_back_with_a_plain_sentence(
    world: World, browsers: Browsers
) -> None:
    answer = await ask(browsers.nobody(), "amira at home")
    assert answer.status_code == 422
    assert "name@example.org" in answer.text
    assert 'value="amira at home"' in answer.text


async def test_a_new_sign_in_has_a_new_token(
    world: World, browsers: Browsers, config: Config
) -> None:
    await reachable(world.amira)
    browser = browsers.nobody()
    browser.cookies.set(COOKIE, "planted" * 6, domain="alongside.test")
    await ask(browser)
    await send_waiting(config)
    answer = await enter(browser, code_in(config))
    assert answer.cookies[COOKIE] != "planted" * 6
    planted = browsers.nobody()
    planted.cookies.set(COOKIE, "planted" * 6, domain="alongside.test")
    assert (await planted.get("/me")).status_code == 303


async def test_tries_at_the_same_moment_are_counted_one_by_one(
    world: World, browsers: Browsers, config: Config
) -> None:
    await reachable(world.amira)
    browser = browsers.nobody()
    await ask(browser)
    await send_waiting(config)
    code = code_in(config)
    answers = await asyncio.gather(*(enter(browser, wrong(code)) for _ in range(9)))
    assert {answer.status_code for answer in answers} == {422}
    assert await Code.select(Code.tries) == [{"tries": 5}]
