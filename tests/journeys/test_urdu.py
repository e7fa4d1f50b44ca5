"""Urdu stands from right to left, and no language runs out of its place on a small phone."""

import pytest
from playwright.async_api import Page

from tests.journeys.conftest import Open
from tests.journeys.places import within_reach
from tests.journeys.visitor import House, comes_in

pytestmark = pytest.mark.journey
MOST = 14
SIZES = ((360, "100%"), (320, "100%"), (360, "200%"))
TOO_WIDE = """() => {
  const page = document.documentElement;
  const clips = (box) => box.clientWidth && box.scrollWidth > box.clientWidth + 1
    && !["visible", "auto"].includes(getComputedStyle(box).overflowX)
    && !box.closest(".heard, .skip");
  const outside = (box) => {
    const { left, right } = box.getBoundingClientRect();
    return right > page.clientWidth + 1 || left < -1;
  };
  const words = "a, button, label, summary, legend, h1, h2, h3, p, b, small, li, span";
  const clipped = [...document.querySelectorAll(words)].filter(clips);
  const sideways = page.scrollWidth > page.clientWidth
    ? [...document.querySelectorAll("main, main *, .tabs a")].filter(outside).slice(0, 3) : [];
  return [...clipped, ...sideways].map((each) => each.outerHTML.slice(0, 120))
    .concat(page.scrollWidth > page.clientWidth ? [`${page.scrollWidth} px`] : []);
}"""


async def fits(page: Page) -> list[str]:
    """What does not, at each width and size of text."""
    wrong = []
    for width, text in SIZES:
        await page.set_viewport_size({"width": width, "height": 740})
        await page.evaluate("size => { document.documentElement.style.fontSize = size }", text)
        found = await page.evaluate(TOO_WIDE)
        wrong += [f"{page.url} {width} {text}: {each}" for each in found]
    return wrong


@pytest.mark.parametrize(
    ("called", "reads", "lang", "way"),
    [("Sadia", "ur", "ur", "rtl"), ("Kasia", "pl", "pl", "ltr")],
)
async def test_every_page_fits_and_reads_its_own_way(
    house: House, a_phone: Open, called: str, reads: str, lang: str, way: str
) -> None:
    parent = await comes_in(house, await a_phone(), called, reads)
    wrong = []
    for path in await within_reach(parent, MOST):
        await parent.goes(path)
        facts = await parent.page.evaluate("[document.documentElement.lang, document.dir]")
        if facts != [lang, way]:
            wrong.append(f"{path}: {facts}")
        wrong += await fits(parent.page)
    assert not wrong, "\n".join(wrong)
