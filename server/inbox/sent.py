"""What was sent to a child's family and how it went, for staff: kinds and states, never words."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from server.children.beside import Beside, beside
from server.children.queries import TheChild, reaches
from server.children.rules import FAMILY, Act
from server.clock import now
from server.inbox.rules import Side, Topic
from server.inbox.sent_rules import Step, Way, stuck, ways_of
from server.inbox.tables import Delivery, Message
from server.people.asking import Adult

MOST = 50


class Sent(msgspec.Struct, frozen=True):
    """One message: its kind, when it was made, and each way it took."""

    topic: Topic
    at: datetime
    ways: tuple[Way, ...]


class Reached(msgspec.Struct, frozen=True):
    """An adult of the family, and the newest messages to them."""

    called: str
    relation: str
    role: str
    messages: list[Sent]

    @property
    def stuck(self) -> bool:
        """Whether the newest message came to nothing."""
        return bool(self.messages) and stuck(self.messages[0].ways)


async def sent_for(person: Adult, child: TheChild) -> list[Reached]:
    """What was sent to each adult of the family whose tie stands today, about this child."""
    family = {adult.id: adult for adult in await beside(child.id) if adult.role in FAMILY}
    return [await _reached(person, child.id, adult) for adult in family.values()]


async def _reached(person: Adult, child: UUID, adult: Beside) -> Reached:
    rows = (
        await Message.select(Message.id, Message.topic, Message.made_at)
        .where(
            (Message.child == child)
            & (Message.person == adult.id)
            & (Message.side == Side.FAMILY.value)
            & reaches(Message.child, person, Act.WATCH)
        )
        .order_by(Message.made_at, ascending=False)
        .limit(MOST)
    )
    steps = await _steps([row["id"] for row in rows])
    messages = [_sent(row, steps.get(row["id"], [])) for row in rows]
    return Reached(adult.called, adult.relation, adult.role, messages)


_STEP = (Delivery.channel, Delivery.state, Delivery.due_at, Delivery.reason)


async def _steps(messages: list[UUID]) -> dict[UUID, list[Step]]:
    """The deliveries of these messages, in the order they were made."""
    found: dict[UUID, list[Step]] = {}
    if not messages:
        return found
    rows = Delivery.select(Delivery.message, *_STEP).where(Delivery.message.is_in(messages))
    for row in await rows.order_by(Delivery.seq):
        found.setdefault(row.pop("message"), []).append(msgspec.convert(row, Step))
    return found


def _sent(row: dict[str, Any], steps: list[Step]) -> Sent:
    return Sent(Topic(row["topic"]), row["made_at"], ways_of(steps, now()))
