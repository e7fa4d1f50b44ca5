"""Phones on which an adult's messages come: what their browsers tell the app."""

from typing import Any

import httpx

from server.inbox.subscribing import push_key_of
from server.inbox.tables import Delivery, Subscription
from server.people.asking import COOKIE, Adult, adult_of
from tests.browsing import CONFIG, op
from tests.inbox.push_service import Browser

FCM = "https://fcm.googleapis.com"
AGENT = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36"


def phone(origin: str = FCM) -> Browser:
    """A phone whose messages go by Google's push service, or by another."""
    return Browser(origin)


async def says(adult: httpx.AsyncClient, device: Browser, **more: Any) -> httpx.Response:
    """Its browser says how messages reach it."""
    facts = device.info(await push_key_of(CONFIG))
    return await adult.post("/me/subscriptions", json={**facts, **more})


async def asks_for_a_test(adult: httpx.AsyncClient, **form: Any) -> httpx.Response:
    """Somebody presses "Send a test"."""
    return await adult.post("/me/subscriptions/tests", data={**op(), **form})


async def adult_in(browser: httpx.AsyncClient) -> Adult:
    """Who is signed in there, with their session."""
    found = await adult_of(browser.cookies[COOKIE])
    assert found
    return found


async def only() -> dict[str, Any]:
    """The one subscription there is."""
    (row,) = await Subscription.select()
    return row


async def sent_to(adult: Adult) -> list[tuple[str, str]]:
    """How each delivery to this adult stands, and why, in the order they were made."""
    rows = await Delivery.select().where(Delivery.person == adult.id).order_by(Delivery.seq)
    return [(row["state"], row["reason"]) for row in rows]
