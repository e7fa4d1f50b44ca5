"""People who write, and press again until they are told that it was kept."""

import asyncio
import random
from uuid import UUID, uuid4

import httpx

from tools.chaos.server import Server

PAUSE = 0.25  # seconds before pressing again
TWICE = 0.2  # how often a finger presses twice at once


class Writers:
    """Several at once, until they are told to stop."""

    def __init__(self, server: Server) -> None:
        self.server = server
        self.kept: set[UUID] = set()
        self.odd: list[int] = []
        self.again = 0
        self.over = False

    async def write(self, how_many: int) -> None:
        """All of them write; each ends with a press that was kept."""
        headers = {"cookie": self.server.cookie, "sec-fetch-site": "same-origin"}
        async with httpx.AsyncClient(
            base_url=self.server.origin, headers=headers, timeout=10
        ) as browser:
            await asyncio.gather(*(self._one(browser) for _ in range(how_many)))

    async def _one(self, browser: httpx.AsyncClient) -> None:
        while not self.over:
            op = uuid4()
            fingers = 2 if random.random() < TWICE else 1  # noqa: S311
            await asyncio.gather(*(self._press(browser, op) for _ in range(fingers)))

    async def _press(self, browser: httpx.AsyncClient, op: UUID) -> None:
        """The same press until it is acknowledged."""
        form = {"op": str(op), "words": f"worry {op}"}
        while True:
            try:
                answer = await browser.post(f"{self.server.path}/concerns", data=form)
            except httpx.TransportError:
                status = httpx.codes.SERVICE_UNAVAILABLE
            else:
                status = httpx.codes(answer.status_code)
            if status in (httpx.codes.OK, httpx.codes.SEE_OTHER):
                self.kept.add(op)
                return
            if status != httpx.codes.SERVICE_UNAVAILABLE:
                self.odd.append(status)
                return
            self.again += 1
            await asyncio.sleep(PAUSE)
