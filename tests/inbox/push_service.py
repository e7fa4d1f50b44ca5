"""A push service of the tests' own (RFC 8030), on this machine alone, and browsers that use it.

    async with PushService() as service:
        browser = service.browser()
        service.answers(Say(429, {"Retry-After": "7"}), path=browser.path)
        ...                               # send to browser.address(key)
        (request,) = service.to(browser)  # with the moment it came, its headers and its body
        browser.read(request)             # decrypted by http_ece, which is not ours

It speaks plain HTTP: whoever sends must be told of `service.origin` (config.push_also). It takes
what the standard takes, answers 201, and says something else as often as it is told to.
"""

import asyncio
import json
import os
import time
from base64 import urlsafe_b64encode
from collections import defaultdict, deque
from collections.abc import Mapping
from contextlib import suppress
from http import HTTPStatus
from typing import Any, NamedTuple, Self
from uuid import UUID, uuid4

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec

from server.inbox.keys import public_text
from server.inbox.push import Address

MOST = 4096  # bytes of a body that every push service takes (RFC 8030 7.2)
FLOOD = 2**30
DRIP = 0.05  # seconds from one byte to the next


class Say(NamedTuple):
    """One answer: as it is; or "hang" (none at all), "drip" (byte by byte), "flood" (1 GB)."""

    status: int = 201
    headers: Mapping[str, str] = {}
    how: str = ""


class Request(NamedTuple):
    """One request as it came, with the moment (time.monotonic)."""

    at: float
    path: str
    headers: dict[str, str]  # names in lower case
    body: bytes

    @property
    def salt(self) -> bytes:
        """RFC 8188 2.1: 16 bytes, another one each time."""
        return self.body[:16]

    @property
    def keyid(self) -> bytes:
        """The key it was encrypted with, for this one message."""
        return self.body[21 : 21 + self.body[20]]


class Browser:
    """A browser that has subscribed: what it tells the app, and what it can read."""

    def __init__(self, origin: str) -> None:
        self.private = ec.generate_private_key(ec.SECP256R1())
        self.secret = os.urandom(16)
        self.path = f"/push/{uuid4().hex}"
        self.endpoint = origin + self.path
        self.p256dh = public_text(self.private)
        self.auth = urlsafe_b64encode(self.secret).decode().rstrip("=")

    def info(self, key: str) -> dict[str, str]:
        """What its script posts; `key` is the app's public key."""
        facts = {"endpoint": self.endpoint, "p256dh": self.p256dh, "auth": self.auth}
        return {**facts, "key": key}

    def address(self, key: UUID) -> Address:
        """Where a sender sends to; `key` is the row of the app's key."""
        return Address(self.endpoint, self.p256dh, self.auth, key)

    def plain(self, request: Request) -> bytes:
        """What came, decrypted."""
        found: bytes = http_ece.decrypt(
            request.body, private_key=self.private, auth_secret=self.secret, version="aes128gcm"
        )
        return found

    def read(self, request: Request) -> Any:
        """What came, decrypted, as the JSON it is."""
        return json.loads(self.plain(request))


class PushService:
    """Listens on a port of its own as long as it is open; remembers everything it was sent."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.connections = 0
        self.script: dict[str, deque[Say]] = defaultdict(deque)
        self.talks: set[asyncio.Task[None]] = set()

    async def __aenter__(self) -> Self:
        self.server = await asyncio.start_server(self._come, "127.0.0.1", 0)
        self.origin = f"http://127.0.0.1:{self.server.sockets[0].getsockname()[1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        self.server.close()
        for talk in self.talks:
            talk.cancel()
        await asyncio.gather(*self.talks, return_exceptions=True)

    def browser(self) -> Browser:
        """A new browser that subscribes here."""
        return Browser(self.origin)

    def answers(self, *says: Say, path: str = "") -> None:
        """What is answered next, in this order: at this path, or at any that has no own answers."""
        self.script[path].extend(says)

    def to(self, browser: Browser) -> list[Request]:
        """What came for this browser, in its order."""
        return [each for each in self.requests if each.path == browser.path]

    def _come(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        talk = asyncio.create_task(self._talk(reader, writer))
        self.talks.add(talk)
        talk.add_done_callback(self.talks.discard)

    async def _talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            with suppress(ConnectionError, asyncio.IncompleteReadError):
                while True:
                    await self._one(reader, writer)
        finally:
            writer.close()

    async def _one(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        first, *lines = (await reader.readuntil(b"\r\n\r\n")).decode().rstrip().split("\r\n")
        headers = {
            name.lower(): value for name, _, value in (each.partition(": ") for each in lines)
        }
        body = await reader.readexactly(int(headers.get("content-length", "0")))
        method, path, _ = first.split(" ")
        request = Request(time.monotonic(), path, headers, body)
        self.requests.append(request)
        await self.think(request)
        await _answer(writer, self._next(path) or _usual(method, request))

    async def think(self, request: Request) -> None:
        """Before it answers: nothing, unless a test has it do something."""

    def _next(self, path: str) -> Say | None:
        waiting = self.script[path] or self.script[""]
        return waiting.popleft() if waiting else None


def _usual(method: str, request: Request) -> Say:
    """What RFC 8030 asks of whoever sends, checked."""
    if method != "POST":
        return Say(405)
    if not request.headers.get("ttl", "").isdigit():
        return Say(400)
    return Say(413) if len(request.body) > MOST else Say(201, {"Location": f"/m/{uuid4().hex}"})


async def _answer(writer: asyncio.StreamWriter, say: Say) -> None:
    if say.how == "hang":
        await asyncio.Event().wait()
    length = FLOOD if say.how == "flood" else 0
    headers = {"Content-Length": str(length), **say.headers}
    lines = [f"HTTP/1.1 {say.status} {HTTPStatus(say.status).phrase}"]
    lines += [f"{name}: {value}" for name, value in headers.items()]
    head = "\r\n".join([*lines, "", ""]).encode()
    if say.how == "drip":
        for place in range(len(head)):
            writer.write(head[place : place + 1])
            await asyncio.sleep(DRIP)
        return
    writer.write(head)
    for _ in range(length // 65536):
        writer.write(b"x" * 65536)
        await writer.drain()
    await writer.drain()
