"""A letter goes to the one person who may have it, and a page tells nobody who that is."""

from datetime import UTC, datetime, timedelta

import pytest

from server.config import Config
from server.people.letters import send_waiting
from server.people.me_rules import contact_problems
from server.people.tables import Code, Person
from tests.browsing import Browsers
from tests.people.codes import ADDRESS, ask, code_in, enter, letters, reachable
from tests.world import World


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


@pytest.mark.parametrize("email", ["x>@example.org", "a,b@example.org", ".a@b.org", "(c)a@b.org"])
async def test_an_address_no_letter_can_reach_is_not_taken(email: str) -> None:
    assert contact_problems(email, "") == {"email": "email"}


async def test_one_bad_address_keeps_nobody_elses_letter_back(
    world: World, browsers: Browsers, config: Config
) -> None:
    await reachable(world.grace, "x>@example.org")
    await reachable(world.amira)
    at = datetime.now(UTC) - timedelta(minutes=1)
    await Code.insert(Code(browser="b", email="x>@example.org", device="own", made_at=at))
    await ask(browsers.nobody())
    assert await send_waiting(config) == 1
    assert len(letters(config)) == 1
