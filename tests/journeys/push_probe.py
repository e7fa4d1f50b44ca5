"""What a Chromium makes of a push: handed to the real worker, shown, and tapped."""

import asyncio
import os
from base64 import urlsafe_b64encode
from typing import Any

import http_ece
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from playwright.async_api import CDPSession, Page, Worker

from tests.journeys.mozilla_push import PushService

PATIENCE = 20.0
SERVICES = ("pushMessaging", "notifications")
SHOWN = """async () => (await registration.getNotifications()).map(
  ({title, body, lang, dir, tag, data}) => ({title, body, lang, dir, tag, data}))"""
# Only the window's opening is caught: without a finger on glass a browser would not open one.
TAPPED = """async () => {
  const [notification] = await registration.getNotifications();
  const tap = new NotificationEvent("notificationclick", { notification });
  const [works, opened] = [[], []];
  const open = clients.openWindow;
  tap.waitUntil = (work) => works.push(work);
  clients.openWindow = async (url) => { opened.push(url); return null; };
  dispatchEvent(tap);
  for (const work of works) await work;
  clients.openWindow = open;
  return opened;
}"""


class Device:
    """A subscription whose keys the test holds: what is sent to it can be read."""

    def __init__(self, service: PushService, key: str) -> None:
        self.service = service
        self.endpoint = service.subscribed(key)
        self.private = generate_private_key(SECP256R1())
        self.auth = os.urandom(16)

    @property
    def p256dh(self) -> str:
        point = self.private.public_key().public_bytes(
            Encoding.X962, PublicFormat.UncompressedPoint
        )
        return urlsafe_b64encode(point).rstrip(b"=").decode()

    @property
    def secret(self) -> str:
        return urlsafe_b64encode(self.auth).rstrip(b"=").decode()

    async def hears(self) -> str:
        """The newest message, once there is one: what was encrypted for this device alone."""
        taken = await self.service.newest(self.endpoint)
        said: bytes = http_ece.decrypt(taken.body, private_key=self.private, auth_secret=self.auth)
        return said.decode()


class PushProbe:
    """The worker of one page's browser, and what it shows."""

    def __init__(self, page: Page, cdp: CDPSession, worker: Worker) -> None:
        self.page = page
        self.cdp = cdp
        self.worker = worker
        self.registration: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self.happened: asyncio.Queue[dict[str, Any]] = asyncio.Queue()

    async def shows(self, payload: str) -> list[dict[str, Any]]:
        """Hand over a push; what stands on the lock screen once the worker is done with it."""
        origin = "/".join(self.page.url.split("/")[:3])
        await self.cdp.send(
            "ServiceWorker.deliverPushMessage",
            {"origin": origin, "registrationId": await self.registration, "data": payload},
        )
        # Asking while a push is on its way can lose its notification: ask when it is over.
        async with asyncio.timeout(PATIENCE):
            while (await self.happened.get())["eventName"] != "Push event completed":
                continue
        return list(await self.worker.evaluate(SHOWN))

    async def taps(self) -> list[str]:
        """Tap the notification; the addresses the worker opens."""
        return list(await self.worker.evaluate(TAPPED))

    def registered(self, said: dict[str, Any]) -> None:
        for each in said["registrations"]:
            if not self.registration.done():
                self.registration.set_result(each["registrationId"])


async def probe(page: Page) -> PushProbe:
    """A probe in the browser of this page, whose worker is there and may show notifications."""
    origin = "/".join(page.url.split("/")[:3])
    await page.context.grant_permissions(["notifications"], origin=origin)
    await page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    cdp = await page.context.new_cdp_session(page)
    found = PushProbe(page, cdp, page.context.service_workers[0])
    cdp.on("ServiceWorker.workerRegistrationUpdated", found.registered)
    cdp.on(
        "BackgroundService.backgroundServiceEventReceived",
        lambda said: found.happened.put_nowait(said["backgroundServiceEvent"]),
    )
    await cdp.send("ServiceWorker.enable")
    for service in SERVICES:
        await cdp.send("BackgroundService.startObserving", {"service": service})
        await cdp.send("BackgroundService.setRecording", {"shouldRecord": True, "service": service})
    return found
