"""The page without the house: the driver, the same rows, the same template, a bare ASGI app."""

import os
import sqlite3
from typing import Any
from uuid import UUID

import asyncpg
import msgspec

import server.db.sqlite_words  # noqa: F401 -- the same types come out of SQLite
from server.children.queries import TheChild
from server.people.asking import Adult
from server.templating import pages
from server.trail.pages import cursor_text
from server.trail.queries import Cursor, Timeline
from tools.databases import file_of

CHILD = """
SELECT id, name, called, say, born, languages, areas, picture, in_care FROM child WHERE id =
"""
NAMES = (
    "seq at kind visible cycle step about item way prompt picked detail words lang actor"
    " actor_called author author_called"
)
ROWS = """
SELECT seq, at, kind, visible, cycle, step, about, item, way, prompt, picked, detail, words, lang,
       actor, actors.called, author, authors.called
FROM event JOIN person actors ON actors.id = actor JOIN person authors ON authors.id = author
"""
PAGE = " AND kind NOT IN ('insight.echoed', 'insight.seen') ORDER BY at DESC, seq DESC LIMIT 31"
ECHOES = "WHERE kind = 'insight.echoed' AND about"
Row: Any = msgspec.defstruct("Row", NAMES.split(), frozen=True, gc=False)


class OnSQLite:
    """One connection, read where it stands."""

    async def open(self, url: str) -> None:
        self.link = sqlite3.connect(
            file_of(url), detect_types=sqlite3.PARSE_DECLTYPES, cached_statements=512
        )

    async def rows(self, child: UUID) -> tuple[Any, list[Any], list[Any]]:
        ask, key = self.link.execute, str(child)
        found = ask(CHILD + "?", (key,)).fetchone()
        shown = ask(ROWS + "WHERE child = ?" + PAGE, (key,)).fetchall()
        said = _said(shown)
        marks = ", ".join("?" * len(said))
        echoes = ask(f"{ROWS}{ECHOES} IN ({marks})", [str(item) for item in said]).fetchall()
        return found, shown, echoes


class OnPostgres:
    """A pool, and statements the driver prepares."""

    async def open(self, url: str) -> None:
        async def nothing(_: Any) -> None: ...

        self.pool = await asyncpg.create_pool(url, min_size=1, max_size=10, reset=nothing)

    async def rows(self, child: UUID) -> tuple[Any, list[Any], list[Any]]:
        async with self.pool.acquire() as link:
            found = await link.fetchrow(CHILD + "$1", child)
            shown = await link.fetch(ROWS + "WHERE child = $1" + PAGE, child)
            echoes = await link.fetch(ROWS + ECHOES + " = ANY($1)", _said(shown))
            return found, shown, echoes


def _said(shown: list[Any]) -> list[UUID]:
    return [row[7] for row in shown[:30] if row[2] == "insight.told" and row[7]]


URL, CHILD_ID = os.environ["BENCH_URL"], UUID(os.environ["BENCH_CHILD"])
ME = Adult(UUID(os.environ["BENCH_PERSON"]), called="Amira", name="Amira Test", reads="en_GB")
database = OnSQLite() if URL.startswith("sqlite") else OnPostgres()


async def _page() -> bytes:
    found, shown, echoes = await database.rows(CHILD_ID)
    events = [Row(*row) for row in shown]
    more = Cursor(events[29].at, events[29].seq)
    answers = {row.about: row for row in (Row(*echo) for echo in echoes)}
    page = pages.get_template("trail/timeline.html").render(
        child=TheChild(*found),
        staff=False,
        trail=Timeline(events[:30], answers, more),
        older=cursor_text(more),
        me=ME,
        path=f"/children/{CHILD_ID}/timeline",
        demo=False,
        values={},
        problems={},
    )
    return page.encode()


async def app(scope: Any, receive: Any, send: Any) -> None:
    """Any request is one for the page."""
    if scope["type"] == "lifespan":
        await receive()
        await database.open(URL)
        await send({"type": "lifespan.startup.complete"})
        await receive()
        await send({"type": "lifespan.shutdown.complete"})
        return
    body = await _page()
    head = [(b"content-type", b"text/html; charset=utf-8")]
    head.append((b"content-length", str(len(body)).encode()))
    await send({"type": "http.response.start", "status": 200, "headers": head})
    await send({"type": "http.response.body", "body": body})
