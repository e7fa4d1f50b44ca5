"""What was taken back: rows of the trail stay, and are shown to nobody."""

from typing import Any
from uuid import UUID

from server.clock import now
from server.people.asking import Adult
from server.trail.tables import Event, Withdrawal


async def withdraw(person: Adult, item: UUID) -> None:
    """The trail shows this item no more, in the unit of whoever takes it back."""
    await Withdrawal.insert(Withdrawal(item=item, by=person.id, made_at=now()))


def stands() -> Any:
    """A row of the trail whose item was not taken back."""
    return Event.item.is_null() | Event.item.not_in(Withdrawal.select(Withdrawal.item))
