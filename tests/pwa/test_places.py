"""The likely phone comes first; every other way is on the page too."""

import pytest

from server.pwa.rules import Place, likely_first, place_of
from tests.browsing import Browsers
from tests.world import World

SAFARI = "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1"
IPHONE = f"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) {SAFARI}"
ANDROID = "Mozilla/5.0 (Linux; Android 14; Pixel 7) AppleWebKit/537.36 Chrome/130.0 Mobile"
AGENTS = {
    IPHONE: Place.IPHONE,
    IPHONE.replace("iPhone;", "iPad;"): Place.IPHONE,
    f"{IPHONE} CriOS/130.0": Place.IPHONE,
    ANDROID: Place.ANDROID,
    f"{ANDROID} SamsungBrowser/26.0": Place.ANDROID,
    f"{IPHONE} [FBAN/FBIOS;FBAV/480.0]": Place.INSIDE,
    f"{IPHONE} Instagram 350.0": Place.INSIDE,
    "Mozilla/5.0 (Linux; Android 14; Pixel 7; wv) AppleWebKit/537.36": Place.INSIDE,
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0": Place.COMPUTER,
    "": Place.COMPUTER,
}


@pytest.mark.parametrize("agent", AGENTS)
def test_a_browser_says_where_it_is(agent: str) -> None:
    assert place_of(agent) is AGENTS[agent]


@pytest.mark.parametrize("place", list(Place))
def test_the_likely_one_comes_first_and_none_is_left_out(place: Place) -> None:
    order = likely_first(place)
    assert order[0] is place
    assert sorted(order) == sorted(Place)


async def test_the_page_shows_each_way_the_likely_one_open(
    world: World, browsers: Browsers
) -> None:
    page = (await browsers.nobody(**{"user-agent": IPHONE}).get("/install")).text
    first = page.index("On an iPhone or iPad")
    for title in ("On an Android phone", "Inside another app", "On a computer"):
        assert first < page.index(title)
    assert page.count("<details") == len(Place) - 1
    assert "Add to Home Screen" in page.split("<details")[0]
