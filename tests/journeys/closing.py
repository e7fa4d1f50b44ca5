"""How a round closes: both sides say how far, all look back, parents have the last word."""

import re

from playwright.async_api import expect

from server import clock
from tests.journeys.going import SOON
from tests.journeys.visitor import Visitor

SEEN_HERE = "At snack she signs for water nearly every day."
SEEN_AT_HOME = "W domu pokazuje gest raz dziennie."
TOGETHER = "We both see Hania signing for water. We go on and add milk."


async def says_how_far_here(key_person: Visitor, at: str) -> None:
    """The nursery's view, before it has seen the family's."""
    await key_person.page.goto(at)
    await key_person.picks("A lot")
    await key_person.page.locator("#r-words").fill(SEEN_HERE)
    await key_person.taps("Keep our view")


async def has_not_seen(adult: Visitor, path: str, words: str) -> None:
    """Neither side looks first."""
    await adult.goes(path)
    await adult.does_not_see(words)


async def says_how_far_at_home(parent: Visitor, words: str) -> None:
    """What her first page asks when it is time to look back."""
    await parent.goes("/")
    await parent.follows("/rating")
    await parent.picks("A little")
    await parent.page.locator("#words").fill(words)
    await parent.sends(r"/outcomes/[0-9a-f-]{36}$")


async def looks_back(key_person: Visitor, round_at: str) -> str:
    """The review is written down and the round closes; the address of the review comes back."""
    await key_person.page.goto(round_at)
    await key_person.follows("/review")
    await key_person.page.locator("#held_on").fill(clock.today().isoformat())
    await key_person.picks("In person")
    for each in ("Ola", "Bethan"):
        await key_person.picks(each, "Who was there")
    await key_person.page.locator("#summary").fill(TOGETHER)
    await key_person.picks("Another round")
    await key_person.page.locator("#next_on").fill(SOON)
    await key_person.sends(r"/reviews/[0-9a-f-]{36}$")
    return key_person.page.url


async def says_it_is_right(parent: Visitor) -> None:
    """The parent reads what was written down and has the last word."""
    await parent.goes("/")
    await parent.follows("/reviews/")
    await parent.sees(TOGETHER)
    await parent.picks("Yes, it is")
    await parent.sends(r"/(reviews/[0-9a-f-]{36})?$")


async def tells_it_all(adult: Visitor, path: str, happened: list[str]) -> None:
    """The timeline, opened to its beginning, has all this in this order."""
    await adult.goes(path)
    more = adult.page.locator("ol.trail a[hx-get]")
    while await more.count():
        shown = await adult.page.locator("ol.trail > li").count()
        await more.click()
        await expect(adult.page.locator("ol.trail > li")).not_to_have_count(shown)
    found = await adult.page.locator("ol.trail > li > .by > b + span").all_inner_texts()
    told = [re.sub(r"^\W+", "", each) for each in reversed(found)]
    left = iter(told)
    missing = [each for each in happened if adult.said(each) not in left]
    assert not missing, (missing, told)
