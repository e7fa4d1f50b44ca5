"""A browser for tests: the real app behind an in-process transport, one cookie jar each."""

from uuid import uuid4

import httpx

from server.app import create_app
from server.config import Config
from server.db import Engine
from server.people.asking import COOKIE, Adult
from server.people.rules import Level
from tests.world import sign_in

ORIGIN = "https://alongside.test"
CONFIG = Config(database="", origins=(ORIGIN,), secret=b"s" * 32, mail="file:var/test-outbox")


class Browsers:
    """Opens a browser for anybody."""

    def __init__(self, engine: Engine, config: Config = CONFIG) -> None:
        self.app = create_app(config, engine)

    def nobody(self, **headers: str) -> httpx.AsyncClient:
        """A browser where nobody is signed in."""
        more = {"sec-fetch-site": "same-origin", "accept-language": "en-GB", **headers}
        transport = httpx.ASGITransport(app=self.app)
        return httpx.AsyncClient(transport=transport, base_url=ORIGIN, headers=more)

    async def of(
        self, adult: Adult, level: Level = Level.FULL, **headers: str
    ) -> httpx.AsyncClient:
        """A browser where this adult is signed in."""
        browser = self.nobody(**headers)
        browser.cookies.set(COOKIE, await sign_in(adult, level), domain="alongside.test")
        return browser


def op(**fields: object) -> dict[str, object]:
    """The fields of a form, with a fresh op."""
    return {"op": str(uuid4()), **fields}
