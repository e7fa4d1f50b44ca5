"""Every answer leaves with the same protection, whatever kind of answer it is."""

import pytest

from server.assets import ASSETS
from server.people.asking import COOKIE
from tests.browsing import Browsers
from tests.edge.wire import FORM, HOST, OURS, Told, ask
from tests.world import World, sign_in

EVERY_ANSWER = {
    "content-security-policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(self), microphone=(self), geolocation=()",
    "strict-transport-security": "max-age=63072000; includeSubDomains",
}
NEVER = ("server", "x-powered-by", "access-control-allow-origin")
AWAY = "/children/00000000-0000-4000-8000-000000000000/timeline"


async def every_kind(world: World, browsers: Browsers) -> dict[str, Told]:
    """One answer of every kind, by its name."""
    token = await sign_in(world.amira)
    me = (b"cookie", f"{COOKIE}={token}".encode())
    near, app = (HOST, OURS, me), browsers.app
    worry = f"/children/{world.sam}/concerns".encode()
    return {
        "200": await ask(app, "GET", f"/children/{world.sam}/timeline".encode(), near),
        "303": await ask(app, "GET", AWAY.encode()),
        "400": await ask(app, "POST", worry, (*near, FORM), b"unknown=field"),
        "403": await ask(app, "POST", worry, (HOST, me, (b"sec-fetch-site", b"cross-site"))),
        "404": await ask(app, "GET", AWAY.encode(), near),
        "405": await ask(app, "DELETE", worry, near),
        "413": await ask(app, "POST", worry, (*near, FORM), b"words=" + b"x" * 300_000),
        "422": await ask(
            app,
            "POST",
            worry,
            (*near, FORM),
            b"op=00000000-0000-4000-8000-000000000001&words=",
        ),
        "401": await ask(app, "POST", worry, (HOST, OURS, FORM), b""),
        "host": await ask(app, "GET", b"/", ((b"host", b"elsewhere.test"), OURS)),
        "static": await ask(app, "GET", ASSETS["style.css"].url.encode()),
        "no static": await ask(app, "GET", b"/static/none.css"),
        "HEAD": await ask(app, "HEAD", f"/children/{world.sam}/timeline".encode(), near),
    }


async def test_every_kind_of_answer_carries_the_same_protection(
    world: World, browsers: Browsers
) -> None:
    for name, told in (await every_kind(world, browsers)).items():
        expected = {"host": 400, "static": 200, "no static": 404, "HEAD": 200}.get(name, name)
        assert told.status == int(expected), name
        found = {key: told.headers.get(key) for key in EVERY_ANSWER}
        assert found == EVERY_ANSWER, name
        assert not set(NEVER) & set(told.headers), name


async def test_no_page_is_kept_by_anything_on_the_way(world: World, browsers: Browsers) -> None:
    for name, told in (await every_kind(world, browsers)).items():
        kept = told.headers["cache-control"]
        assert ("immutable" in kept) if name == "static" else ("no-store" in kept), name


async def test_a_head_is_the_same_answer_without_its_body(world: World, browsers: Browsers) -> None:
    answers = await every_kind(world, browsers)
    assert answers["HEAD"].body == b""
    assert answers["HEAD"].headers["content-type"] == answers["200"].headers["content-type"]
    assert answers["200"].body


async def test_a_wrong_method_says_which_are_right(world: World, browsers: Browsers) -> None:
    allowed = (await every_kind(world, browsers))["405"].headers["allow"]
    assert "POST" in allowed


@pytest.mark.parametrize("name", ["__Host-sid", "__Host-browser", "language"])
async def test_a_cookie_of_ours_never_leaves_this_site(
    name: str, world: World, browsers: Browsers
) -> None:
    app = browsers.app
    form = (HOST, OURS, FORM)
    answers = [
        await ask(app, "POST", b"/sign-in/code", form, b"email=nobody%40example.test"),
        await ask(app, "POST", b"/language", form, b"language=pl"),
        await ask(app, "POST", b"/sign-out", form, b""),
    ]
    cookies = [told.headers["set-cookie"] for told in answers if "set-cookie" in told.headers]
    for cookie in (each for each in cookies if each.startswith(f"{name}=")):
        said = cookie.lower()
        assert "samesite=lax" in said
        assert "path=/" in said
        assert "domain" not in said
        assert name == "language" or {"secure", "httponly"} <= set(said.split("; "))


async def test_an_old_browser_gets_gzip_and_a_new_one_brotli(
    world: World, browsers: Browsers
) -> None:
    for takes, given in (("gzip, deflate", "gzip"), ("gzip, deflate, br", "br"), ("", None)):
        amira = await browsers.of(world.amira, **{"accept-encoding": takes})
        answer = await amira.get(f"/children/{world.sam}/plan")
        assert answer.headers.get("content-encoding") == given
        assert "<html" in answer.text
