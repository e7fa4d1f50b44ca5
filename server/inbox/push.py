"""The wire of Web Push (RFC 8030, 8188, 8291): the only file that knows it."""

import asyncio
from contextlib import suppress
from functools import lru_cache
from typing import NamedTuple, Self
from uuid import UUID

import aiohttp
from aiohttp.abc import AbstractResolver
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from pywebpush import WebPusher
from yarl import URL

from server.config import Config
from server.inbox.endpoint_rules import endpoint_problem, keys_problem, on_windows, origin_of
from server.inbox.payload_rules import LARGEST
from server.inbox.resolver import NotPublic, OnlyPublic
from server.inbox.retry_rules import NEVER, Answered
from server.inbox.tokens import Tokens

PATIENCE = aiohttp.ClientTimeout(total=10, sock_connect=5)
MOST_READ = 4096
KEEP_ALIVE = 60
MOST_LINES = 2048
SILENT = ("User-Agent", "Accept", "Accept-Encoding")  # what we run on is nobody's business
CODING = {"Content-Encoding": "aes128gcm", "Content-Type": "application/octet-stream"}
# Microsoft asks for one more header, which others may refuse (pywebpush's readme, "Windows").
FOR_WINDOWS = {**CODING, "X-WNS-Type": "wns/raw"}


class Address(NamedTuple):
    """A device: where it is, the keys of its browser, and which key of ours it knows."""

    endpoint: str
    p256dh: str
    auth: str
    key: UUID


class Line(NamedTuple):
    """What is the same at each push to one device."""

    url: URL
    origin: str
    session: aiohttp.ClientSession
    pusher: WebPusher
    headers: dict[str, str]


class Wire:
    """Sends pushes. How many at a time, and what is tried again, is up to whoever sends."""

    def __init__(
        self,
        config: Config,
        *,
        lookup: AbstractResolver | None = None,
        patience: aiohttp.ClientTimeout = PATIENCE,
    ) -> None:
        self.also = config.push_also
        self.lookup = lookup
        self.patience = patience
        self.tokens = Tokens(config)

    async def __aenter__(self) -> Self:
        self.known = self._session(OnlyPublic(self.lookup))
        self.own = self._session(self.lookup)  # what an operator added may be on any address
        self.line = lru_cache(MOST_LINES)(self._line)
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.known.close()
        await self.own.close()

    def _session(self, resolver: AbstractResolver | None) -> aiohttp.ClientSession:
        pool = aiohttp.TCPConnector(resolver=resolver, limit=0, keepalive_timeout=KEEP_ALIVE)
        return aiohttp.ClientSession(
            connector=pool,
            timeout=self.patience,
            cookie_jar=aiohttp.DummyCookieJar(),
            skip_auto_headers=SILENT,
            trust_env=False,
            auto_decompress=False,
        )

    async def send(
        self, address: Address, payload: bytes, *, ttl: int, urgency: str, topic: str
    ) -> Answered:
        """One push, and what became of it."""
        line = self.line(address)
        if line is None:
            return Answered(0, NEVER, "address")
        if len(payload) > LARGEST:
            return Answered(0, NEVER, "too-large")
        token = await self.tokens.header(address.key, line.origin)
        if not token:
            return Answered(0, NEVER, "key")
        body = line.pusher.encode(payload)["body"]
        await asyncio.sleep(0)  # others encode as well: that is quicker one after another
        head = {"Authorization": token, "TTL": str(max(ttl, 1)), "Urgency": urgency, "Topic": topic}
        return await _posted(line, head | line.headers, body)

    def _line(self, address: Address) -> Line | None:
        wrong = endpoint_problem(address.endpoint, self.also)
        if wrong or keys_problem(address.p256dh, address.auth):
            return None
        origin = origin_of(address.endpoint)
        return Line(
            URL(address.endpoint, encoded=True),
            origin,
            self.own if origin in self.also else self.known,
            _pusher(address),
            FOR_WINDOWS if on_windows(origin) else CODING,
        )


def _pusher(address: Address) -> WebPusher:
    """What encrypts for this browser, with its point read once and not at each push."""
    keys = {"p256dh": address.p256dh, "auth": address.auth}
    made = WebPusher({"endpoint": address.endpoint, "keys": keys})
    made.receiver_key = EllipticCurvePublicKey.from_encoded_point(SECP256R1(), made.receiver_key)
    return made


async def _posted(line: Line, headers: dict[str, str], body: bytes) -> Answered:
    try:
        answer = await line.session.post(
            line.url, data=body, headers=headers, allow_redirects=False
        )
    except TimeoutError:
        return Answered(0, "", "timeout")
    except aiohttp.ClientConnectorDNSError as error:
        inside = isinstance(error.os_error, NotPublic)
        return Answered(0, "", "not-public" if inside else "unreachable")
    except aiohttp.ClientError:
        return Answered(0, "", "unreachable")
    await _leave(answer)
    return Answered(answer.status, answer.headers.get("Retry-After", ""))


async def _leave(answer: aiohttp.ClientResponse) -> None:
    """The connection serves again when there was little left to read on it, and is closed else."""
    left, content = MOST_READ, answer.content
    with suppress(aiohttp.ClientError, TimeoutError):  # the status has come, and says it all
        while left > 0 and not content.at_eof():
            left -= len(await content.read(left))
    answer.release() if content.at_eof() else answer.close()
