"""A test: a message that says only that messages arrive, to every device of the adult who asks."""

from datetime import timedelta
from uuid import UUID

from server.clock import now
from server.db import unit
from server.inbox.queue import put
from server.inbox.rules import Channel, Side, Topic
from server.inbox.subscribing import devices_of
from server.inbox.tables import Delivery, Message
from server.people.asking import Adult
from server.people.limits import within
from server.people.ops import Press, once

MOST = 10
STRETCH = timedelta(hours=1)
LIFE = timedelta(hours=1)
LINK = "/me/phone"


async def may_try(person: Adult) -> bool:
    """Count this test; whether it is still one of the few in an hour."""
    return await within(f"push test {person.id}", MOST, STRETCH)


@unit
@once
async def send_test(person: Adult, *, press: Press) -> UUID:
    """On its way at once, whatever the hour and whatever else waits."""
    at = now()
    message = Message(
        person=person.id,
        topic=Topic.TEST,
        side=Side.FAMILY,
        subject=press.op,
        link=LINK,
        once=f"test:{press.op}",
        made_at=at,
        until=at + LIFE,
    )
    await Message.insert(message)
    for device in await devices_of(person):
        await put(_delivery(message, device.id))
    return UUID(str(message.id))


def _delivery(message: Message, device: UUID) -> Delivery:
    return Delivery(
        message=message.id,
        person=message.person,
        channel=Channel.PUSH,
        subscription=device,
        address=device.hex,
        subject=f"test-{message.subject.hex}",
        routine=False,
        due_at=message.made_at,
        until=message.until,
        made_at=message.made_at,
    )
