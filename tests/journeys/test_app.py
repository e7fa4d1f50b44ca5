"""The app on a phone: without a connection, in a newer version, and after signing out."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, BrowserContext, expect

from server.languages import LANGUAGES
from tests.journeys import in_firefox
from tests.journeys.conftest import PHONE, Open, own_browser
from tests.journeys.firefox import firefox
from tests.journeys.on_the_phone import (
    ASSETS,
    LOOKS,
    SHELLS,
    WAITS,
    Town,
    a_town,
    until,
    worked_for,
)
from tests.journeys.places import child_of
from tests.journeys.visitor import House, Visitor, comes_in

pytestmark = pytest.mark.journey
WORDS = "He hums the bus song all the way home."
ASK = "/children/{}/insights/ask?prompt=assess-loves&way=write"
QUIET = ["--disable-gpu", "--disable-quic", "--no-first-run"]
NOTED = """async () => {
  const notes = await (await caches.open("notes")).keys();
  return notes.map(({ url }) => new URL(url).pathname);
}"""

KEPT = """async () => {
  const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
  const requests = (await Promise.all(caches_.map((each) => each.keys()))).flat();
  return requests.map(({ url }) => new URL(url).pathname);
}"""


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Town]:
    """A demo that can be renewed."""
    with a_town(tmp_path_factory.mktemp("town")) as found:
        yield found


async def writes_something(visitor: Visitor) -> None:
    """On the page with a box, and not yet sent."""
    await visitor.goes(ASK.format(await child_of(visitor)))
    await visitor.page.locator("#words").fill(WORDS)
    await visitor.page.evaluate("() => { window.untouched = true; }")


async def still_there(visitor: Visitor) -> None:
    """The same page as before, with the same words."""
    await expect(visitor.page.locator("#words")).to_have_value(WORDS)
    assert await visitor.page.evaluate("() => window.untouched === true")


@pytest.mark.parametrize(("called", "reads"), [("Kasia", "pl"), ("Sadia", "ur")])
async def test_without_connection_a_page_says_so_in_the_readers_language(
    house: House, a_phone: Open, called: str, reads: str
) -> None:
    phone = await a_phone()
    parent = await comes_in(house, phone, called, reads)
    await worked_for(parent.page)
    await until(lambda: parent.page.evaluate(NOTED))
    await phone.set_offline(True)
    await parent.goes("/me")
    await parent.is_spoken_to_in(reads)
    await parent.sees("There is no connection just now")
    assert called not in await parent.page.content()
    await phone.set_offline(False)
    await parent.taps("Try again")
    await parent.sees("My languages")


async def test_a_form_that_cannot_be_sent_stays_with_its_words(house: House, a_phone: Open) -> None:
    phone = await a_phone()
    imran = await comes_in(house, phone, "Imran", "en_GB")
    await worked_for(imran.page)
    await writes_something(imran)
    await phone.set_offline(True)
    send = imran.page.locator("main form button.button:not([data-kind]):visible").first
    await send.click()
    await expect(imran.page.locator("#status")).to_contain_text("Your words are still here.")
    await still_there(imran)
    await phone.set_offline(False)
    await send.click()
    await imran.page.wait_for_url("**/check")
    await imran.sees(WORDS)


async def test_a_part_of_a_page_that_cannot_come_leaves_the_page_as_it_is(
    house: House, a_phone: Open
) -> None:
    phone = await a_phone()
    bethan = await comes_in(house, phone, "Bethan", "en_GB")
    await worked_for(bethan.page)
    await bethan.goes(f"/children/{await child_of(bethan)}/outcomes/new")
    await bethan.page.locator("#statement").fill(WORDS)
    await phone.set_offline(True)
    await bethan.thing("Check the words").click()
    await expect(bethan.page.locator("#status")).to_contain_text("Your words are still here.")
    await expect(bethan.page.locator("#statement")).to_have_value(WORDS)


async def test_a_connection_that_never_answers_is_none(house: House, a_phone: Open) -> None:
    imran = await comes_in(house, await a_phone(), "Imran", "en_GB")
    worker = await worked_for(imran.page)
    await worker.evaluate("""() => {
      const later = self.setTimeout;
      self.setTimeout = (work, time, ...more) => later(work, time / 20, ...more);
      self.fetch = () => new Promise(() => {});
      registration.navigationPreload.disable();
    }""")
    await imran.goes("/me")
    await imran.sees("There is no connection just now")


async def test_nothing_about_anybody_is_kept(house: House, a_phone: Open) -> None:
    imran = await comes_in(house, await a_phone(), "Imran", "en_GB")
    await worked_for(imran.page)
    for path in ("/me", "/plan", "/timeline", "/messages"):
        await imran.goes(path)
    kept = await imran.page.evaluate(KEPT)
    ours = ("/static/", "/offline/", "/notes/language")
    assert [path for path in kept if not path.startswith(ours)] == []


async def test_signing_out_leaves_nothing_and_goes_round_in_no_circle(
    house: House, a_phone: Open
) -> None:
    imran = await comes_in(house, await a_phone(), "Imran", "en_GB")
    worker = await worked_for(imran.page)
    await worker.evaluate("() => note('shown', { tag: { title: 'Kept', seq: 1 } })")
    await imran.goes("/me")
    went: list[str] = []
    imran.page.on("framenavigated", lambda frame: went.append(frame.url))
    await imran.page.locator("form[action='/sign-out'] button").click()
    await imran.page.wait_for_url("**/sign-in")
    await worked_for(imran.page)
    await until(lambda: imran.page.evaluate(NOTED))
    assert await imran.page.evaluate(NOTED) == ["/notes/language"]
    await imran.page.wait_for_timeout(1500)
    assert went == [f"{house.phone}/sign-in"]


async def test_another_sites_form_is_refused_past_the_worker_too(
    house: House, a_phone: Open
) -> None:
    phone = await a_phone()
    imran = await comes_in(house, phone, "Imran", "en_GB")
    await worked_for(imran.page)
    elsewhere = Visitor(await phone.new_page())
    await elsewhere.page.set_content(
        f"<form method=post action='{house.phone}/language'><button name=language value=pl>Go"
    )
    await elsewhere.page.get_by_role("button").click()
    await elsewhere.sees("This form came from another site, so it was not sent.")


async def test_a_newer_version_waits_for_words_that_are_not_sent(town: Town, a_phone: Open) -> None:
    imran = await comes_in(town.house, await a_phone(), "Imran", "en_GB")
    await worked_for(imran.page)
    await writes_something(imran)
    before = await imran.page.evaluate(SHELLS)
    town.deploy()
    await imran.page.evaluate(LOOKS)
    await until(lambda: imran.page.evaluate(WAITS))
    await imran.page.wait_for_timeout(3000)
    assert await imran.page.evaluate(WAITS)
    await still_there(imran)
    assert set(await imran.page.evaluate(ASSETS)) == {200}
    await imran.sends("/check$")
    await imran.sends("/sent$")
    await imran.goes("/")
    await until(lambda: settled(imran, before))


async def settled(visitor: Visitor, before: list[str]) -> bool:
    """Only the newer version is there, and works for the page."""
    shells = await visitor.page.evaluate(SHELLS)
    return len(shells) == 1 and shells != before and not await visitor.page.evaluate(WAITS)


async def test_a_page_of_the_older_version_keeps_all_it_is_made_of(
    town: Town, a_phone: Open
) -> None:
    phone = await a_phone()
    imran = await comes_in(town.house, phone, "Imran", "en_GB")
    await worked_for(imran.page)
    await writes_something(imran)
    before = await imran.page.evaluate(SHELLS)
    sheet = await imran.page.locator("link[rel=stylesheet]").get_attribute("href")
    town.deploy()
    beside = Visitor(await phone.new_page())
    await beside.page.goto(f"{town.house.phone}/")
    await beside.page.evaluate(LOOKS)
    await until(lambda: newer_works(beside, before))
    assert (await phone.request.get(f"{town.house.phone}{sheet}")).status == 404
    assert set(await imran.page.evaluate(ASSETS)) == {200}
    await still_there(imran)
    await beside.page.close()
    await imran.sends("/check$")
    await imran.goes("/")
    await until(lambda: settled(imran, before))


async def newer_works(visitor: Visitor, before: list[str]) -> bool:
    """The newer worker has taken over, and the older files are still there."""
    shells = await visitor.page.evaluate(SHELLS)
    return shells[:1] == before and len(shells) == 2 and not await visitor.page.evaluate(WAITS)


@pytest.mark.parametrize("code", LANGUAGES)
async def test_the_browser_finds_nothing_against_installing_it(
    house: House, chromium: Browser, tmp_path: Path, code: str
) -> None:
    phone = await chromium.browser_type.launch_persistent_context(
        tmp_path, executable_path=own_browser(), args=QUIET
    )
    await phone.add_cookies([{"name": "language", "value": code, "url": house.phone}])
    page = phone.pages[0]
    await page.goto(f"{house.phone}/sign-in")
    await worked_for(page)
    cdp = await phone.new_cdp_session(page)
    assert (await cdp.send("Page.getAppManifest"))["errors"] == []
    assert (await cdp.send("Page.getInstallabilityErrors"))["installabilityErrors"] == []
    assert (await cdp.send("Page.getAppId"))["appId"] == f"{house.phone}/app"
    await phone.close()


async def test_a_phone_that_can_install_is_asked_by_the_button(house: House, a_phone: Open) -> None:
    imran = await comes_in(house, await a_phone(), "Imran", "en_GB")
    await imran.goes("/install")
    button = imran.page.locator("[data-install]")
    await expect(button).to_be_hidden()
    await imran.page.evaluate("""() => {
      const offered = new Event("beforeinstallprompt", { cancelable: true });
      offered.prompt = async () => { window.asked = true; };
      offered.userChoice = Promise.resolve({ outcome: "accepted" });
      dispatchEvent(offered);
    }""")
    await button.click()
    assert await imran.page.evaluate("() => window.asked")
    await expect(button).to_be_hidden()


async def test_a_code_from_the_browser_opens_the_app_beside_it(
    house: House, a_phone: Open, chromium: Browser, tmp_path: Path
) -> None:
    kasia = await comes_in(house, await a_phone(java_script_enabled=False), "Kasia", "pl")
    await kasia.goes("/install")
    await kasia.opens("On an iPhone or iPad")
    await kasia.taps("Get a code for the app")
    code = await kasia.page.locator("[data-words]").inner_text()
    phone = await installed(house, chromium, tmp_path)
    app = Visitor(phone.pages[0], reads="pl")
    await app.taps("I have a code from this phone")
    await app.page.locator("#code").fill(code.lower())
    await app.taps("Go on")
    await app.page.wait_for_url(f"{house.phone}/")
    await app.is_spoken_to_in("pl")
    await app.sees("Kasia")
    await phone.close()


async def installed(house: House, chromium: Browser, folder: Path) -> BrowserContext:
    """A window without a browser around it, as a phone opens an app from its icon."""
    phone = await chromium.browser_type.launch_persistent_context(
        folder,
        executable_path=own_browser(),
        args=[*QUIET, f"--app={house.phone}/sign-in"],
        locale="pl-PL",
        viewport=PHONE,
    )
    await phone.pages[0].goto(f"{house.phone}/sign-in")  # the first page came before its language
    return phone


async def test_the_way_in_by_that_code_is_only_in_the_app(house: House, a_phone: Open) -> None:
    browser = Visitor(await (await a_phone()).new_page())
    await browser.page.goto(f"{house.phone}/sign-in")
    await expect(browser.thing("I have a code from this phone")).to_be_hidden()


async def test_who_is_signed_out_is_led_to_the_door_by_the_worker_too(
    house: House, a_phone: Open
) -> None:
    somebody = Visitor(await (await a_phone()).new_page())
    await somebody.page.goto(f"{house.phone}/sign-in")
    await worked_for(somebody.page)
    await somebody.goes("/me")
    await somebody.page.wait_for_url("**/sign-in?next=/me")
    await somebody.sees("How shall we know it is you?")


async def test_firefox_keeps_the_words_and_says_so_too(town: Town, tmp_path: Path) -> None:
    async with firefox(tmp_path) as browser:
        imran = await in_firefox.comes_in(browser, town.house, "Imran", "en_GB")
        await imran.until("Boolean(navigator.serviceWorker.controller)")
        child = await imran.value("document.querySelector(\"a[href^='/children/']\").pathname")
        await imran.goes(town.house.phone + ASK.format(child.split("/")[2]))
        await imran.value(f"document.querySelector('#words').value = {WORDS!r}")
        town.close()
        await imran.taps("Continue")
        await imran.sees("Your words are still here.")
        assert await imran.value("document.querySelector('#words').value") == WORDS
        await imran.goes(f"{town.house.phone}/me")
        await imran.sees("There is no connection just now")
