"""python -m tools.bench.messages.endpoint CERTIFICATE KEY: takes every push, as fast as it can.

It prints its two ports (HTTP, HTTPS), tells at GET / what came since it was last asked, and ends
with whoever started it.
"""

import asyncio
import json
import re
import ssl
import sys
import time
from collections import defaultdict
from functools import partial
from typing import Any

import uvloop

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
TOKEN = re.compile(rb"authorization: *([^\r]+)", re.IGNORECASE)
TAKEN = b"HTTP/1.1 201 Created\r\nLocation: /m/1\r\nContent-Length: 0\r\n\r\n"
END = b"\r\n\r\n"


class Seen:
    """What came since somebody last asked: paths with their moments, and tokens of each port."""

    def __init__(self) -> None:
        self.arrived: list[tuple[str, float]] = []
        self.tokens: dict[int, set[bytes]] = defaultdict(set)

    def told(self) -> bytes:
        """All of it, as an answer; from now on, what comes next."""
        tokens = [len(each) for each in self.tokens.values()]
        body = json.dumps({"arrived": self.arrived, "tokens": tokens}).encode()
        self.__init__()  # type: ignore[misc]
        return b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s" % (len(body), body)


class Talk(asyncio.Protocol):
    """One connection; a request counts once all of it is there."""

    def __init__(self, seen: Seen) -> None:
        self.seen = seen
        self.held = b""

    def connection_made(self, transport: Any) -> None:
        """Somebody came."""
        self.transport = transport
        self.port: int = transport.get_extra_info("sockname")[1]

    def data_received(self, data: bytes) -> None:
        """Bytes, of one request or of many."""
        self.held += data
        while (end := self.held.find(END)) >= 0:
            head = self.held[:end]
            length = LENGTH.search(head)
            whole = end + len(END) + (int(length[1]) if length else 0)
            if len(self.held) < whole:
                return
            self.held = self.held[whole:]
            self.transport.write(self._answer(head))

    def _answer(self, head: bytes) -> bytes:
        method, path, _ = head.split(b" ", 2)
        if method == b"GET":
            return self.seen.told()
        self.seen.arrived.append((path.decode(), time.monotonic()))
        token = TOKEN.search(head)
        self.seen.tokens[self.port].add(token[1] if token else b"")
        return TAKEN


async def _listen(certificate: str, key: str) -> None:
    seen = Seen()
    safe = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    safe.load_cert_chain(certificate, key)
    loop = asyncio.get_running_loop()
    listening = [
        await loop.create_server(partial(Talk, seen), "127.0.0.1", 0, ssl=each, backlog=512)
        for each in (None, safe)
    ]
    print(*(each.sockets[0].getsockname()[1] for each in listening), flush=True)
    await asyncio.to_thread(sys.stdin.read)


if __name__ == "__main__":
    uvloop.run(_listen(*sys.argv[1:]))
