"""One app in every language: the manifest a phone reads, and the pictures it names."""

import re
import struct
from typing import Any

import httpx
import pytest

from server.languages import LANGUAGES
from tests.browsing import Browsers
from tests.world import World

NEEDED = {("any", 192), ("any", 512), ("maskable", 192), ("maskable", 512)}


async def fetched(browser: httpx.AsyncClient, code: str) -> dict[str, Any]:
    answer = await browser.get(f"/manifest/{code}.webmanifest")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/manifest+json"
    found: dict[str, Any] = answer.json()
    return found


def true_size(picture: bytes) -> tuple[int, int]:
    """As the file itself says: PNG, or JPEG at its start of frame."""
    if picture.startswith(b"\x89PNG"):
        width, height = struct.unpack(">II", picture[16:24])
        return width, height
    at = 2
    while picture[at + 1] not in (0xC0, 0xC2):
        at += 2 + struct.unpack(">H", picture[at + 2 : at + 4])[0]
    height, width = struct.unpack(">HH", picture[at + 5 : at + 9])
    return width, height


@pytest.mark.parametrize("code", LANGUAGES)
async def test_each_language_describes_the_same_app(
    code: str, world: World, browsers: Browsers
) -> None:
    found, spoken = await fetched(browsers.nobody(), code), LANGUAGES[code]
    assert (found["lang"], found["dir"]) == (spoken.tag, spoken.dir)
    assert (found["id"], found["scope"], found["start_url"]) == ("/app", "/", "/?from=app")
    assert found["display"] == "standalone"
    assert found["name"]
    assert found["short_name"]
    assert found["description"]
    assert "prefer_related_applications" not in found


@pytest.mark.parametrize("code", LANGUAGES)
async def test_every_picture_is_there_in_its_true_size(
    code: str, world: World, browsers: Browsers
) -> None:
    browser = browsers.nobody()
    found = await fetched(browser, code)
    ways = [icon for way in found["shortcuts"] for icon in way["icons"]]
    for named in (*found["icons"], *ways, *found["screenshots"]):
        answer = await browser.get(named["src"])
        assert answer.status_code == 200
        assert answer.headers["content-type"] == named["type"]
        width, height = true_size(answer.content)
        assert named["sizes"] == f"{width}x{height}"
    icons = {(icon["purpose"], int(icon["sizes"].split("x")[0])) for icon in found["icons"]}
    assert icons == NEEDED


async def test_pictures_of_the_app_are_of_a_shape_that_is_shown(
    world: World, browsers: Browsers
) -> None:
    for code in LANGUAGES:
        shots = (await fetched(browsers.nobody(), code))["screenshots"]
        assert {shot["form_factor"] for shot in shots} == {"narrow", "wide"}
        for shot in shots:
            sides = [int(side) for side in shot["sizes"].split("x")]
            assert 320 <= min(sides) <= max(sides) <= min(3840, min(sides) * 2.3)


async def test_a_shortcut_leads_to_a_page_of_theirs(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    for way in (await fetched(amira, "pl"))["shortcuts"]:
        answer = await amira.get(way["url"], follow_redirects=True)
        assert answer.status_code == 200, way["url"]


async def test_a_page_names_the_manifest_of_its_own_language(
    world: World, browsers: Browsers
) -> None:
    for code, spoken in LANGUAGES.items():
        browser = browsers.nobody(**{"accept-language": spoken.tag})
        page = (await browser.get("/sign-in")).text
        assert f'rel="manifest" href="/manifest/{code}.webmanifest"' in page


async def test_the_icon_of_an_iphone_has_no_clear_corners(world: World, browsers: Browsers) -> None:
    browser = browsers.nobody()
    page = (await browser.get("/sign-in")).text
    named = re.search(r'rel="apple-touch-icon" href="([^"]+)"', page)
    assert named
    icon = (await browser.get(named[1])).content
    assert true_size(icon) == (180, 180)
    assert icon[25] == 2  # colour without an alpha channel


async def test_a_manifest_is_the_same_for_everybody(world: World, browsers: Browsers) -> None:
    amira, nobody = await browsers.of(world.amira), browsers.nobody()
    for path in ("/manifest/ur.webmanifest", "/offline/ur", "/sw.js"):
        theirs, nobodys = await amira.get(path), await nobody.get(path)
        assert theirs.content == nobodys.content
        assert "set-cookie" not in theirs.headers
