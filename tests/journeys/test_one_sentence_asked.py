"""Each page asks one thing: one heading, one main button, and targets that a thumb can hit."""

import pytest

from tests.journeys.conftest import Open
from tests.journeys.places import within_reach
from tests.journeys.visitor import House, comes_in

pytestmark = pytest.mark.journey
MOST = 14
WRONG = """() => {
  const seen = (box) => box.checkVisibility() && !box.closest(".skip, .heard")
    && box.getBoundingClientRect().width > 1;
  const all = (what) => [...document.querySelectorAll(what)].filter(seen);
  const wrong = [];
  const heads = all("h1").length;
  if (heads !== 1) wrong.push(`${heads} headings`);
  // On the board each child's row has its own.
  const solid = all("main .button:not([data-kind])").filter((each) => !each.closest(".board"));
  if (solid.length > 1) wrong.push(solid.map((each) => each.textContent.trim()).join(" | "));
  const amongWords = (box) => getComputedStyle(box).display === "inline"
    && box.parentElement.textContent.trim() !== box.textContent.trim();
  for (const box of all("a, button, summary, select, input, textarea")) {
    const { width, height } = box.getBoundingClientRect();
    if (Math.min(width, height) < 43.5 && !amongWords(box))
      wrong.push(`${Math.round(width)}x${Math.round(height)}: ${box.outerHTML.slice(0, 80)}`);
  }
  const ways = "header a[href^='/language'], header button[formaction='/language/keep']";
  if (!document.querySelector(ways)) wrong.push("no way to another language");
  return wrong;
}"""


@pytest.mark.parametrize(
    ("called", "reads", "width"), [("Kasia", "pl", 360), ("Bethan", "en_GB", 1280)]
)
async def test_each_page_asks_one_thing(
    house: House, a_phone: Open, called: str, reads: str, width: int
) -> None:
    phone = await a_phone(viewport={"width": width, "height": 800})
    adult = await comes_in(house, phone, called, reads)
    wrong = []
    for path in await within_reach(adult, MOST):
        await adult.goes(path)
        wrong += [f"{path}: {each}" for each in await adult.page.evaluate(WRONG)]
    assert not wrong, "\n".join(wrong)
