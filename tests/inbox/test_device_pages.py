"""The page about the phone one holds: what is true of it, its likely help first, one way on."""

from uuid import UUID

import httpx
import pytest

from server.inbox.device_rules import Kind, kind_of, kinds
from server.inbox.tables import Offer, Subscription
from server.people.asking import COOKIE, Adult, adult_of
from server.people.rules import Device, Level
from tests.browsing import Browsers, op
from tests.inbox.telling_town import has_phone
from tests.insights.telling_world import open_round, sent, water
from tests.world import World, sign_in

AGENTS = {
    Kind.ANDROID: "Mozilla/5.0 (Linux; Android 14; Pixel 7) Chrome/140.0.0.0 Mobile Safari/537.36",
    Kind.SAMSUNG: "Mozilla/5.0 (Linux; Android 14; SM-A546B) SamsungBrowser/28.0 Chrome/130.0",
    Kind.FIREFOX: "Mozilla/5.0 (Android 14; Mobile; rv:153.0) Gecko/153.0 Firefox/153.0",
    Kind.IPHONE: "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1",
    Kind.DESKTOP: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/140.0.0.0 Safari/537.36",
}
ASKED = "Shall we tell you when there is an answer?"
OFFERED = "Shall we tell you when they answer?"


def part(page: str, name: str) -> str:
    """What the page shows of one state before any script runs; "" when it is hidden."""
    opening, _, rest = page.partition(f'data-state="{name}"')
    return "" if rest.startswith(" hidden") else rest.partition("</section>")[0] if opening else ""


@pytest.mark.parametrize("kind", Kind)
def test_a_phone_is_known_by_what_its_browser_says(kind: Kind) -> None:
    assert kind_of(AGENTS[kind]) is kind
    assert kinds(kind)[0] is kind
    assert set(kinds(kind)) == set(Kind)


async def test_before_any_yes_it_asks_with_the_very_words_that_would_come(
    world: World, browsers: Browsers
) -> None:
    page = (await (await browsers.of(world.amira, Level.CODE)).get("/me/phone")).text
    asked = part(page, "ask")
    assert ASKED in asked
    assert "You have a reply" in asked
    assert "No name, and no words from your messages." in asked
    assert not any(part(page, name) for name in ("on", "blocked", "iphone", "unable", "shared"))


async def test_staff_are_shown_their_own_words(world: World, browsers: Browsers) -> None:
    page = (await (await browsers.of(world.ben)).get("/me/phone")).text
    assert "Shall we tell you when a family writes?" in part(page, "ask")
    assert "New from a family" in part(page, "ask")


async def has_phone_here(browser: httpx.AsyncClient, adult: Adult) -> UUID:
    """Messages come to this very browser."""
    device, here = await has_phone(adult), await adult_of(browser.cookies[COOKIE])
    assert here
    moved = {Subscription.session: here.session}
    await Subscription.update(moved).where(Subscription.id == device)
    return device


async def test_where_it_is_on_it_can_be_turned_off_and_so_can_the_others(
    world: World, browsers: Browsers
) -> None:
    amira = await browsers.of(world.amira, **{"user-agent": AGENTS[Kind.ANDROID]})
    here, other = await has_phone_here(amira, world.amira), await has_phone(world.amira)
    page = (await amira.get("/me/phone")).text
    assert "This phone tells you" in part(page, "on")
    assert f'value="{here}">Turn it off here' in part(page, "on")
    assert f'name="device" value="{other}"' in page
    assert not part(page, "ask")


async def test_the_devices_of_somebody_else_are_nowhere(world: World, browsers: Browsers) -> None:
    await has_phone(world.omar)
    page = (await (await browsers.of(world.amira)).get("/me/phone")).text
    assert "Where your messages come" not in page


async def test_after_a_test_it_says_what_to_do_when_none_came(
    world: World, browsers: Browsers
) -> None:
    amira = await browsers.of(world.amira, **{"user-agent": AGENTS[Kind.SAMSUNG]})
    await has_phone_here(amira, world.amira)
    assert "Did not come?" not in (await amira.get("/me/phone")).text
    page = (await amira.get("/me/phone?test=sent")).text
    assert "A test is on its way." in page
    helped = page.partition("Did not come?")[2]
    assert helped.index("On a Samsung phone") < helped.index("On Android, in Chrome")


async def test_a_shared_phone_is_told_why_it_shows_none(world: World, browsers: Browsers) -> None:
    amira = browsers.nobody()
    token = await sign_in(world.amira, device=Device.SHARED)
    amira.cookies.set(COOKIE, token, domain="alongside.test")
    page = (await amira.get("/me/phone")).text
    assert "Others use this phone too" in part(page, "shared")
    assert not part(page, "ask")


async def test_the_offer_stands_where_something_was_sent_until_not_now(
    world: World, browsers: Browsers
) -> None:
    await open_round(world)
    amira = await browsers.of(world.amira)
    done = f"/insights/{await sent(amira, world, water())}/sent"
    assert OFFERED in (await amira.get(done)).text
    answer = await amira.post("/me/offers", data=op(what="push", answer="not-now"))
    assert answer.headers["location"] == "/"
    assert OFFERED not in (await amira.get(done)).text
    assert ASKED in (await amira.get("/me/phone")).text


async def test_who_takes_it_back_is_offered_nothing(world: World, browsers: Browsers) -> None:
    await open_round(world)
    amira = await browsers.of(world.amira)
    insight = await sent(amira, world, water())
    await amira.post(f"/insights/{insight}/taking-back", data=op())
    assert OFFERED not in (await amira.get(f"/insights/{insight}/sent")).text


async def test_what_was_never_offered_cannot_be_answered(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    for form in (op(what="other", answer="not-now"), op(what="push", answer="never")):
        assert (await amira.post("/me/offers", data=form)).status_code == 400
    assert await Offer.count() == 0


async def test_ones_own_page_says_how_many_phones_tell(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    assert "No phone yet" in (await amira.get("/me")).text
    await has_phone(world.amira)
    page = (await amira.get("/me")).text
    assert "1 phone or computer" in page
    assert 'href="/me/phone"' in page
