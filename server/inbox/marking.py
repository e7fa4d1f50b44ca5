"""What an adult did with their own messages: opened one, or said that it is done."""

from datetime import datetime
from typing import Any
from uuid import UUID

from server.clock import now
from server.db import unit
from server.inbox.reading import PAGE, new_for
from server.inbox.tables import Message
from server.people.asking import Adult
from server.people.ops import Press, once


def _thread(person: Adult, message: Any) -> Any:
    """A message of theirs, and those before it that said the same."""
    same = (Message.topic == message.topic) & (Message.subject == message.subject)
    return (Message.person == person.id) & same & (Message.made_at <= message.made_at)


@unit
async def mark_opened(person: Adult, message: Any) -> None:
    """Opened, and with it those before it that said the same; the first time counts."""
    thread = _thread(person, message) & Message.opened_at.is_null()
    await Message.update({Message.opened_at: now()}).where(thread)


@unit
@once
async def mark_handled(person: Adult, message: Any, *, press: Press) -> UUID:
    """Done, as its own adult says; what was done before stays as it was."""
    await _handle(person, _thread(person, message))
    return UUID(str(message.id))


@unit
@once
async def mark_all_handled(person: Adult, seen: datetime, *, press: Press) -> UUID:
    """All that stood as new on the page they saw is done, and what said the same before."""
    new = [row for row in (await new_for(person))[:PAGE] if row.made_at <= seen]
    if new:
        mine = (Message.person == person.id) & (Message.made_at <= seen)
        threads = Message.subject.is_in([row.subject for row in new])
        await _handle(person, mine & threads & Message.opened_at.is_null())
    return person.id


async def _handle(person: Adult, wanted: Any) -> None:
    await Message.update({Message.handled_at: now(), Message.handled_by: person.id}).where(
        wanted & Message.handled_at.is_null()
    )
