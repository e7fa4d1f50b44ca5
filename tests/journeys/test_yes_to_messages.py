"""No phone asks before our own yes; and whatever a phone can or cannot, there is one way on."""

import asyncio

import pytest
from playwright.async_api import Browser, BrowserContext, Page, expect

from tests.journeys.conftest import Open
from tests.journeys.places import child_of, within_reach
from tests.journeys.test_one_sentence_asked import WRONG
from tests.journeys.visitor import House, Visitor, comes_in

pytestmark = pytest.mark.journey
MOST = 20
# What a browser asks, and whether a finger had just touched the page.
COUNTS = """
const tapped = () => navigator.userActivation.isActive;
const { requestPermission } = Notification;
Notification.requestPermission = (...more) => {
  window.noted("permission", tapped());
  return requestPermission.apply(Notification, more);
};
const { subscribe } = PushManager.prototype;
PushManager.prototype.subscribe = function (...more) {
  window.noted("subscribe", tapped());
  return subscribe.apply(this, more);
};
"""
NEVER = "PushManager.prototype.subscribe = () => (window.asked = true, new Promise(() => {}));"
NO_PUSH = "delete window.PushManager; delete window.Notification;"
ANDROID = (
    "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 (KHTML, like Gecko) "
    "Chrome/140.0.0.0 Mobile Safari/537.36"
)
IPHONE = (
    "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/17.5 Mobile/15E148 Safari/604.1"
)
WORDS = "She hums the bus song all the way home."
OURS = "Shall we tell you when they answer?"


async def counted(context: BrowserContext) -> list[tuple[str, bool]]:
    """All that this phone is asked by its pages, from now on."""
    asked: list[tuple[str, bool]] = []
    await context.expose_function("noted", lambda what, tapped: asked.append((what, tapped)))
    await context.add_init_script(COUNTS)
    return asked


async def set_permission(page: Page, house: House, setting: str) -> None:
    """What the settings of this phone say about messages."""
    browser = page.context.browser
    assert isinstance(browser, Browser)
    target = await (await page.context.new_cdp_session(page)).send("Target.getTargetInfo")
    said = {
        "permission": {"name": "notifications"},
        "setting": setting,
        "origin": house.phone,
        "browserContextId": target["targetInfo"]["browserContextId"],
    }
    await (await browser.new_browser_cdp_session()).send("Browser.setPermission", said)


async def says_something(parent: Visitor) -> None:
    """In their own words, unasked, and it is sent."""
    child = await child_of(parent)
    await parent.goes(f"/children/{child}/insights/new")
    await parent.page.locator("#words").fill(WORDS)
    await parent.sends("/check$")
    await parent.sends("/sent$")


async def test_the_phone_never_asks_before_our_own_yes(house: House, a_phone: Open) -> None:
    context = await a_phone()
    asked = await counted(context)
    gloria = await comes_in(house, context, "Gloria", "en_GB")
    await says_something(gloria)
    await gloria.sees(OURS)
    for path in [*await within_reach(gloria, MOST), "/me/phone", "/me/messages", "/install"]:
        await gloria.goes(path)
        await gloria.page.wait_for_load_state("networkidle")
    assert asked == []
    await gloria.goes("/me/phone")
    await gloria.sees("No name, and no words from your messages.")
    await gloria.taps("Yes, tell me")
    await expect(gloria.page.locator("[data-state=ask]")).to_be_hidden()  # it says no here at once
    assert asked == [("permission", True)]


@pytest.fixture
async def marcus(house: House, a_phone: Open) -> Visitor:
    """A parent who has just sent something."""
    found = await comes_in(house, await a_phone(), "Marcus", "en_GB")
    await says_something(found)
    return found


async def test_not_now_is_not_asked_again_but_found_again(marcus: Visitor) -> None:
    await marcus.sees(OURS)
    await marcus.taps("Not now")
    await says_something(marcus)
    await marcus.sees("Tell us one thing more?")
    await marcus.does_not_see(OURS)
    await marcus.goes("/me")
    await marcus.taps("Messages on this phone")
    await marcus.sees("Shall we tell you when there is an answer?")


