"""Where people of the demo go: a child's address, a letter, all pages within reach."""

import re
from uuid import UUID

from playwright.async_api import Page

from tests.journeys.visitor import SHORT, House, Visitor

ID = "[0-9a-f]{8}-[0-9a-f-]{27}"
CODE = re.compile(r"\b\d{6}\b")
AWAY = ("/demo", "/language", "/sign-out")  # not this adult's own pages


async def child_of(visitor: Visitor) -> UUID:
    """The child whose address is the first on somebody's first page."""
    await visitor.goes("/")
    href = await visitor.page.locator("a[href^='/children/']").first.get_attribute("href")
    found = re.search(ID, href or "")
    assert found, href
    return UUID(found[0])


async def code_for(house: House, page: Page, address: str) -> str:
    """The newest code that was sent to this address."""
    for _ in range(50):
        await page.goto(f"{house.screen}/demo/outbox")
        text = " ".join(await page.locator("article").filter(has_text=address).all_inner_texts())
        if found := CODE.search(text):
            return found[0]
        await page.wait_for_timeout(SHORT / 50)
    raise AssertionError(f"No letter to {address}")


async def within_reach(visitor: Visitor, most: int) -> list[str]:
    """The addresses that links lead to, from somebody's first page on; one of each kind."""
    await visitor.goes("/")
    here = re.match(r"https?://[^/]+", visitor.page.url)
    origin = here[0] if here else ""
    kinds, left = {"/": "/"}, ["/"]
    while left and len(kinds) < most:
        await visitor.page.goto(origin + left.pop(0))
        links = await visitor.page.eval_on_selector_all(
            "a[href^='/']", "all => all.map(a => a.getAttribute('href'))"
        )
        for path in links:
            kind = re.sub(ID, "…", path.partition("?")[0].partition("#")[0])
            if kind not in kinds and not kind.startswith(AWAY):
                kinds[kind] = path
                left.append(path)
    return list(kinds.values())
