"""A session begins new, ends everywhere at once, and lives no longer than it should."""

import pytest
from litestar import Response

from server.people.asking import COOKIE, adult_of
from server.people.cookies import set_cookie
from server.people.devices import device_label
from server.people.rules import Device, Level
from server.people.sessions import begin, end_all
from server.people.tables import Session
from server.web import own_path
from tests.browsing import Browsers, op
from tests.world import World

ELSEWHERE = [
    "https://evil.example", "//evil.example", "///evil.example", "/\\evil.example",
    "\\\\evil.example",
    "http:evil.example", "javascript:alert(1)", "data:text/html,x", " /me", "\t//evil.example",
    "/\t/evil.example", "/\n/evil.example", "evil.example", "", "?next=//evil.example", "#x",
    "/me\r\nlocation: //evil.example", "/\u202e/me", "/" + "a" * 400, "//evil.example/%2f..",
]  # fmt: skip


async def test_a_planted_token_is_never_signed_in(world: World, browsers: Browsers) -> None:
    browser = browsers.nobody()
    browser.cookies.set(COOKIE, "p" * 43, domain="alongside.test")
    assert (await browser.get("/me")).headers["location"] == "/sign-in?next=/me"


async def test_an_old_cookie_is_dead_after_signing_out(world: World, browsers: Browsers) -> None:
    browser = await browsers.of(world.amira)
    old = browser.cookies[COOKIE]
    answer = await browser.post("/sign-out")
    assert "Max-Age=0" in answer.headers["set-cookie"]
    thief = browsers.nobody()
    thief.cookies.set(COOKIE, old, domain="alongside.test")
    assert (await thief.get("/me")).status_code == 303


async def test_the_cookie_is_kept_from_scripts_and_other_sites() -> None:
    answer = Response("")
    set_cookie(answer, "t" * 43)
    (cookie,) = answer.cookies
    kept = str(cookie.to_header(header="")).lower()
    for word in ("__host-sid=", "httponly", "secure", "samesite=lax", "path=/"):
        assert word in kept
    assert "domain=" not in kept


async def test_only_a_hash_of_the_token_is_kept(world: World) -> None:
    token = await begin(world.amira.id, Level.FULL, Device.OWN, "Android, Chrome")
    assert token not in str(await Session.select())


async def test_ending_one_device_leaves_the_others(world: World, browsers: Browsers) -> None:
    here, lost = await browsers.of(world.amira), await browsers.of(world.amira)
    gone = await adult_of(lost.cookies[COOKIE])
    assert gone is not None
    await here.post("/me/devices/ended", data=op(device=str(gone.session)))
    assert (await lost.get("/me")).status_code == 303
    assert (await here.get("/me")).status_code == 200


async def test_ending_all_others_leaves_this_one(world: World, browsers: Browsers) -> None:
    here, *others = [await browsers.of(world.amira) for _ in range(4)]
    await here.post("/me/devices/ended", data=op())
    assert [(await each.get("/me")).status_code for each in others] == [303, 303, 303]
    assert (await here.get("/me")).status_code == 200


async def test_nobody_ends_the_session_of_another(world: World, browsers: Browsers) -> None:
    amira, omar = await browsers.of(world.amira), await browsers.of(world.omar)
    hers = await adult_of(amira.cookies[COOKIE])
    assert hers is not None
    await omar.post("/me/devices/ended", data=op(device=str(hers.session)))
    assert (await amira.get("/me")).status_code == 200


async def test_who_leaves_is_signed_out_everywhere(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    await end_all(world.amira.id)
    assert (await amira.get("/me")).status_code == 303


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_no_way_on_leads_to_another_site(elsewhere: str) -> None:
    assert own_path(elsewhere) == "/"


async def test_a_way_on_within_the_house_is_kept(world: World, browsers: Browsers) -> None:
    browser = await browsers.of(world.amira)
    assert (await browser.get("/sign-in?next=/me/name")).headers["location"] == "/me/name"
    assert (await browser.get("/sign-in?next=//evil.example")).headers["location"] == "/"


@pytest.mark.parametrize(
    ("agent", "label"),
    [
        (
            "Mozilla/5.0 (Linux; Android 14) Chrome/156.0 Safari/537.36",
            "Android, Chrome",
        ),
        (
            "Mozilla/5.0 (iPhone; like Mac OS X) Version/19 Safari/604.1",
            "iPhone, Safari",
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/156.0 Safari/537.36 Edg/156.0", "Windows, Edge"),
        ("curl/8", ""),
    ],
)
def test_a_device_is_named_in_plain_words(agent: str, label: str) -> None:
    assert device_label(agent) == label
