"""Forgetting devices that push reached, with all that was on its way to them."""

from collections.abc import Collection
from uuid import UUID

from server.clock import now
from server.inbox.rules import State
from server.inbox.tables import Delivery, Subscription

OPEN = [State.READY.value, State.LEASED.value]


async def forget_devices(devices: Collection[UUID], reason: str) -> None:
    """These devices are reached no more, and what waits for them is called off. In a unit."""
    gone = list(devices)
    if not gone:
        return
    waits = Delivery.subscription.is_in(gone) & Delivery.state.is_in(OPEN)
    await Delivery.update(
        {Delivery.state: State.CANCELLED, Delivery.reason: reason, Delivery.done_at: now()}
    ).where(waits)
    await Subscription.delete().where(Subscription.id.is_in(gone))
