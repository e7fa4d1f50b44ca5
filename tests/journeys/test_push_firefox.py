"""A message all the way to a stock Firefox: yes, sent, decrypted, shown, tapped, turned off."""

import json
from collections.abc import AsyncIterator

import pytest

from tests.journeys.conftest import failed
from tests.journeys.firefox import Firefox, firefox
from tests.journeys.in_firefox import (
    Visitor,
    closes,
    comes_in,
    nothing_shows,
    notified,
    opened,
    pictures,
    puts_away,
    takes_over,
    taps_notification,
)
from tests.journeys.mozilla_push import SHOWN, UNREADABLE, PushService
from tests.journeys.reaching import (
    asks_for_a_test,
    gets_a_letter,
    has_read,
    replies,
    says_no_more,
    says_something,
    says_yes,
)
from tests.journeys.visitor import House

pytestmark = pytest.mark.journey
POLISH = {
    "title": "Jest odpowiedź dla Ciebie",
    "body": "Mamy dla Ciebie odpowiedź. Otwórz, aby przeczytać.",
    "lang": "pl",
    "dir": "ltr",
}
URDU = {
    "title": "آپ کے لیے جواب آیا ہے",
    "body": "آپ کو جواب مل گیا ہے۔ پڑھنے کے لیے کھولیں۔",
    "lang": "ur",
    "dir": "rtl",
}
TEST = {
    "title": "Test message",
    "body": "It works. Messages will arrive here.",
    "lang": "en-GB",
    "dir": "ltr",
}
WORDS = "He hums the bus song all the way home."
FIRST = "We play with drops at the sink now."
NEXT = "The blue jug stands by the sink each morning."


@pytest.fixture(scope="module")
async def one_firefox(
    service: PushService, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[Firefox]:
    """It takes its messages from the push service of this machine."""
    where = {"dom.push.serverURL": f"{service.origin.replace('http', 'ws', 1)}/"}
    async with firefox(tmp_path_factory.mktemp("firefox"), **where) as found:
        yield found


@pytest.fixture
async def browser(one_firefox: Firefox, request: pytest.FixtureRequest) -> AsyncIterator[Firefox]:
    """The same for each test, with nobody's phone in it yet and nothing on the screen."""
    yield one_firefox
    if request.node.stash.get(failed, False):
        await pictures(one_firefox, request.node.name)
    await puts_away(one_firefox)


async def lands_on(adult: Visitor, words: str) -> None:
    """The exact thing the message was about is what the address points at."""
    thing = "document.getElementById(location.hash.slice(1))?.innerText"
    await adult.until(f"{thing}.includes({json.dumps(words)}) && !location.search")


async def test_a_parent_says_yes_is_told_in_polish_taps_and_turns_it_off(
    browser: Firefox, pushing_house: House, service: PushService
) -> None:
    house = pushing_house
    kasia = await comes_in(browser, house, "Kasia", "pl")
    bethan = await comes_in(browser, house, "Bethan", "en_GB")
    endpoint = await says_yes(kasia, house, service)
    await bethan.taps("Read and reply")
    await replies(bethan, FIRST)
    assert await notified(browser) == POLISH
    await taps_notification(browser)
    await lands_on(kasia, FIRST)
    await has_read(kasia, house)
    await says_no_more(kasia, house)
    await bethan.goes(await says_something(kasia, house, WORDS))
    await replies(bethan, NEXT)
    await gets_a_letter(bethan, house, "kasia@example.org", POLISH["title"])
    assert len(service.sent_to(endpoint)) == 1
    assert await nothing_shows(browser)


async def test_a_reply_is_shown_in_urdu_from_right_to_left_with_no_page_open(
    browser: Firefox, pushing_house: House, service: PushService
) -> None:
    sadia = await comes_in(browser, pushing_house, "Sadia", "ur")
    callum = await comes_in(browser, pushing_house, "Callum", "en_GB")
    await says_yes(sadia, pushing_house, service)
    await callum.goes(await says_something(sadia, pushing_house, WORDS))
    await closes(sadia)
    await replies(callum, NEXT)
    assert await notified(browser) == URDU
    await taps_notification(browser)
    again = await opened(sadia)
    await lands_on(again, NEXT)


async def test_a_phone_is_told_what_concerns_who_signed_in_last_and_nothing_once_they_signed_out(
    browser: Firefox, pushing_house: House, service: PushService
) -> None:
    house = pushing_house
    phone = await comes_in(browser, house, "Tomek", "pl")
    endpoint = await says_yes(phone, house, service)
    first = await says_something(phone, house, WORDS)
    bethan = await comes_in(browser, house, "Bethan", "en_GB")
    callum = await comes_in(browser, house, "Callum", "en_GB")
    await takes_over(phone, house, "Imran", "en_GB")
    await asks_for_a_test(phone, house)
    assert await notified(browser) == TEST
    await bethan.goes(first)
    await replies(bethan, NEXT)
    await gets_a_letter(bethan, house, "tomek@example.org", POLISH["title"])
    await callum.goes(await says_something(phone, house, WORDS))
    # submit() tells no script of the page: signing out works without them.
    await phone.goes(f"{house.phone}/me")
    await phone.value("document.querySelector('form[action=\"/sign-out\"]').submit()")
    await phone.is_at("/sign-in")
    await replies(callum, NEXT)
    await gets_a_letter(callum, house, "imran@example.org", "You have a reply")
    assert len(service.sent_to(endpoint)) == 1


async def test_a_message_that_was_changed_on_its_way_is_not_shown(
    browser: Firefox, pushing_house: House, service: PushService
) -> None:
    gloria = await comes_in(browser, pushing_house, "Gloria", "en_GB")
    await says_yes(gloria, pushing_house, service)
    before = len(service.heard)
    with service.spoiling(lambda body: body[:-1] + bytes([body[-1] ^ 1])):
        await asks_for_a_test(gloria, pushing_house)
        await service.hears(before + 1)
    assert await nothing_shows(browser)
    await asks_for_a_test(gloria, pushing_house)
    assert await notified(browser) == TEST
    await service.hears(before + 2)
    assert service.heard[before:] == [UNREADABLE, SHOWN]
