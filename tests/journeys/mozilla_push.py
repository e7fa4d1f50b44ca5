"""A push service on this machine: Mozilla's protocol to a Firefox, RFC 8030 to who sends."""

import asyncio
import json
import time
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from uuid import uuid4

from aiohttp import WSMsgType, web
from py_vapid import Vapid02

MOST = 4096  # bytes that every push service takes (RFC 8030 7.2)
DAY = 24 * 60 * 60
PATIENCE = 20.0
SHOWN, UNREADABLE = 100, 101  # what a Firefox says of a message that came
Spoil = Callable[[bytes], bytes]


def plain(text: str) -> bytes:
    """base64url, with or without its padding."""
    return urlsafe_b64decode(text + "=" * (-len(text) % 4))


@dataclass
class Pushed:
    """One request of the sender, and how it was answered."""

    endpoint: str
    headers: Mapping[str, str]
    body: bytes
    status: int
    at: float = field(default_factory=time.monotonic)


@dataclass
class Channel:
    """One subscription: who may send to it, and what waits for its browser."""

    key: str
    browser: str = ""
    live: bool = True
    waiting: dict[str, bytes] = field(default_factory=dict)


class PushService:
    """Both sides of one push service; it remembers what was sent, and what browsers made of it."""

    def __init__(self) -> None:
        self.origin = ""
        self.channels: dict[str, Channel] = {}
        self.browsers: dict[str, web.WebSocketResponse] = {}
        self.pushed: list[Pushed] = []
        self.heard: list[int] = []  # what browsers said of each message
        self.spoil: Spoil = bytes  # changes messages on their way to a browser
        self.came = asyncio.Condition()

    def sent_to(self, endpoint: str) -> list[Pushed]:
        """What came for one endpoint."""
        return [each for each in self.pushed if each.endpoint == endpoint]

    async def newest(self, endpoint: str) -> Pushed:
        """What came last for one endpoint, as soon as there is something."""
        async with asyncio.timeout(PATIENCE), self.came:
            taken = await self.came.wait_for(lambda: self.sent_to(endpoint))
        return taken[-1]

    async def tell(self) -> None:
        """Something came: whoever waits looks again."""
        async with self.came:
            self.came.notify_all()

    async def hears(self, many: int) -> None:
        """Browsers have said what they made of so many messages."""
        async with asyncio.timeout(PATIENCE), self.came:
            await self.came.wait_for(lambda: len(self.heard) >= many)

    @contextmanager
    def spoiling(self, how: Spoil) -> Iterator[None]:
        """For a while, messages are changed on their way."""
        self.spoil = how
        try:
            yield
        finally:
            self.spoil = bytes

    def endpoint(self, channel: str) -> str:
        return f"{self.origin}/push/{channel}"

    def subscribed(self, key: str) -> str:
        """The endpoint of a new subscription that no browser listens to."""
        channel = str(uuid4())
        self.channels[channel] = Channel(key)
        return self.endpoint(channel)

    # --- the browser's side

    async def browser(self, request: web.Request) -> web.WebSocketResponse:
        """A browser that stays connected, for as long as it does."""
        socket = web.WebSocketResponse(protocols=("push-notification",))
        await socket.prepare(request)
        known = uuid4().hex
        async for said in socket:
            if said.type is not WSMsgType.TEXT:
                continue
            message = json.loads(said.data)
            if message.get("messageType") == "hello":
                known = message.get("uaid") or known
                self.browsers[known] = socket
            answer = self.answer(known, message)
            if answer is not None:
                await socket.send_json(answer)
            await self.tell()
            await self.deliver(known)
        if self.browsers.get(known) is socket:
            del self.browsers[known]
        return socket

    def answer(self, browser: str, said: dict[str, Any]) -> dict[str, Any] | None:
        """What a browser is told; nothing for its acknowledgements."""
        kind, channel = said.get("messageType"), said.get("channelID", "")
        if kind == "hello":
            same = {"messageType": kind, "uaid": browser, "status": 200}
            return {**same, "use_webpush": True, "broadcasts": {}}
        if kind == "register":
            self.channels[channel] = Channel(said.get("key", ""), browser)
            same = {"messageType": kind, "channelID": channel, "status": 200}
            return {**same, "pushEndpoint": self.endpoint(channel)}
        if kind == "unregister":
            if channel in self.channels:
                self.channels[channel].live = False
            return {"messageType": kind, "channelID": channel, "status": 200}
        for update in said.get("updates", [said] if kind == "nack" else []):
            self.heard.append(update.get("code", SHOWN))
        return None if said else {}

    async def deliver(self, browser: str) -> None:
        """What waits for this browser, once it is there."""
        socket = self.browsers.get(browser)
        for name, channel in list(self.channels.items()):
            if socket is None or socket.closed or channel.browser != browser:
                continue
            bodies, channel.waiting = list(channel.waiting.values()), {}
            for body in bodies:
                await socket.send_json(self.notice(name, body))

    def notice(self, channel: str, body: bytes) -> dict[str, Any]:
        return {
            "messageType": "notification",
            "channelID": channel,
            "version": uuid4().hex,
            "ttl": 60,
            "data": urlsafe_b64encode(self.spoil(body)).rstrip(b"=").decode(),
            "headers": {"encoding": "aes128gcm"},
        }

    # --- the sender's side

    async def push(self, request: web.Request) -> web.Response:
        """A message for one endpoint (RFC 8030 5)."""
        body, name = await request.read(), request.match_info["channel"]
        status = self.judge(name, request.headers, body)
        endpoint = self.endpoint(name)
        self.pushed.append(Pushed(endpoint, dict(request.headers), body, status))
        await self.tell()
        if status != HTTPStatus.CREATED:
            return web.Response(status=status)
        channel = self.channels[name]
        channel.waiting[request.headers.get("Topic", uuid4().hex)] = body
        await self.deliver(channel.browser)
        return web.Response(status=status, headers={"Location": f"{endpoint}/{uuid4().hex}"})

    def judge(self, name: str, headers: Mapping[str, str], body: bytes) -> HTTPStatus:
        """What a strict push service answers to such a request."""
        channel = self.channels.get(name)
        if channel is None:
            return HTTPStatus.NOT_FOUND
        if not channel.live:
            return HTTPStatus.GONE
        if not headers.get("TTL", "").isdigit() or headers.get("Content-Encoding") != "aes128gcm":
            return HTTPStatus.BAD_REQUEST
        if len(body) > MOST:
            return HTTPStatus.REQUEST_ENTITY_TOO_LARGE
        if not self.vouched(channel, headers.get("Authorization", "")):
            return HTTPStatus.FORBIDDEN
        return HTTPStatus.CREATED

    def vouched(self, channel: Channel, authorization: str) -> bool:
        """Signed by the key it was subscribed with, for us, for a day at most (RFC 8292)."""
        scheme, _, rest = authorization.partition(" ")
        parts = dict(part.strip().partition("=")[::2] for part in rest.split(","))
        if scheme != "vapid" or plain(parts.get("k", "")) != plain(channel.key):
            return False
        if not Vapid02.verify(f"vapid t={parts['t']},k={parts['k']}"):
            return False
        claims = json.loads(plain(parts["t"].split(".")[1]))
        left = claims["exp"] - time.time()
        return claims["aud"] == self.origin and 0 < left <= DAY and ":" in claims["sub"]


@asynccontextmanager
async def push_service() -> AsyncIterator[PushService]:
    """The service, answering on a port of its own."""
    service, app = PushService(), web.Application()
    app.add_routes([web.get("/", service.browser), web.post("/push/{channel}", service.push)])
    runner = web.AppRunner(app, shutdown_timeout=1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    service.origin = f"http://{host}:{port}"
    try:
        yield service
    finally:
        for socket in list(service.browsers.values()):
            await socket.close()
        await asyncio.wait_for(runner.cleanup(), 10)
