"""Reading one worry, with all that followed."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException

from server.children.queries import reaches
from server.children.rules import Act
from server.concerns.rules import Next, Source
from server.concerns.tables import CloserLook, Concern, ConcernReply
from server.people.asking import Adult
from server.trail.rules import Way


class Reply(msgspec.Struct, frozen=True):
    """What was answered or done, by whom, when."""

    by_called: str
    words: str
    lang: str
    made_at: datetime
    next: Next | None = None


class OneConcern(msgspec.Struct, frozen=True):
    """A worry as its reader may see it."""

    id: UUID
    child: UUID
    child_called: str
    setting: UUID
    source: Source
    author: UUID
    author_called: str
    writer_called: str | None
    way: Way
    words: str
    lang: str
    made_at: datetime


FACTS = (
    Concern.id,
    Concern.child.id.as_alias("child"),
    Concern.child.called.as_alias("child_called"),
    Concern.setting,
    Concern.source,
    Concern.author.id.as_alias("author"),
    Concern.author.called.as_alias("author_called"),
    Concern.written_by.called.as_alias("writer_called"),
    Concern.way,
    Concern.words,
    Concern.lang,
    Concern.made_at,
)


def _seen_by(person: Adult, act: Act) -> Any:
    """The trail's own rule: its author's, or for those who watch over the child."""
    mine = Concern.author == person.id
    return reaches(Concern.child, person, act) & (mine | reaches(Concern.child, person, Act.WATCH))


async def concern_for(person: Adult, concern_id: UUID, act: Act) -> OneConcern:
    """This worry, if the adult may do this for its child and may see it; else 404."""
    row = (
        await Concern.select(*FACTS)
        .where((Concern.id == concern_id) & _seen_by(person, act))
        .first()
    )
    if row is None:
        raise NotFoundException
    return msgspec.convert(row, OneConcern)


async def replies_to(concern: OneConcern) -> list[Reply]:
    """What was answered, oldest first."""
    rows = (
        await ConcernReply.select(*facts(ConcernReply), ConcernReply.next)
        .where(ConcernReply.concern == concern.id)
        .order_by(ConcernReply.made_at)
    )
    return [msgspec.convert(row, Reply) for row in rows]


async def looks_at(concern: OneConcern) -> list[Reply]:
    """What was done to look more closely, oldest first."""
    rows = (
        await CloserLook.select(*facts(CloserLook))
        .where(CloserLook.concern == concern.id)
        .order_by(CloserLook.made_at)
    )
    return [msgspec.convert(row, Reply) for row in rows]


def facts(table: Any) -> tuple[Any, ...]:
    """What a reply and a closer look both tell."""
    return (table.by.called.as_alias("by_called"), table.words, table.lang, table.made_at)
