"""The outermost wrapper: host, same-origin check, language, headers, compression, the access line.

It wraps the whole app, because Litestar's own middleware never runs for a 404 or a 405.
"""

import re
from typing import cast

from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Receive, Scope, Send

from server import words
from server.answer import Answer
from server.config import Config
from server.languages import LANGUAGES, chosen

METHODS = frozenset({"GET", "HEAD", "POST", "DELETE"})
SAFE = frozenset({"GET", "HEAD"})
CSP = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = [
    (b"content-security-policy", CSP.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(self), microphone=(self), geolocation=()"),
]
LANGUAGE = re.compile(rb"(?:^|; ?)language=([A-Za-z_]{2,12})")
STRICT = (b"strict-transport-security", b"max-age=63072000; includeSubDomains")


class Edge:
    """Every answer, error pages too, leaves through here with the same headers and language."""

    def __init__(self, app: ASGIApp, config: Config) -> None:
        self.app = app
        self.hosts = config.hosts
        self.origins = frozenset(config.origins)
        https = config.origin.startswith("https")
        self.headers = [*HEADERS, STRICT] if https else HEADERS

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            await self.app(scope, receive, send)
            return
        asked = scope
        headers = dict(asked["headers"])
        _speak(headers)
        refusal = self.refusal(asked, headers)
        if refusal:
            await self.refuse(refusal, send)
            return
        answer = Answer(asked, headers, send, self.headers)
        if asked["method"] == "HEAD":
            scope = cast("Scope", {**asked, "method": "GET"})
        await self.app(scope, receive, answer)
        answer.log(scope)

    def refusal(self, scope: HTTPScope, headers: dict[bytes, bytes]) -> tuple[int, bytes] | None:
        """Why this request is not let in at all, if so."""
        host = headers.get(b"host", b"").decode("latin-1").lower()
        if host not in self.hosts:
            return 400, b"This address is not known here."
        if scope["method"] not in METHODS:
            return 405, b"That method is not used here."
        if scope["method"] not in SAFE and not self.same_origin(headers):
            return 403, b"This form came from another site, so it was not sent."
        return None

    def same_origin(self, headers: dict[bytes, bytes]) -> bool:
        """Fetch metadata first, then Origin; a browser that says neither is not believed."""
        site = headers.get(b"sec-fetch-site")
        if site is not None:
            return site in (b"same-origin", b"none")
        origin = headers.get(b"origin")
        if origin is not None:
            return origin.decode("latin-1") in self.origins
        return b"cookie" not in headers

    async def refuse(self, refusal: tuple[int, bytes], send: Send) -> None:
        """A few plain words; nothing of the app has run."""
        status, words_ = refusal
        head = [(b"content-type", b"text/plain; charset=utf-8"), (b"cache-control", b"no-store")]
        head += [(b"content-length", str(len(words_)).encode()), *self.headers]
        head += [(b"allow", ", ".join(sorted(METHODS)).encode())] if status == 405 else []  # noqa: PLR2004
        await send({"type": "http.response.start", "status": status, "headers": head})
        await send({"type": "http.response.body", "body": words_, "more_body": False})


def _speak(headers: dict[bytes, bytes]) -> None:
    """The language of the device; a signed-in person's own language comes later, in the guard."""
    found = LANGUAGE.search(headers.get(b"cookie", b""))
    cookie = found[1].decode() if found else ""
    accept = headers.get(b"accept-language", b"").decode("latin-1")
    words.speak(cookie if cookie in LANGUAGES else chosen(accept))
