"""An inbox as its tests find it: replies, a page, and the ways on from its rows."""

import re
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import httpx

from server.clock import now
from server.inbox.rules import Side, Topic
from server.inbox.tables import Message
from server.people.asking import Adult
from server.trail.rules import Happened, Visible
from tests.inbox.telling_town import happens, messages, tell
from tests.world import World

ROW = re.compile(r'class="way" href="/messages/([0-9a-f-]{36})"')


async def replied(world: World, **about: Any) -> UUID:
    """Ben answers Amira, and she is told; her message."""
    facts = {"visible": Visible.AUTHOR, "to_whom": world.amira.id, "about": uuid4(), **about}
    await happens(world, world.ben, Happened.ECHOED, **facts)
    await tell()
    return UUID(str((await messages(world.amira))[-1]["id"]))


async def message(adult: Adult, **more: Any) -> UUID:
    """A message for this adult, made at this moment unless it says when."""
    facts = {
        "topic": Topic.TEST,
        "side": Side.FAMILY,
        "subject": uuid4(),
        "link": "/me/phone",
        "once": uuid4().hex,
        "made_at": now(),
        **more,
    }
    row = Message(person=adult.id, **facts)
    await Message.insert(row)
    return UUID(str(row.id))


async def many(adult: Adult, count: int, until: datetime | None = None) -> list[UUID]:
    """So many messages, a minute apart, the newest last."""
    last = until or now()
    moments = [last - timedelta(minutes=count - place) for place in range(count)]
    return [await message(adult, made_at=at) for at in moments]


async def done_by(who: Adult, whose: Adult) -> None:
    """Somebody did what these messages ask for."""
    done = {Message.handled_at: now(), Message.handled_by: who.id}
    await Message.update(done).where(Message.person == whose.id)


async def rows(browser: httpx.AsyncClient, at: str = "/messages") -> list[UUID]:
    """The messages this page leads to, in its order."""
    answer = await browser.get(at)
    assert answer.status_code == 200
    return [UUID(found) for found in ROW.findall(answer.text)]


async def one(message_id: UUID) -> dict[str, Any]:
    """This message as it is kept."""
    row = await Message.select().where(Message.id == message_id).first()
    assert row
    return row
