"""Fills a database: a few people, and as many trail rows as asked for."""

import sqlite3
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import asyncpg

from server.children.rules import TieRole
from server.children.tables import Child, Placement, Tie
from server.content import prompts
from server.db import engine_from_url, migrate, using
from server.people.asking import hashed
from server.people.rules import Device, Level
from server.people.tables import Person, Session
from server.settings.tables import Setting
from server.trail.rules import Happened
from server.trail.tables import Event
from tools.databases import file_of

COLUMNS = tuple(column._meta.name for column in Event._meta.columns if column is not Event.seq)
WORDS = "She asked for “more” at lunch, twice. On the way home she pointed at the bus & said it."
ITEM = 1 << 64  # ids of items count up from here


class Town(NamedTuple):
    """Who is in a filled database."""

    url: str
    child: UUID  # has a full page of trail
    small: UUID  # has five rows to show
    others: tuple[UUID, ...]
    setting: UUID
    parent: UUID
    worker: UUID
    token: str


async def fill(url: str, rows: int) -> Town:
    """A migrated database with this many trail rows, half of them about one child."""
    engine = engine_from_url(url, synchronous="OFF")
    await migrate(engine)
    await engine.open()
    with using(engine):
        town = await _people(url)
    await engine.close()
    if url.startswith("sqlite"):
        _into_sqlite(file_of(url), trail(town, rows))
    else:
        await _into_postgres(url, trail(town, rows))
    return town


async def _people(url: str) -> Town:
    at = datetime.now(UTC)
    oak = Setting(name="Oak", made_at=at)
    amira, ben = (Person(name=f"{it} Test", called=it, made_at=at) for it in ("Amira", "Ben"))
    everyone = [_child(f"Child {place}", at) for place in range(20)]
    await Setting.insert(oak)
    await Person.insert(amira, ben)
    await Child.insert(*everyone)
    since = at - timedelta(days=100)
    placements = [Placement(child=each.id, setting=oak.id, since=since) for each in everyone]
    await Placement.insert(*placements)
    for each in everyone[:2]:
        await Tie.insert(Tie(child=each.id, person=amira.id, role=TieRole.PARENT, since=since))
    token = uuid4().hex + uuid4().hex
    await Session.insert(_session(amira.id, token, at))
    child, small, *others = (each.id for each in everyone)
    return Town(url, child, small, tuple(others), oak.id, amira.id, ben.id, token)


def _child(called: str, at: datetime) -> Child:
    return Child(name=f"{called} Test", called=called, born=date(2023, 3, 1), made_at=at)


def _session(person: UUID, token: str, at: datetime) -> Session:
    return Session(
        person=person,
        token_hash=hashed(token),
        level=Level.FULL,
        device=Device.OWN,
        began_at=at,
        seen_at=at,
        proved_at=at,
    )


def trail(town: Town, rows: int) -> Iterator[tuple[Any, ...]]:
    """Rows as the table has them, oldest first: half one child's, six the small one's."""
    start = datetime.now(UTC) - timedelta(seconds=rows + 10)
    asked = next(each for each in prompts().prompt if len(each.choices) > 1)
    picked = " ".join(choice.key for choice in asked.choices[:2])
    kinds = (
        (Happened.TOLD, "assess", "pictures", asked.key, picked, "", WORDS),
        (Happened.ECHOED, "assess", "", "", "", "", WORDS),
        (Happened.OUTCOME_SHARED, "plan", "", "", "", "", WORDS),
        (Happened.OUTCOME_ANSWERED, "plan", "write", "", "", "agree", ""),
        (Happened.CONCERN_RAISED, "", "write", "", "", "", WORDS),
        (Happened.SUPPORT_GIVEN, "do", "", "", "", "", ""),
        (Happened.NOTE_WRITTEN, "do", "", "", "", "", WORDS),
        (Happened.TOLD, "do", "write", asked.key, "", "", WORDS),
        (Happened.RATED, "review", "pictures", "", "", "", ""),
        (Happened.STEP_STARTED, "review", "", "", "", "review", ""),
    )
    for place in range(rows):
        kind, step, way, prompt, picks, detail, words = kinds[place % 10]
        others = town.others[place // 20 % len(town.others)]
        child = town.child if place % 20 < 10 else others  # noqa: PLR2004
        child = town.small if 10 <= place < 16 else child  # noqa: PLR2004
        family = kind in (Happened.TOLD, Happened.OUTCOME_ANSWERED, Happened.CONCERN_RAISED)
        actor = town.parent if family else town.worker
        visible = "author" if kind is Happened.CONCERN_RAISED else "all"
        item = UUID(int=ITEM + place) if kind is Happened.TOLD else None
        about = UUID(int=ITEM + place - 1) if kind is Happened.ECHOED else None
        at = start + timedelta(seconds=place)
        row = (child, town.setting, at, kind.value, actor, actor, None, visible, None, step)
        yield (*row, about, item, way, prompt, picks, detail, words, "en_GB")


def _into_sqlite(path: str, rows: Iterator[tuple[Any, ...]]) -> None:
    marks = ", ".join("?" * len(COLUMNS))
    with sqlite3.connect(path) as link:
        for quicker in ("synchronous=OFF", "journal_mode=MEMORY", "cache_size=-256000"):
            link.execute(f"PRAGMA {quicker}")
        sql = f"INSERT INTO event ({', '.join(COLUMNS)}) VALUES ({marks})"  # noqa: S608 -- our own names
        link.executemany(sql, (tuple(map(_as_text, row)) for row in rows))
    link.close()


def _as_text(value: Any) -> Any:
    return value if isinstance(value, str) or value is None else str(value)


async def _into_postgres(url: str, rows: Iterator[tuple[Any, ...]]) -> None:
    link = await asyncpg.connect(url)
    await link.execute("SET session_replication_role = replica")  # the rows are right already
    await link.copy_records_to_table("event", records=rows, columns=COLUMNS)
    await link.execute("VACUUM ANALYZE")
    await link.close()