async def test_where_it_is_blocked_it_says_how_to_let_messages_through(
    house: House, a_phone: Open
) -> None:
    kasia = await comes_in(house, await a_phone(user_agent=ANDROID), "Kasia", "pl")
    await set_permission(kasia.page, house, "denied")
    await kasia.goes("/me/phone")
    await kasia.sees("Messages are blocked here")
    await kasia.sees("On Android, in Chrome")
    await kasia.taps("I have changed it")
    await kasia.sees("It is still blocked. Look at the steps once more.")
    await kasia.opens("On iPhone, with Alongside on the Home Screen")
    await kasia.sees("Turn “Allow Notifications” on.")
    await set_permission(kasia.page, house, "prompt")
    await kasia.taps("I have changed it")
    await kasia.sees("Yes, tell me")


@pytest.mark.parametrize(
    ("agent", "script"), [(ANDROID, ""), (ANDROID, NO_PUSH), (IPHONE, NO_PUSH)]
)
async def test_each_state_asks_one_thing(
    house: House, a_phone: Open, agent: str, script: str
) -> None:
    phone = await a_phone(user_agent=agent)
    await phone.add_init_script(script or ";")
    tomek = await comes_in(house, phone, "Tomek", "pl")
    await says_something(tomek)
    assert await tomek.page.evaluate(WRONG) == []
    for setting in ("prompt", "denied"):
        await set_permission(tomek.page, house, setting)
        await tomek.goes("/me/phone")
        for folded in await tomek.page.locator("summary:visible").all():
            await folded.click()
        assert await tomek.page.evaluate(WRONG) == []


async def test_a_push_service_out_of_reach_is_waited_for_for_20_seconds(
    house: House, a_phone: Open
) -> None:
    context = await a_phone()
    await context.add_init_script(NEVER)
    await context.grant_permissions(["notifications"], origin=house.phone)
    await context.clock.install()
    imran = await comes_in(house, context, "Imran", "en_GB")
    await imran.goes("/me/phone")
    await imran.taps("Yes, tell me")
    await imran.sees("One moment.")
    for _ in range(100):
        if await imran.page.evaluate("window.asked === true"):
            break
        await asyncio.sleep(0.1)
    await context.clock.fast_forward(20_000)
    await imran.sees("That did not work. Try again later.")
    await imran.sees("Not now")


async def test_an_iphone_is_first_shown_how_to_keep_the_app(house: House, a_phone: Open) -> None:
    phone = await a_phone(user_agent=IPHONE)
    await phone.add_init_script(NO_PUSH)
    gloria = await comes_in(house, phone, "Gloria", "en_GB")
    await gloria.goes("/me/phone")
    await gloria.sees("First put Alongside on your Home Screen")
    await gloria.taps("Show me how")
    await gloria.page.wait_for_url("**/install")


async def test_a_browser_that_shows_none_leads_to_another_way(house: House, a_phone: Open) -> None:
    phone = await a_phone(user_agent=ANDROID)
    await phone.add_init_script(NO_PUSH)
    gloria = await comes_in(house, phone, "Gloria", "en_GB")
    await gloria.goes("/me/phone")
    await gloria.sees("This browser cannot show messages")
    await gloria.taps("Choose how we reach you")
    await gloria.page.wait_for_url("**/me/messages")


async def test_without_scripts_it_says_so_and_not_now_still_works(
    house: House, a_phone: Open
) -> None:
    sadia = await comes_in(house, await a_phone(java_script_enabled=False), "Sadia", "ur")
    await sadia.goes("/me/phone")
    said = sadia.said("Your phone can only be asked with JavaScript. Here it is turned off.")
    instead = sadia.page.locator("main noscript")
    assert said in await instead.locator("p").first.inner_text()
    await expect(sadia.thing("Yes, tell me")).to_be_hidden()
    await instead.locator("a").click()
    await sadia.page.wait_for_url("**/me/messages")
    await sadia.goes("/me/phone")
    await sadia.taps("Not now")
    await sadia.page.wait_for_url(f"{house.phone}/")
