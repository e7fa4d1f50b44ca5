"""An answer on its way out: its head held until its body is known, compressed, and logged."""

import gzip
import time

import brotli
import structlog
from litestar.types import HTTPScope, Message, Scope, Send

from server.assets import accepted

_log = structlog.get_logger("access")
_SMALL = 600
Header = tuple[bytes, bytes]


def _packed(encoding: bytes, body: bytes) -> bytes:
    if encoding == b"br":
        return bytes(brotli.compress(body, quality=4, lgwin=18))
    return gzip.compress(body, 5, mtime=0)


class Answer:
    """Holds an answer's head until its body is known, then sends both, compressed if it helps."""

    def __init__(
        self,
        scope: HTTPScope,
        headers: dict[bytes, bytes],
        send: Send,
        more: list[Header],
    ) -> None:
        self.head_only = scope["method"] == "HEAD"
        self.takes = accepted(headers.get(b"accept-encoding", b""))
        self.send = send
        self.more = more
        self.status = 0
        self.began = time.perf_counter()
        self.start: list[tuple[bytes, bytes]] = []
        self.body = bytearray()

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self.start = list(message["headers"])
        elif message["type"] == "http.response.body":
            self.body += message["body"]
            if not message.get("more_body"):
                await self.leave()
        else:
            await self.send(message)

    async def leave(self) -> None:
        """Send it."""
        body, names = bytes(self.body), {name.lower() for name, _ in self.start}
        head = [pair for pair in self.start if pair[0].lower() != b"content-length"] + self.more
        if b"cache-control" not in names:
            head.append((b"cache-control", b"private, no-store"))
            head.append((b"vary", b"HX-Request, Accept-Language, Cookie, Accept-Encoding"))
        encoding = self.encoding(names, body)
        if encoding:
            body = _packed(encoding, body)
            head.append((b"content-encoding", encoding))
        if self.status not in (204, 304):
            head.append((b"content-length", str(len(body)).encode()))
        await self.send({"type": "http.response.start", "status": self.status, "headers": head})
        sent = b"" if self.head_only else body
        await self.send({"type": "http.response.body", "body": sent, "more_body": False})

    def encoding(self, names: set[bytes], body: bytes) -> bytes:
        """How a text that is worth it is packed for this browser; empty for not at all."""
        if b"content-encoding" in names or b"etag" in names or len(body) <= _SMALL:
            return b""
        return next((each for each in (b"br", b"gzip") if each in self.takes), b"")

    def log(self, scope: Scope) -> None:
        """One line: the route, never an id, a name or a word."""
        _log.info(
            "answered",
            method=scope.get("method"),
            route=scope.get("path_template", ""),
            status=self.status,
            ms=round((time.perf_counter() - self.began) * 1000, 1),
        )
