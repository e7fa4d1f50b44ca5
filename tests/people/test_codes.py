"""A code proves little, so little may be tried: here, now, five times, and nobody learns a thing."""

import re
from datetime import timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import httpx
import msgspec
import pytest

from server import clock
from server.config import Config
from server.people.asking import COOKIE, Adult
from server.people.letters import send_waiting
from server.people.tables import Code, Person, Session
from tests.browsing import CONFIG, Browsers
from tests.world import World

ADDRESS = "amira@example.org"


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Letters go to a folder of this test."""
    return msgspec.structs.replace(CONFIG, mail=f"file:{tmp_path}/outbox")


def letters(config: Config) -> list[EmailMessage]:
    folder = Path(config.mail.removeprefix("file:"))
    found = sorted(folder.glob("*.eml")) if folder.is_dir() else []
    return [message_from_bytes(path.read_bytes(), EmailMessage, policy=SMTP) for path in found]


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def code_in(config: Config) -> str:
    found = re.search(r"\b\d{6}\b", text_of(letters(config)[-1]))
    assert found is not None
    return found[0]


async def reachable(adult: Adult, email: str = ADDRESS) -> None:
    await Person.update({Person.email: email}).where(Person.id == adult.id)


async def ask(browser: httpx.AsyncClient, email: str = ADDRESS) -> httpx.Response:
    return await browser.post("/sign-in/code", data={"email": email, "next": "/"})


async def enter(browser: httpx.AsyncClient, code: str) -> httpx.Response:
    return await browser.post("/sign-in/code/entered", data={"code": code, "next": "/me"})


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"


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


async def test_known_and_unknown_addresses_are_answered_alike(
    world: World, browsers: Browsers, config: Config
) -> None:
    await reachable(world.amira)
    answers = []
    for email in (ADDRESS, "nobody@example.org"):
        browser = browsers.nobody()
        browser.cookies.set("__Host-browser", "b" * 43, domain="alongside.test")
        asked = await ask(browser, email)
        await send_waiting(config)
        after = await browser.get(asked.headers["location"])
        tried = await enter(browser, "12345x")
        answers.append(
            [
                (each.status_code, sorted(each.headers.items()), each.content)
                for each in (asked, after, tried)
            ]
        )
    assert answers[0] == answers[1]


async def test_a_shared_address_gets_no_code(
    world: World, browsers: Browsers, config: Config
) -> None:
    await reachable(world.amira)
    await reachable(world.grace)
    await ask(browsers.nobody())
    assert await send_waiting(config) == 0
    assert letters(config) == []


async def test_staff_get_no_code(world: World, browsers: Browsers, config: Config) -> None:
    await reachable(world.ben, "ben@example.org")
    await ask(browsers.nobody(), "ben@example.org")
    assert await send_waiting(config) == 0
    assert letters(config) == []


async def test_an_address_gets_five_codes_a_day(
    world: World, browsers: Browsers, config: Config
) -> None:
    await reachable(world.amira)
    seen = {(await ask(browsers.nobody())).headers["location"] for _ in range(7)}
    assert await send_waiting(config) == 5
    assert seen == {"/sign-in/code"}


async def test_each_letter_is_sent_once(world: World, browsers: Browsers, config: Config) -> None:
    await reachable(world.amira)
    await ask(browsers.nobody())
    assert [await send_waiting(config) for _ in "ab"] == [1, 0]


async def test_a_letter_says_its_language_and_keeps_the_code_inside(
    world: World, browsers: Browsers, config: Config
) -> None:
    await reachable(world.amira)
    await Person.update({Person.reads: "pl"}).where(Person.id == world.amira.id)
    await ask(browsers.nobody())
    await send_waiting(config)
    (letter,) = letters(config)
    assert letter["Content-Language"] == "pl"
    assert {part["Content-Language"] for part in letter.iter_parts()} == {"pl"}
    assert code_in(config) not in letter["Subject"]
    assert "Amira" not in str(letter)


async def test_the_code_itself_is_not_kept(
    world: World, browsers: Browsers, config: Config
) -> None:
    await reachable(world.amira)
    await ask(browsers.nobody())
    await send_waiting(config)
    row = await Code.select().first()
    assert row is not None
    assert code_in(config) not in str(row)
    assert row["code_hash"].startswith("$argon2id$")


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
