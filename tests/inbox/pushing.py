"""Devices that said yes to messages, at a push service of the tests' own, and what goes there."""

import asyncio
from collections import Counter
from typing import Any
from uuid import UUID

from server.config import Config
from server.inbox.keys import public_key
from server.inbox.sending import senders
from server.inbox.subscribing import Given, subscribe
from server.inbox.tables import Delivery, Subscription
from server.people.asking import Adult, adult_of
from tests.inbox.going import queued
from tests.inbox.push_service import Browser, PushService, Request
from tests.world import sign_in


async def phone_of(adult: Adult, service: PushService, config: Config) -> Browser:
    """A phone where this adult signed in and said yes to messages."""
    browser, mine = service.browser(), await adult_of(await sign_in(adult))
    assert mine is not None
    given = Given(**browser.info(await public_key(config.secret)))
    assert await subscribe(mine, config.push_also, given, "Android, Chrome") == ""
    return browser


async def device_of(browser: Browser) -> dict[str, Any] | None:
    """The row of this phone, if it is known."""
    return await Subscription.select().where(Subscription.endpoint == browser.endpoint).first()


async def pushed(adult: Adult, browser: Browser, **more: Any) -> int:
    """A push on its way to this phone; its number."""
    device = await device_of(browser)
    assert device is not None
    return await queued(
        adult, subscription=device["id"], address=UUID(str(device["id"])).hex, **more
    )


async def send_all(config: Config) -> int:
    """Send whatever is due; how many that were."""
    async with senders(config) as going:
        return await going.drain()


async def row(seq: int) -> dict[str, Any]:
    """This delivery as it stands."""
    found = await Delivery.select().where(Delivery.seq == seq).first()
    assert found is not None
    return found


class Slow(PushService):
    """Thinks for a moment before it answers; counts how many of one kind are there at once."""

    moment = 0.02

    def __init__(self) -> None:
        super().__init__()
        self.now: Counter[tuple[str, str]] = Counter()
        self.most = 0

    async def think(self, request: Request) -> None:
        kind = (request.path, request.headers["topic"])
        self.now[kind] += 1
        self.most = max(self.most, self.now[kind])
        await asyncio.sleep(self.moment)
        self.now[kind] -= 1
