"""How many queries one page asks, and how many bytes it is."""

from typing import Any, NamedTuple
from uuid import UUID

import httpx
import structlog

from server.app import create_app
from server.config import Config
from server.db import engine_from_url
from server.people.asking import COOKIE
from tools.bench.seed import Town

ORIGIN = "http://localhost"


class Page(NamedTuple):
    """One page, looked at closely."""

    items: int
    queries: int
    plain: int  # bytes
    sent: int  # bytes, compressed


async def look(town: Town) -> list[Page]:
    """The small child's page, then the full one."""
    engine = engine_from_url(town.url)
    asked: list[str] = []
    structlog.configure(logger_factory=structlog.ReturnLoggerFactory())
    _listen(engine, asked)
    app = create_app(Config(database="", origins=(ORIGIN,), secret=b"s" * 32), engine)
    await engine.open()
    transport = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
    cookies = {COOKIE: town.token}
    async with httpx.AsyncClient(transport=transport, base_url=ORIGIN, cookies=cookies) as browser:
        pages = [await _look(browser, asked, child) for child in (town.small, town.child)]
    await engine.close()
    return pages


async def _look(browser: httpx.AsyncClient, asked: list[str], child: UUID) -> Page:
    asked.clear()
    takes = {"accept-encoding": "br"}
    answer = await browser.get(f"/children/{child}/timeline", headers=takes)
    answer.raise_for_status()
    plain, sent = answer.content, int(answer.headers["content-length"])
    return Page(plain.count(b'<li class="stack"'), len(asked), len(plain), sent)


def _listen(engine: Any, asked: list[str]) -> None:
    """Write down each statement on its way to the database."""
    inside = False
    for name in ("run", "tuples"):

        def listening(then: Any) -> Any:
            async def heard(*given: Any, **more: Any) -> Any:
                nonlocal inside
                outermost, inside = not inside, True
                if outermost:
                    asked.append(str(given))
                try:
                    return await then(*given, **more)
                finally:
                    inside = not outermost

            return heard

        setattr(engine, name, listening(getattr(engine, name)))
