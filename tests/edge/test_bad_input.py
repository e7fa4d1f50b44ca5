"""Whatever is sent, wherever it is sent: an answer in time, and never "our mistake"."""

import re
from collections.abc import AsyncIterator
from urllib.parse import quote, urlencode

import pytest

from server.app import doors
from server.db import Engine
from server.people.asking import COOKIE
from tests.access.bodies import AS_JSON, OTHER_IDS, bodies
from tests.access.expected import DOORS
from tests.access.filled import Filled, fill
from tests.access.keeping import Kept
from tests.browsing import Browsers
from tests.edge.odd import COOKIES, HEADERS, HOSTS, METHODS, OP, PATHS, QUERIES, forms
from tests.edge.wire import FORM, HOST, OURS, Header, Told, ask
from tests.emptying import empty
from tests.world import sign_in

SLOT = re.compile(r"\{(\w+)\}")


class Street:
    """The filled town and its doors, asked byte by byte."""

    def __init__(self, browsers: Browsers, town: Filled, kept: Kept) -> None:
        self.app, self.town, self.kept = browsers.app, town, kept
        self.bodies = bodies(town)
        self.cookies: dict[str, Header] = {}

    async def open(self) -> None:
        """Everybody comes in once, and this is how it is kept."""
        for name, adult in self.town.world.adults.items():
            token = await sign_in(adult)
            self.cookies[name] = (b"cookie", f"{COOKIE}={token}".encode())
        await self.kept.keep()

    def headers(self, door: str) -> list[Header]:
        """Of the first adult who gets in here."""
        return [HOST, OURS, self.cookies[min(DOORS[door].who)]]

    def target(self, door: str, slot: bytes | None = None) -> bytes:
        """The door's path, with real ids or with this in their place."""
        named, path = OTHER_IDS.get(door, {}), door.partition(" ")[2]
        ids = {name: self.town.ids[named.get(name, name)] for name in SLOT.findall(path)}
        return b"".join(
            (slot or str(ids[part[1:-1]]).encode()) if part.startswith("{") else part.encode()
            for part in re.split(r"(\{\w+\})", path)
        )

    def whole(self, door: str) -> bytes:
        """Its form, filled in rightly."""
        return OP + b"&" + urlencode(self.bodies.get(door, {}), doseq=True).encode()

    def names(self, door: str) -> list[str]:
        """The fields of its form."""
        return list(self.bodies.get(door, {"words": ""}))


@pytest.fixture(scope="module")
async def street(database: Engine) -> AsyncIterator[Street]:
    await empty(database)
    made = Street(Browsers(database), await fill(), Kept(database))
    await made.open()
    yield made
    await made.kept.drop()


def sound(told: Told, said: str) -> None:
    """An answer that is not our mistake, and tells nothing of the inside."""
    assert told.status < 500, said
    assert b"Traceback" not in told.body, said


def test_every_door_is_known_here(street: Street) -> None:
    there = {
        f"{method} {re.sub(r':[a-z]+}', '}', route.path)}"
        for route, handler in doors(street.app)
        for method in getattr(handler, "http_methods", ())
    }
    assert there == set(DOORS)


@pytest.mark.parametrize("door", [door for door in DOORS if door.startswith("POST ")])
async def test_a_form_filled_in_in_any_wrong_way(door: str, street: Street) -> None:
    me, target = street.headers(door), street.target(door)
    for said, more, body in forms(street.whole(door), street.names(door)):
        told = await ask(street.app, "POST", target, [*me, *more], body)
        sound(told, f"{door}: {said}")
        if said == "a field too big" and not DOORS[door].open and door not in AS_JSON:
            assert told.status == 413
        if said in ("no body", "deep JSON", "raw bytes"):
            sound(await ask(street.app, "POST", target, [HOST, OURS, *more], body), said)
        if told.status < 400:
            await street.kept.back()


@pytest.mark.parametrize("door", DOORS)
async def test_a_wrong_address_or_a_wrong_question(door: str, street: Street) -> None:
    me = street.headers(door)
    method, more = door.partition(" ")[0], [FORM] if door.startswith("POST") else []
    if SLOT.search(door):
        for said, slot in PATHS.items():
            target = street.target(door, slot)
            sound(await ask(street.app, method, target, [*me, *more]), f"{door}: {said}")
    if method == "GET":
        for said, query in QUERIES.items():
            target = street.target(door) + b"?" + query
            sound(await ask(street.app, "GET", target, me), f"{door}: {said}")


@pytest.mark.parametrize(
    "door", ["GET /", "GET /sign-in", "GET /children/{child_id}/timeline", "POST /language"]
)
async def test_odd_cookies_headers_methods_and_hosts(door: str, street: Street) -> None:
    app, target = street.app, street.target(door)
    me, body = street.headers(door), b"language=pl"
    method = door.partition(" ")[0]
    for cookie in COOKIES:
        told = await ask(app, method, target, [HOST, OURS, FORM, (b"cookie", cookie)], body)
        sound(told, str(cookie[:40]))
    for header in HEADERS:
        for who in (me, [HOST, OURS]):
            told = await ask(app, method, target, [*who, FORM, header], body)
            sound(told, str(header[1][:40]))
    for odd in METHODS:
        sound(await ask(app, odd, target, me), odd)
    for host in HOSTS:
        told = await ask(app, method, target, [(b"host", host), *me[1:]], body)
        assert told.status == 400, host


@pytest.mark.parametrize("port", [b":443", b":80", b":8443"])
async def test_another_port_is_another_place(port: bytes, street: Street) -> None:
    told = await ask(street.app, "GET", b"/sign-in", [(b"host", HOST[1] + port), OURS])
    assert told.status == 400


@pytest.mark.parametrize("name", ["Alongside.Test", "ALONGSIDE.TEST"])
async def test_a_host_is_the_same_in_capitals(name: str, street: Street) -> None:
    told = await ask(street.app, "GET", b"/sign-in", [(b"host", name.encode()), OURS])
    assert told.status == 200


@pytest.mark.parametrize(
    "path",
    [
        b"/%2e%2e/%2e%2e/etc/passwd",
        b"/static/../server/app.py",
        b"/static/%00",
        b"/static/" + b"a/" * 500,
        b"/schema",
        b"/schema/openapi.json",
        b"/children//timeline",
        b"/\xff\xfe",
        b"/" + b"%F0%9F%98%80" * 100,
        quote("/ünïcode/…").encode(),
        b"*",
    ],
)
async def test_an_address_that_leads_nowhere(path: bytes, street: Street) -> None:
    for who in ([HOST, OURS], street.headers("GET /")):
        told = await ask(street.app, "GET", path, who)
        assert told.status in (303, 400, 404), path
