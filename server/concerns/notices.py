"""Reading the notice that extra help is starting, and who has read it."""

from datetime import date, datetime
from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException

from server.children.queries import reaches
from server.children.rules import Act
from server.concerns.rules import How
from server.concerns.tables import Notice, NoticeAdult, NoticeRead
from server.people.asking import Adult


class OneNotice(msgspec.Struct, frozen=True, kw_only=True):
    """A notice with all that was told."""

    id: UUID
    child: UUID
    child_called: str
    setting: UUID
    told_on: date
    how: How
    language: str
    interpreter: str
    extra: str
    lang: str
    areas: str
    key_person: str
    senco: str
    starts_on: date
    by: list[str] = []
    told: list[str] = []


FACTS = (
    Notice.id,
    Notice.child.id.as_alias("child"),
    Notice.child.called.as_alias("child_called"),
    Notice.setting,
    Notice.told_on,
    Notice.how,
    Notice.language,
    Notice.interpreter,
    Notice.extra,
    Notice.lang,
    Notice.areas,
    Notice.key_person.called.as_alias("key_person"),
    Notice.senco.called.as_alias("senco"),
    Notice.starts_on,
)


async def notice_for(person: Adult, notice_id: UUID, act: Act) -> OneNotice:
    """This notice, if the adult may do this for its child; else 404."""
    row = await (
        Notice.select(*FACTS)
        .where((Notice.id == notice_id) & reaches(Notice.child, person, act))
        .first()
    )
    if row is None:
        raise NotFoundException
    return msgspec.convert({**row, **await _named(notice_id)}, OneNotice)


async def _named(notice: UUID) -> dict[str, list[str]]:
    rows = (
        await NoticeAdult.select(NoticeAdult.part, NoticeAdult.person.called.as_alias("called"))
        .where(NoticeAdult.notice == notice)
        .order_by(NoticeAdult.person.called)
    )
    return {part: [r["called"] for r in rows if r["part"] == part] for part in ("by", "told")}


class ReadBy(msgspec.Struct, frozen=True):
    """Who has read a notice, and when."""

    person: UUID
    called: str
    made_at: datetime


async def readers_of(person: Adult, notice: UUID) -> list[ReadBy]:
    """Who has read it: all of them for those who watch over the child, else oneself alone."""
    watches = reaches(NoticeRead.notice.child, person, Act.WATCH)
    rows = (
        await NoticeRead.select(
            NoticeRead.person.id.as_alias("person"),
            NoticeRead.person.called.as_alias("called"),
            NoticeRead.made_at,
        )
        .where((NoticeRead.notice == notice) & ((NoticeRead.person == person.id) | watches))
        .order_by(NoticeRead.made_at)
    )
    return [msgspec.convert(row, ReadBy) for row in rows]


class NoticeShown(msgspec.Struct, frozen=True):
    """The latest notice in short."""

    id: UUID
    told_on: date
    starts_on: date
    extra: str
    lang: str
    read_by_me: bool
    readers: list[str]


async def notice_of(person: Adult, child: UUID) -> NoticeShown | None:
    """The latest notice for this child, and who has read it as far as this adult may know."""
    row = await (
        Notice.select(Notice.id, Notice.told_on, Notice.starts_on, Notice.extra, Notice.lang)
        .where((Notice.child == child) & reaches(Notice.child, person, Act.SEE))
        .order_by(Notice.made_at, ascending=False)
        .first()
    )
    if row is None:
        return None
    readers = await readers_of(person, row["id"])
    mine = any(reader.person == person.id for reader in readers)
    return NoticeShown(**row, read_by_me=mine, readers=[each.called for each in readers])
