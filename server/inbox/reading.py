"""An adult's own messages: what is new first, and nothing they may no longer see."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, NamedTuple
from uuid import UUID

from litestar.exceptions import NotFoundException
from piccolo.columns.combination import WhereRaw
from piccolo.query import Select
from piccolo.querystring import QueryString

from server.children.queries import ANY_JOB, anyone, reaches
from server.children.rules import Act
from server.clock import now
from server.db import Compiled, Param
from server.inbox.rules import Side
from server.inbox.tables import Message
from server.people.asking import Adult
from server.settings.queries import working_at
from server.trail.queries import in_sight
from server.trail.tables import Event

PAGE = 30
_me, _at = Param("person"), Param("at")
_mine = Message.person == _me
# Piccolo has no name for the same table a second time.
_NEWER = (
    'EXISTS (SELECT 1 FROM "message" AS "newer" WHERE "newer"."person" = "message"."person"'
    ' AND "newer"."topic" = "message"."topic" AND "newer"."subject" = "message"."subject"'
    ' AND "newer"."made_at" > "message"."made_at")'
)
FACTS = (
    Message.id,
    Message.topic,
    Message.subject,
    Message.link,
    Message.made_at,
    Message.handled_at,
    Message.handled_by.id.as_alias("handler"),
    Message.handled_by.called.as_alias("handler_called"),
    Message.child.called.as_alias("child_called"),
    Message.child.picture.as_alias("picture"),
)


def _beside() -> Any:
    """About a child for whom they stand on that side still, or about their work or themselves."""
    person = anyone(_me)
    family = (Message.side == Side.FAMILY.value) & reaches(Message.child, person, Act.TELL, _at)
    staff = (Message.side == Side.STAFF.value) & reaches(Message.child, person, Act.WATCH, _at)
    at_work = Message.setting.is_null() | Message.setting.is_in(working_at(_me, ANY_JOB, _at))
    return family | staff | (Message.child.is_null() & at_work)


def _here() -> Any:
    """What it tells of is still there, and still for them."""
    told = WhereRaw('"event"."seq" = "message"."event"')  # asked of the few rows on the page alone
    (seen,) = Event.select(Event.seq).where(told & in_sight()).querystrings
    return _beside() & (Message.event.is_null() | WhereRaw("EXISTS ({})", seen))


def _new() -> Any:
    """Neither opened nor done, still of use, and the newest of its thread."""
    of_use = Message.until.is_null() | (Message.until > _at)
    newest = WhereRaw(f"NOT {_NEWER}")
    return Message.opened_at.is_null() & Message.handled_at.is_null() & of_use & newest


def _old() -> Any:
    over = Message.until.is_not_null() & (Message.until <= _at)
    touched = Message.opened_at.is_not_null() | Message.handled_at.is_not_null()
    return touched | over | WhereRaw(_NEWER)


def _page(part: Any) -> Select[Any]:
    earlier = (Message.made_at < Param("before")) | (Message.id < Param("last"))
    till = (Message.made_at <= Param("before")) & earlier
    return (
        Message.select(*FACTS)
        .where(_mine & till & part & _here())
        .order_by(Message.made_at, Message.id, ascending=False)
        .limit(PAGE + 1)
    )


def _one() -> Select[Any]:
    here = QueryString("CASE WHEN {} THEN 1 ELSE 0 END", _here().querystring, alias="here")
    return Message.select(*FACTS, here).where(_mine & (Message.id == Param("message")))


_new_ones = Compiled("NewMessageRow", lambda: _page(_new()), inline=True)
_old_ones = Compiled("OldMessageRow", lambda: _page(_old()), inline=True)
_message = Compiled("MessageRow", _one, inline=True)


class Cursor(NamedTuple):
    """Where a page begins: among the new ones or after them, before this moment and message."""

    new: bool
    at: datetime
    last: UUID


START = Cursor(True, datetime(9999, 1, 1, tzinfo=UTC), UUID(int=2**128 - 1))


class Inbox(NamedTuple):
    """A page of an adult's messages."""

    new: Sequence[Any]
    old: Sequence[Any]
    older: Cursor | None


async def messages_of(person: Adult, before: Cursor = START) -> Inbox:
    """What is new, then the rest, newest first: 30 a page."""
    new = await _part(_new_ones, person, before) if before.new else []
    old = await _part(_old_ones, person, START if before.new else before)
    shown = [*new, *old][:PAGE]
    among_new = len(shown) <= len(new)
    more = len(new) + len(old) > PAGE
    older = Cursor(among_new, shown[-1].made_at, shown[-1].id) if more else None
    return Inbox(shown[: len(new)], shown[len(new) :], older)


async def new_for(person: Adult) -> Sequence[Any]:
    """What is new for this adult, newest first, as far as one page goes."""
    return await _part(_new_ones, person, START)


async def _part(rows: Compiled, person: Adult, before: Cursor) -> list[Any]:
    return await rows(person=person.id, at=now(), before=before.at, last=before.last)


async def message_for(person: Adult, message_id: UUID) -> Any:
    """This message of theirs, and whether what it tells of is still there for them; else 404."""
    row = await _message.first(person=person.id, at=now(), message=message_id)
    if row is None:
        raise NotFoundException
    return row
