"""What the sender sent, in a real Chromium: the worker shows it, and a tap opens what it means."""

import re

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import Open
from tests.journeys.mozilla_push import PushService
from tests.journeys.places import ID, code_for
from tests.journeys.push_probe import Device, PushProbe, probe
from tests.journeys.visitor import House, Visitor, comes_in

pytestmark = pytest.mark.journey
TEXTS = {
    "pl": ("Jest odpowiedź dla Ciebie", "Mamy dla Ciebie odpowiedź. Otwórz, aby przeczytać."),
    "ur": ("آپ کے لیے جواب آیا ہے", "آپ کو جواب مل گیا ہے۔ پڑھنے کے لیے کھولیں۔"),
}
SAID = "Zosia śpiewa w wannie."
CHANGED = "We sing at the sink now."
WORRY = "Mało mówi przy stole."
KEY = "async () => (await (await fetch('/me/subscriptions/key')).json()).key"
POSTED = """async (device) => (await fetch("/me/subscriptions", {
  method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(device),
})).status"""


async def listens(adult: Visitor, service: PushService) -> Device:
    """Messages for this adult come to a device that the test can read."""
    key = await adult.page.evaluate(KEY)
    device = Device(service, key)
    facts = {"endpoint": device.endpoint, "p256dh": device.p256dh, "auth": device.secret}
    assert await adult.page.evaluate(POSTED, {**facts, "key": key}) < 300
    return device


async def says(parent: Visitor, words: str) -> str:
    """In their own words, unasked, and it is sent; the address where staff answer it."""
    await parent.goes("/")
    await parent.follows("/insights/new")
    await parent.page.locator("#words").fill(words)
    await parent.sends("/check$")
    await parent.sends("/sent$")
    return parent.page.url.removesuffix("/sent")


async def replies(key_person: Visitor, insight: str) -> None:
    """What changed because of it."""
    await key_person.page.goto(insight)
    await key_person.writes(CHANGED, "What changed because of it?")
    await key_person.taps("Send the answer")
    await key_person.sees(CHANGED)


async def lands_on(adult: Visitor, words: str) -> None:
    """The exact thing the message was about is what the address points at."""
    await expect(adult.page.locator(":target")).to_contain_text(words)
    await adult.page.wait_for_url(re.compile(r"^[^?]*$"))


async def is_told(adult: Visitor, device: Device) -> tuple[PushProbe, dict[str, str]]:
    """What was sent to the device stands on the lock screen of this adult's browser."""
    watching = await probe(adult.page)
    (shown,) = await watching.shows(await device.hears())
    return watching, shown


async def taps(adult: Visitor, watching: PushProbe) -> None:
    """On the notification: the address that the worker opens is opened."""
    (address,) = await watching.taps()
    assert re.fullmatch(rf"http://localhost:\d+/messages/{ID}", address)
    await adult.page.goto(address)


@pytest.mark.parametrize(
    "family", [("Kasia", "pl", "ltr", "Bethan"), ("Sadia", "ur", "rtl", "Callum")]
)
async def test_a_reply_is_shown_in_the_readers_language_and_a_tap_opens_it(
    pushing_house: House, a_phone: Open, service: PushService, family: tuple[str, ...]
) -> None:
    called, reads, way, key_person = family
    parent = await comes_in(pushing_house, await a_phone(), called, reads)
    staff = await comes_in(pushing_house, await a_phone(), key_person, "en_GB")
    device = await listens(parent, service)
    await replies(staff, await says(parent, SAID))
    watching, shown = await is_told(parent, device)
    assert (shown["title"], shown["body"]) == TEXTS[reads]
    assert (shown["lang"], shown["dir"]) == (reads, way)
    await taps(parent, watching)
    await lands_on(parent, CHANGED)


async def test_a_tap_after_the_session_has_ended_goes_through_signing_in(
    pushing_house: House, a_phone: Open, service: PushService
) -> None:
    phone = await a_phone()
    tomek = await comes_in(pushing_house, phone, "Tomek", "pl")
    bethan = await comes_in(pushing_house, await a_phone(), "Bethan", "en_GB")
    device = await listens(tomek, service)
    await replies(bethan, await says(tomek, SAID))
    watching, _ = await is_told(tomek, device)
    await phone.clear_cookies()
    await taps(tomek, watching)
    await tomek.page.wait_for_url(re.compile(r"/sign-in\?next=/messages/"))
    await comes_in_with_a_code(pushing_house, tomek, "tomek@example.org")
    await lands_on(tomek, CHANGED)


async def comes_in_with_a_code(house: House, adult: Visitor, address: str) -> None:
    """By e-mail, as when no passkey is at hand."""
    await adult.page.locator("#email").fill(address)
    await adult.page.locator("#code-form button").last.click()
    await adult.page.wait_for_url(re.compile("/sign-in/code"))
    code = await code_for(house, await adult.page.context.new_page(), address)
    await adult.page.locator("#code").fill(code)
    await adult.page.locator("main form button").last.click()


async def test_a_tap_on_what_somebody_else_has_answered_says_who_did(
    pushing_house: House, a_phone: Open, service: PushService
) -> None:
    kasia = await comes_in(pushing_house, await a_phone(), "Kasia", "pl")
    bethan = await comes_in(pushing_house, await a_phone(), "Bethan", "en_GB")
    helen = await comes_in(pushing_house, await a_phone(), "Helen", "en_GB")
    device = await listens(helen, service)
    await kasia.follows("/concerns/new")
    await kasia.page.locator("#words").fill(WORRY)
    await kasia.sends(r"/concerns/[0-9a-f-]{36}$")
    watching, shown = await is_told(helen, device)
    assert shown["title"] == "New from a family"
    await bethan.page.goto(kasia.page.url)
    await bethan.writes("Thank you. We will look.", "What you say")
    await bethan.picks("We will talk")
    await bethan.taps("Send the answer")
    await bethan.sees("Thank you. We will look.")
    await taps(helen, watching)
    await helen.sees("Bethan already answered this")


async def test_a_tap_on_what_was_taken_back_says_that_it_is_no_longer_here(
    pushing_house: House, a_phone: Open, service: PushService
) -> None:
    kasia = await comes_in(pushing_house, await a_phone(), "Kasia", "pl")
    bethan = await comes_in(pushing_house, await a_phone(), "Bethan", "en_GB")
    device = await listens(bethan, service)
    await says(kasia, SAID)
    watching, _ = await is_told(bethan, device)
    await kasia.taps("Undo")
    await kasia.sees("You took it back")
    await taps(bethan, watching)
    await bethan.sees("This is no longer here")
    await bethan.taps("Go to the first page")
    await bethan.sees("My children")
