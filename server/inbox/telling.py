"""Announcements become messages: who hears is decided here, now, by what each may see now."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import structlog

from server.clock import now
from server.config import Config
from server.db import alone, unit
from server.inbox.delivering import Wanted
from server.inbox.hearing import hearers
from server.inbox.hours_rules import KNOWN
from server.inbox.link_rules import Told, link_of, subject_of
from server.inbox.planning import PLANNING, plan
from server.inbox.rules import side_of
from server.inbox.settling import settle_messages
from server.inbox.telling_rules import Tell, tells
from server.trail.rules import Happened
from server.trail.tables import Announcement

_log = structlog.get_logger("telling")
AT_ONCE = 8  # a unit of this many is short enough for the web to wait for
TRIES = 5  # then it is left alone for an hour


class Row(msgspec.Struct, frozen=True):
    """One thing that happened and has still to be told."""

    announcement: int
    seq: int
    kind: Happened
    at: datetime
    child: UUID
    setting: UUID | None
    actor: UUID
    author: UUID
    to_whom: UUID | None
    cycle: UUID | None
    about: UUID | None
    item: UUID | None
    detail: str

    @property
    def told(self) -> Told:
        """Its ids."""
        return Told(self.kind, self.child, self.cycle, self.about, self.item)


async def tell_waiting(config: Config) -> int:
    """Tell what waits to be told; one that fails is tried alone, and stops no other."""
    try:
        return await _tell(config, AT_ONCE)
    except Exception as error:  # noqa: BLE001 -- found out below, one by one
        _log.warning("telling failed", kind=type(error).__name__)
    return sum([await _alone(config, each) for each in await _waiting_ones()])


@unit
async def tell_again() -> None:
    """What could not be told is tried again: whatever stood in its way may be mended by now."""
    await Announcement.update({Announcement.tries: 0}).where(Announcement.tries >= TRIES)


async def _waiting_ones() -> list[int]:
    rows = (
        await Announcement.select(Announcement.seq)
        .where(Announcement.tries < TRIES)
        .order_by(Announcement.seq)
        .limit(AT_ONCE)
    )
    return [row["seq"] for row in rows]


async def _alone(config: Config, announcement: int) -> int:
    try:
        return await _tell(config, 1, announcement)
    except Exception as error:  # noqa: BLE001 -- counted, so that it cannot stop the others
        _log.error("not told", kind=type(error).__name__)
        await _count(announcement)
        return 0


@unit
async def _count(announcement: int) -> None:
    tries: Any = Announcement.tries + 1
    await Announcement.update({Announcement.tries: tries}).where(Announcement.seq == announcement)


@unit
async def _tell(config: Config, most: int, only: int | None = None) -> int:
    """In one unit: settled, told, and waiting no more."""
    if not await alone(PLANNING):
        return 0
    rows = await _rows(most, only)
    wanted = [each for row in rows for each in await _wanted(row)]
    await plan(config, wanted)
    for row in rows:  # after all are told: one may settle what another asks
        await settle_messages(row.told, author=row.author, by=row.actor, at=row.at)
    done = [row.announcement for row in rows]
    if done:
        await Announcement.delete().where(Announcement.seq.is_in(done))
    return len(rows)


async def _rows(most: int, only: int | None) -> list[Row]:
    mine = Announcement.tries < TRIES
    rows = (
        await Announcement.select(
            Announcement.seq.as_alias("announcement"),
            *(getattr(Announcement.event, name).as_alias(name) for name in _FACTS),
        )
        .where(mine if only is None else mine & (Announcement.seq == only))
        .order_by(Announcement.seq)
        .limit(most)
    )
    return [msgspec.convert(row, Row) for row in rows]


_FACTS = [name for name in Row.__struct_fields__ if name != "announcement"]


async def _wanted(row: Row) -> list[Wanted]:
    """Each adult who is to hear of this, and as what."""
    if now() - row.at > KNOWN:
        return []
    found: dict[UUID, Wanted] = {}
    for tell in tells(row.kind, row.detail):
        for person in await hearers(row, tell.part):
            found.setdefault(person, _message(row, tell, person))
    return list(found.values())


def _message(row: Row, tell: Tell, person: UUID) -> Wanted:
    return Wanted(
        person=person,
        topic=tell.topic,
        side=side_of(tell.topic),
        subject=subject_of(row.told),
        link=link_of(row.told),
        once=f"event:{row.seq}",
        at=row.at,
        child=row.child,
        setting=row.setting,
        event=row.seq,
    )
