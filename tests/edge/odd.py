"""Everything odd that can be sent: texts, forms, addresses, cookies, headers, hosts."""

from collections.abc import Iterator

from tests.edge.wire import FORM, Header

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
