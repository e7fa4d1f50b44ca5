"""A form that another site sends does nothing, in whatever shape it comes."""

import pytest

from server.concerns.tables import Concern
from server.people.asking import COOKIE
from server.people.tables import Op, Session
from tests.browsing import Browsers
from tests.edge.wire import FORM, HOST, OURS, ask
from tests.world import World, sign_in

JSON = (b"content-type", b"application/json")
TEXT = (b"content-type", b"text/plain")
PARTS = (b"content-type", b"multipart/form-data; boundary=x")
SHAPES = {
    "another site": [(b"sec-fetch-site", b"cross-site"), FORM],
    "a neighbour under the same domain": [(b"sec-fetch-site", b"same-site"), FORM],
    "another site with our origin written in": [
        (b"sec-fetch-site", b"cross-site"),
        (b"origin", b"https://alongside.test"),
        FORM,
    ],
    "an old browser on another site": [(b"origin", b"https://evil.test"), FORM],
    "a sandboxed frame": [(b"origin", b"null"), FORM],
    "our name over plain http": [(b"origin", b"http://alongside.test"), FORM],
    "our name at another port": [(b"origin", b"https://alongside.test:8443"), FORM],
    "a name that begins like ours": [(b"origin", b"https://alongside.test.evil.test"), FORM],
    "a subdomain": [(b"origin", b"https://evil.alongside.test"), FORM],
    "a browser that says nothing": [FORM],
    "text instead of a form": [(b"sec-fetch-site", b"cross-site"), TEXT],
    "parts instead of a form": [(b"sec-fetch-site", b"cross-site"), PARTS],
    "JSON instead of a form": [(b"sec-fetch-site", b"cross-site"), JSON],
    "a header that is not ASCII": [(b"sec-fetch-site", b"\xff\xfe"), FORM],
}


@pytest.mark.parametrize("shape", SHAPES)
async def test_a_form_from_elsewhere_does_nothing(
    shape: str, world: World, browsers: Browsers
) -> None:
    cookie = (b"cookie", f"{COOKIE}={await sign_in(world.amira)}".encode())
    before = await Session.count()
    for path in (f"/children/{world.sam}/concerns", "/sign-out", "/language"):
        told = await ask(
            browsers.app,
            "POST",
            path.encode(),
            [HOST, cookie, *SHAPES[shape]],
            b"op=00000000-0000-4000-8000-000000000001&words=Planted&language=pl",
        )
        assert told.status == 403, path
        assert "set-cookie" not in told.headers
    assert await Concern.count() == await Op.count() == 0
    assert await Session.count() == before
    assert await Session.count().where(Session.ended_at.is_null()) == before


async def test_a_form_of_our_own_is_taken(world: World, browsers: Browsers) -> None:
    cookie = (b"cookie", f"{COOKIE}={await sign_in(world.amira)}".encode())
    for ours in (OURS, (b"origin", b"https://alongside.test")):
        told = await ask(
            browsers.app,
            "POST",
            f"/children/{world.sam}/concerns".encode(),
            [HOST, cookie, ours, FORM],
            b"op=00000000-0000-4000-8000-000000000001&words=Mine",
        )
        assert told.status == 303
    assert await Concern.count() == 1


async def test_looking_needs_no_origin(world: World, browsers: Browsers) -> None:
    told = await ask(browsers.app, "GET", b"/sign-in", [HOST, (b"sec-fetch-site", b"cross-site")])
    assert told.status == 200
