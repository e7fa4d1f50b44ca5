"""What messages leave behind is kept only as long as it is of use."""

from datetime import timedelta
from typing import Any

from server.clock import now
from server.db import unit
from server.inbox import figures
from server.inbox.devices import forget_devices
from server.inbox.rules import State, Topic
from server.inbox.tables import Delivery, HandOver, Message, Subscription

SILENT = timedelta(days=60)  # a device where nothing arrived for so long is no device any more
DELIVERIES = timedelta(days=90)
TESTS = timedelta(days=7)
LONG = timedelta(days=400)
CODES = timedelta(days=1)
AT_ONCE = 500
OPEN = [State.READY.value, State.LEASED.value]


async def forget_messages() -> None:
    """Devices that fell silent, deliveries long over, tests of last week, codes of yesterday."""
    await _forget_silent()
    await _forget_deliveries()
    await _forget((Message.topic == Topic.TEST.value) & (Message.made_at < now() - TESTS))
    await _forget(Message.made_at < now() - LONG)
    await HandOver.delete().where(HandOver.made_at < now() - CODES)


@unit
async def _forget_silent() -> None:
    before = now() - SILENT
    never = Subscription.ok_at.is_null() & (Subscription.made_at < before)
    rows = (
        await Subscription.select(Subscription.id)
        .where((Subscription.ok_at < before) | never)
        .limit(AT_ONCE)
    )
    await forget_devices([row["id"] for row in rows], "silent")
    figures.forgotten.labels("silent").inc(len(rows))


@unit
async def _forget_deliveries() -> None:
    long_over = (Delivery.made_at < now() - DELIVERIES) & Delivery.state.not_in(OPEN)
    rows = (
        await Delivery.select(Delivery.seq).where(long_over).order_by(Delivery.seq).limit(AT_ONCE)
    )
    if rows:
        await Delivery.delete().where(Delivery.seq.is_in([row["seq"] for row in rows]))


@unit
async def _forget(old: Any) -> None:
    """These messages and their deliveries; what they told of stands in the plan."""
    rows = await Message.select(Message.id).where(old).limit(AT_ONCE)
    if not rows:
        return
    tests = [row["id"] for row in rows]
    await Delivery.delete().where(Delivery.message.is_in(tests))
    await Message.delete().where(Message.id.is_in(tests))
