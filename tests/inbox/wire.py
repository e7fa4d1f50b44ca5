"""Whoever takes text messages, on this machine: answers as told, and keeps what it was asked."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from aiohttp import web

NOTIFY_SMS = "/v2/notifications/sms"


class Wire:
    """An HTTP server of the tests' own."""

    def __init__(self, status: int, headers: dict[str, str], words: str) -> None:
        self.status, self.headers, self.words = status, headers, words
        self.asked: list[tuple[str, dict[str, str], Any]] = []
        self.address = ""

    async def answer(self, request: web.Request) -> web.Response:
        """What it was told to say, to whatever comes."""
        body = await request.json() if request.can_read_body else None
        self.asked.append((f"{request.method} {request.path}", dict(request.headers), body))
        more = {"content_type": "application/json", "text": self.words}
        return web.Response(status=self.status, headers=self.headers, **more)


@asynccontextmanager
async def wire(
    status: int = 201, words: str = '{"id": "1"}', **headers: str
) -> AsyncIterator[Wire]:
    """There for as long as it is needed."""
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    made = Wire(status, named, words)
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", made.answer)
    runner = web.AppRunner(app)
    await runner.setup()
    try:
        site = web.TCPSite(runner, "127.0.0.1", 0)
        await site.start()
        made.address = f"http://127.0.0.1:{runner.addresses[0][1]}"
        yield made
    finally:
        await runner.cleanup()
