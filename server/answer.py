"""An answer on its way out: its head held until its body is known, compressed, and logged."""

import time

import brotli
import structlog
from litestar.types import HTTPScope, Message, Scope, Send

from server.assets import accepted

_log = structlog.get_logger("access")
_SMALL = 600
Header = tuple[bytes, bytes]


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
        if self.compresses(names, body):
            body = brotli.compress(body, quality=4, lgwin=18)
            head.append((b"content-encoding", b"br"))
        if self.status not in (204, 304):
            head.append((b"content-length", str(len(body)).encode()))
        await self.send({"type": "http.response.start", "status": self.status, "headers": head})
        sent = b"" if self.head_only else body
        await self.send({"type": "http.response.body", "body": sent, "more_body": False})

    def compresses(self, names: set[bytes], body: bytes) -> bool:
        """Text that is worth it, for a browser that takes brotli."""
        fresh = b"content-encoding" not in names and b"etag" not in names
        return fresh and len(body) > _SMALL and b"br" in self.takes

    def log(self, scope: Scope) -> None:
        """One line: the route, never an id, a name or a word."""
        _log.info(
            "answered",
            method=scope.get("method"),
            route=scope.get("path_template", ""),
            status=self.status,
            ms=round((time.perf_counter() - self.began) * 1000, 1),
        )
