"""Pages are light, come from one place, and hold no script or style of their own."""

import re
from dataclasses import dataclass, field
from typing import Any

import pytest
from playwright.async_api import BrowserContext, Page, expect

from tests.journeys.conftest import Open
from tests.journeys.places import child_of
from tests.journeys.visitor import House, comes_in

pytestmark = pytest.mark.journey
ALL = 50 * 1024
FIRST = 14 * 1024  # what arrives in the first round trip
INLINE = re.compile(r"<style|<script(?![^>]*\bsrc=)|\sstyle=[\"']|\son[a-z]+=[\"']")
PAGES = {
    "home": ("Kasia", "pl", "/"),
    "plan": ("Kasia", "pl", "/children/{}/plan"),
    "timeline": ("Kasia", "pl", "/children/{}/timeline"),
    "ask": ("Kasia", "pl", "/children/{}/insights/ask?prompt=assess-loves&way=pictures"),
    "board": ("Bethan", "en_GB", "/"),
}


@dataclass
class Load:
    """What came over the wire for one page."""

    bytes: dict[str, int] = field(default_factory=dict)
    kinds: dict[str, str] = field(default_factory=dict)
    urls: dict[str, str] = field(default_factory=dict)
    said: list[str] = field(default_factory=list)

    def of(self, *kinds: str) -> int:
        return sum(size for each, size in self.bytes.items() if self.kinds.get(each) in kinds)


async def watched(context: BrowserContext, address: str) -> tuple[Load, Page]:
    """The first load of a page, with nothing kept from before."""
    page, load = await context.new_page(), Load()
    cdp = await context.new_cdp_session(page)
    await cdp.send("Network.enable")
    await cdp.send("Network.setCacheDisabled", {"cacheDisabled": True})

    def sent(event: dict[str, Any]) -> None:
        load.urls[event["requestId"]] = event["request"]["url"]
        load.kinds[event["requestId"]] = event["type"]

    cdp.on("Network.requestWillBeSent", sent)
    cdp.on(
        "Network.loadingFinished",
        lambda event: load.bytes.update({event["requestId"]: event["encodedDataLength"]}),
    )
    page.on("console", lambda line: load.said.append(line.text))
    await page.goto(address, wait_until="networkidle")
    return load, page


@pytest.mark.parametrize("name", PAGES)
async def test_a_page_is_light_and_comes_from_one_place(
    house: House, a_phone: Open, name: str
) -> None:
    called, reads, path = PAGES[name]
    context = await a_phone()
    adult = await comes_in(house, context, called, reads)
    load, page = await watched(context, house.phone + path.format(await child_of(adult)))
    weights = {kind: load.of(kind) for kind in set(load.kinds.values())}
    assert sum(load.bytes.values()) <= ALL, weights
    assert load.of("Document", "Stylesheet") <= FIRST, weights
    assert all(each.startswith(f"{house.phone}/") for each in load.urls.values())
    answer = await context.request.get(page.url)
    assert not INLINE.findall(await answer.text())
    assert not [line for line in load.said if "Security Policy" in line]


async def test_a_part_that_comes_later_breaks_no_rule_either(house: House, a_phone: Open) -> None:
    bethan = await comes_in(house, await a_phone(), "Bethan", "en_GB")
    said: list[str] = []
    bethan.page.on("console", lambda line: said.append(line.text))
    await bethan.goes(f"/children/{await child_of(bethan)}/outcomes/new")
    await bethan.page.locator("#statement").fill("She will talk more.")
    for _ in "ab":
        await bethan.taps("Check the words")
        await expect(bethan.page.locator("#hints .tip").first).to_be_visible()
        await bethan.page.wait_for_load_state("networkidle")
    assert not said
