"""Asks the app byte by byte, as a server would hand it on; nothing tidies the request up first."""

import asyncio
from collections.abc import Iterable
from typing import Any, NamedTuple
from urllib.parse import unquote

from litestar import Litestar

HOST = (b"host", b"alongside.test")
OURS = (b"sec-fetch-site", b"same-origin")
FORM = (b"content-type", b"application/x-www-form-urlencoded")
PATIENCE = 10  # seconds: no answer takes that long, so it hangs
Header = tuple[bytes, bytes]


class Told(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes


async def ask(
    app: Litestar,
    method: str,
    target: bytes,
    headers: Iterable[Header] = (HOST, OURS),
    body: bytes = b"",
) -> Told:
    """One request. Fails when it takes too long."""
    raw, _, query = target.partition(b"?")
    scope: dict[str, Any] = {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": method,
        "scheme": "https",
        "path": unquote(raw.decode("latin-1")),
        "raw_path": raw,
        "query_string": query,
        "root_path": "",
        "headers": list(headers),
        "server": ("alongside.test", 443),
        "client": ("127.0.0.1", 50000),
        "state": {},
        "extensions": {},
    }
    sent: list[dict[str, Any]] = []
    waiting = [{"type": "http.request", "body": body, "more_body": False}]

    async def receive() -> dict[str, Any]:
        return waiting.pop() if waiting else {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        sent.append(message)

    async with asyncio.timeout(PATIENCE):
        await app(scope, receive, send)  # type: ignore[arg-type]
    head = {name.decode("latin-1"): value.decode("latin-1") for name, value in sent[0]["headers"]}
    return Told(sent[0]["status"], head, b"".join(each.get("body", b"") for each in sent[1:]))
