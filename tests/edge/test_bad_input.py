"""Whatever is sent, wherever it is sent: an answer in time, and never "our mistake"."""

import re
from collections.abc import AsyncIterator, Iterator
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
from tests.edge.wire import FORM, HOST, OURS, Header, Told, ask
from tests.emptying import empty
from tests.world import sign_in

SLOT = re.compile(r"\{(\w+)\}")
OP = b"op=00000000-0000-4000-8000-000000000001"
JSON = (b"content-type", b"application/json")
DEEP = b"[" * 50_000

TEXTS: dict[str, bytes] = {
    "NUL": b"%00",
    "a lone surrogate": b"%ED%A0%80",
    "broken UTF-8": b"%FF%FE",
    "2 to the 63": b"9223372036854775808",
    "a far bigger number": b"9" * 400,
    "minus a lot": b"-" + b"9" * 30,
    "no number": b"NaN",
    "a floating mark": b"%CC%81" * 300,
    "overrides": b"%E2%80%AE%E2%81%A6",
    "emoji": b"%F0%9F%91%A8%E2%80%8D%F0%9F%91%A9%E2%80%8D%F0%9F%91%A7" * 50,
    "a template": b"%7B%7B7*7%7D%7D%7B%25if%25%7D{date}{name!r}%25(x)s",
    "SQL": b"%27%3B+DROP+TABLE+person%3B--",
    "nothing": b"",
    "a year before years": b"0000-00-00",
    "a year after years": b"99999-01-01",
    "a day that is not": b"2026-02-30",
    "half a percent sign": b"%",
    "a long line": b"x" * 20_000,
}


def forms(whole: bytes, names: list[str]) -> Iterator[tuple[str, list[Header], bytes]]:
    """Every wrong way to send this form."""
    for called, text in TEXTS.items():
        fields = b"&".join(name.encode() + b"=" + text for name in names)
        yield f"{called} everywhere", [FORM], OP + b"&" + fields
    for called, body in _bodies(whole).items():
        yield called, [FORM], body
    for called, (kind, body) in _kinds(whole).items():
        yield called, [(b"content-type", kind)], body
    for called, body in SHAPES.items():
        yield called, [JSON], body
    yield "no type", [], whole
    yield "compressed, it says", [FORM, (b"content-encoding", b"gzip")], whole


def _bodies(whole: bytes) -> dict[str, bytes]:
    return {
        "no body": b"",
        "only the press": OP,
        "no press": whole.replace(OP, b""),
        "a bad press": whole.replace(OP, b"op=9223372036854775808"),
        "doubled fields": whole + b"&" + whole,
        "an unknown field": whole + b"&unknown=1",
        "300 fields": whole + b"&x=1" * 300,
        "a field too big": whole + b"&words=" + b"x" * 10_000_000,
        "raw bytes": bytes(range(256)) * 8,
    }


def _kinds(whole: bytes) -> dict[str, tuple[bytes, bytes]]:
    return {
        "another charset": (FORM[1] + b"; charset=utf-16", whole),
        "a type that is none": (b"\xff/;;;=", whole),
        "parts": (b"multipart/form-data; boundary=x", b"--x\r\n\r\n--x--"),
        "parts without an end": (b"multipart/form-data", b"--"),
        "text": (b"text/plain", whole),
    }


SHAPES = {
    "JSON": b'{"op": 1e999, "words": null}',
    "null": b"null",
    "a list": b"[]",
    "a far number": b"1e999",
    "nothing in it": b"{}",
    "deep JSON": DEEP,
    "broken JSON": b'{"a": "\xff',
    "a big number in JSON": b'{"credential": {"id": 9223372036854775808}}',
    "a lone surrogate in JSON": b'{"credential": {"id": "\\ud800"}, "secret": "\\ud800"}',
    "deep JSON in its place": b'{"credential":' + b'{"a":' * 5_000,
    "a list in its place": b'{"credential": []}',
}
PATHS = {
    "NUL": b"%00",
    "a lone surrogate": b"%ED%A0%80",
    "broken UTF-8": b"%FF",
    "2 to the 63": b"9223372036854775808",
    "no id": b"none",
    "an id with braces": b"%7B00000000-0000-4000-8000-000000000000%7D",
    "too long": b"a" * 5_000,
    "a slash": b"..%2F..%2Fetc%2Fpasswd",
    "raw": b"\xed\xa0\x80\xff",
}
QUERIES = {
    **{
        called: b"&".join(name + b"=" + text for name in (b"next", b"before", b"prompt", b"of"))
        for called, text in TEXTS.items()
    },
    "the same name often": b"next=/&" * 400,
    "everything at once": b"of=%00&before=x&after=&kept=1&prompt=%FF&own=1&about=2&way=3&as=4",
    "kept words that are not there": b"kept=1",
    "raw bytes": bytes(range(128, 256)),
    "no name": b"=&=&&&==;",
    "a lonely cursor": b"before=2026-01-01T00:00:00%2B99:99",
}
COOKIES = [
    b"__Host-sid=",
    b"__Host-sid=" + b"x" * 64,
    b"__Host-sid=" + b"\xff" * 40,
    b"__Host-sid=" + b"y" * 70_000,
    b"__Host-sid=a; __Host-sid=b; language=%00; language=xx",
    b"language=\x01\x02; =; ;;;; a",
    b"language=" + b"z" * 70_000,
    b"__Host-browser=" + b"\xc3\x28" * 30,
    b'language="pl\\073"; $Version=1',
    bytes(range(1, 256)),
]
HEADERS = [
    (b"accept-language", b"x" * 60_000),
    (b"accept-language", b"\xff\xfe;q=\xff, *;q=nan, pl;q=1e999, -;q=-1, a-b-c-d-e-f-g"),
    (b"accept-language", b"en_GB@@@.utf-8,,,;;;q"),
    (b"accept-encoding", b"br;q=x, \xff, *;q=0" * 500),
    (b"user-agent", b"\xff" * 5_000),
    (b"referer", b"https://[::1"),
    (b"referer", b"http://alongside.test:99999999/%00\xff"),
    (b"hx-request", b"\xff"),
    (b"hx-current-url", b"javascript:alert(1)"),
    (b"content-length", b"-1"),
    (b"x-http-method-override", b"DELETE"),
]
METHODS = ("PUT", "PATCH", "TRACE", "CONNECT", "BREW", "get", "DELETE", "OPTIONS", "HEAD", "")
HOSTS = [
    b"",
    b"evil.test",
    b"alongside.test.evil.test",
    b"alongside.test:99999",
    b"alongside.test:x",
    b"[::1",
    b"\xff",
    b"alongside.test, evil.test",
    b"a" * 70_000,
]


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
