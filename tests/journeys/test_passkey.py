"""A passkey in a real browser: made after joining, used to come back, asked for again."""

from typing import Any

import pytest
from playwright.async_api import CDPSession, Page, expect

from tests.journeys.beginning import lets_in_to, shows_a_square, types_the_code
from tests.journeys.conftest import Open
from tests.journeys.places import child_of, code_for
from tests.journeys.visitor import House, Visitor, comes_in

pytestmark = pytest.mark.journey
FINGER = {
    "protocol": "ctap2",
    "ctap2Version": "ctap2_1",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}
KEY = "Use my fingerprint, face or PIN"
ADDRESS = "iwona@example.org"


async def with_a_finger(page: Page) -> tuple[CDPSession, Any]:
    """This phone can read a fingerprint."""
    cdp = await page.context.new_cdp_session(page)
    await cdp.send("WebAuthn.enable")
    made = await cdp.send("WebAuthn.addVirtualAuthenticator", {"options": FINGER})
    return cdp, made["authenticatorId"]


async def signs_out(person: Visitor) -> None:
    await person.goes("/me")
    await person.page.locator("form[action='/sign-out'] button").click()
    await person.page.wait_for_url("**/sign-in*")


async def shows_the_key(person: Visitor) -> None:
    await person.page.locator("[data-key]").first.click()


async def comes_in_with_a_code(house: House, person: Visitor) -> None:
    await person.page.locator("#email").fill(ADDRESS)
    await person.page.locator("#code-form button").last.click()
    await person.page.wait_for_url("**/sign-in/code*")
    code = await code_for(house, await person.page.context.new_page(), ADDRESS)
    await person.page.locator("#code").fill(code)
    await person.page.locator("main form button").last.click()
    await person.page.wait_for_url(f"{house.phone}/")


async def gives_an_address(person: Visitor) -> None:
    await person.goes("/me/contact")
    await person.page.locator("#email").fill(ADDRESS)
    await person.sends("/me$")


async def asks_again(person: Visitor) -> None:
    """What a code does not open is there once the key was shown."""
    own_name = person.page.locator("a[href='/me/name']")
    await person.goes("/me")
    await expect(own_name).to_have_count(0)
    await person.follows("/unlock")
    await shows_the_key(person)
    await person.page.wait_for_url("**/me")
    await expect(own_name).to_be_visible()


async def is_refused_unverified(person: Visitor, cdp: CDPSession, finger: Any) -> None:
    """A phone that somebody else holds opens nothing."""
    unverified = {"authenticatorId": finger, "isUserVerified": False}
    await cdp.send("WebAuthn.setUserVerified", unverified)
    await shows_the_key(person)
    await expect(person.page.locator("[data-wrong]")).to_be_visible()
    await person.goes("/me")
    await expect(person.page.locator("form[action='/sign-out']")).to_have_count(0)


async def test_a_passkey_opens_the_app_and_what_a_code_does_not(
    house: House, a_phone: Open
) -> None:
    bethan = await comes_in(house, await a_phone(), "Bethan", "en_GB")
    code = await shows_a_square(bethan, await child_of(bethan), "Iwona", decides=False)
    page = await (await a_phone()).new_page()
    cdp, finger = await with_a_finger(page)
    iwona = await types_the_code(house, page, code, "Iwona")
    await lets_in_to(bethan, iwona)
    await shows_the_key(iwona)
    await page.wait_for_url(f"{house.phone}/")
    await gives_an_address(iwona)
    await signs_out(iwona)
    await shows_the_key(iwona)
    await page.wait_for_url(f"{house.phone}/")
    await signs_out(iwona)
    await comes_in_with_a_code(house, iwona)
    await asks_again(iwona)
    await signs_out(iwona)
    await is_refused_unverified(iwona, cdp, finger)
