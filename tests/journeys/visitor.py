"""What somebody in front of a browser does, as plain sentences."""

import re
from typing import Any

from playwright.async_api import BrowserContext, Locator, Page, expect

from server import words
from server.languages import SOURCE

TAPPED = "a, button, summary, label"
SHORT = 10_000  # milliseconds; a busy machine is no failure


class Visitor:
    """One adult in one window. Sentences of the app are said in English and met in theirs."""

    def __init__(self, page: Page, called: str = "", reads: str = SOURCE) -> None:
        self.page = page
        self.called = called
        self.reads = reads
        self.count = 0
        page.set_default_timeout(SHORT)

    def said(self, sentence: str) -> str:
        """A sentence of the app in the language this adult reads."""
        return words._catalogues[self.reads].ugettext(sentence)

    def thing(self, sentence: str) -> Locator:
        """What can be tapped and says just this, or this and for screen readers about whom."""
        exactly = re.compile(rf"^\s*{re.escape(self.said(sentence))}\s*(,[^,]*)?$")
        return self.page.locator(TAPPED).filter(has_text=exactly).first

    async def taps(self, sentence: str) -> None:
        """One tap, and whatever page follows."""
        await self.thing(sentence).click()
        await self.page.wait_for_load_state()
        self.count += 1

    async def writes(self, text: str, into: str) -> None:
        """Words into the box with this label."""
        await self.page.get_by_label(self.said(into)).fill(text)

    async def picks(self, sentence: str, among: str = "") -> None:
        """One of some choices, under this question where the page asks several."""
        asked = self.page.get_by_role("group", name=self.said(among)) if among else self.page
        face = asked.locator("label").filter(
            has_text=re.compile(f"^{re.escape(self.said(sentence))}")
        )
        await face.locator("input").first.check()

    async def opens(self, sentence: str) -> None:
        """What is folded away under these words."""
        await self.page.locator("summary").filter(has_text=self.said(sentence)).first.click()

    async def follows(self, address: str) -> None:
        """The first link to an address that begins or ends so, whatever it is called."""
        link = f"main a[href^='{address}']:visible, main a[href$='{address}']:visible"
        await self.page.locator(link).first.click()
        await self.page.wait_for_url(re.compile(re.escape(address)))
        self.count += 1

    async def sends(self, ends: str) -> None:
        """The form of the page, with its main button, until the page after it is there."""
        await self.page.locator("main form button.button:not([data-kind]):visible").first.click()
        await self.page.wait_for_url(re.compile(ends))
        self.count += 1

    async def sees(self, sentence: str) -> None:
        """A sentence of the app, or somebody's own words, on the page."""
        found = self.page.get_by_text(self.said(sentence))
        await expect(found.first).to_be_visible(timeout=SHORT)

    async def does_not_see(self, sentence: str) -> None:
        """Not on this page."""
        await expect(self.page.get_by_text(self.said(sentence))).to_have_count(0)

    async def goes(self, path: str) -> None:
        """To another page of the same window."""
        here = re.match(r"https?://[^/]+", self.page.url)
        await self.page.goto(f"{here[0] if here else ''}{path}")

    async def is_spoken_to_in(self, tag: str) -> None:
        """The page says which language it is in."""
        await expect(self.page.locator("html")).to_have_attribute("lang", tag)


class House:
    """A demo that is running, under both of its names."""

    def __init__(self, port: int) -> None:
        self.phone = f"http://localhost:{port}"
        self.screen = f"http://127.0.0.1:{port}"


async def comes_in(house: House, context: BrowserContext, called: str, reads: str) -> Visitor:
    """Through the demo's door, in a window of this browser."""
    visitor = Visitor(await context.new_page(), called)
    await visitor.page.goto(f"{house.phone}/demo")
    await visitor.taps(f"Come in as {called}")
    await visitor.page.wait_for_url(f"{house.phone}/")
    visitor.reads, visitor.count = reads, 0
    return visitor


async def opens_beside(house: House, beside: Page, called: str) -> Visitor:
    """In a second window of the same browser, where other cookies are kept."""
    await beside.goto(f"{house.phone}/demo")
    card: Any = beside.locator("li").filter(
        has=beside.locator("button").filter(has_text=re.compile(rf"\b{called}\b"))
    )
    async with beside.context.expect_page() as opening:
        await card.locator("a[target=_blank]").click()
    visitor = Visitor(await opening.value, called)
    await visitor.page.wait_for_url(f"{house.screen}/demo?as=*")
    await visitor.taps(f"Come in as {called}")
    await visitor.page.wait_for_url(f"{house.screen}/")
    visitor.count = 0
    return visitor
