"""Deliveries as the tests of the queue make them and find them again."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

from server.clock import now
from server.db import unit
from server.inbox.queue import Claim, Ended, complete, put
from server.inbox.rules import Channel, State
from server.inbox.tables import Delivery
from server.people.asking import Adult
from tests.inbox.inbox_town import message


async def queued(adult: Adult, **more: Any) -> int:
    """One delivery to this adult, of a message of its own unless it says which; its number."""
    told = more.pop("message", None) or await message(adult)
    rows = [going(adult, told, **more)]
    await _put(rows)
    return await newest()


@unit
async def _put(rows: list[Delivery]) -> None:
    await put(*rows)


async def newest() -> int:
    """The number of the last delivery."""
    row = await Delivery.select(Delivery.seq).order_by(Delivery.seq, ascending=False).first()
    assert row
    return int(row["seq"])


async def many_more(count: int) -> None:
    """The last delivery again, so many times, each about something else."""
    names = [column._meta.name for column in Delivery._meta.columns]
    same = [name for name in names if name not in ("seq", "subject")]
    await Delivery.raw(
        "WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {})"
        f" INSERT INTO delivery (subject, {', '.join(same)})"
        f" SELECT CAST(number.n AS VARCHAR(40)), {', '.join(same)} FROM delivery, number",
        count,
    )


def going(adult: Adult, told: UUID, **more: Any) -> Delivery:
    """A delivery as it goes into the queue: due now, of use for two days."""
    facts = {
        "channel": Channel.PUSH,
        "address": "phone",
        "subject": f"reply-{uuid4().hex}"[:40],
        "due_at": now(),
        "until": now() + timedelta(days=2),
        "made_at": now(),
        **more,
    }
    return Delivery(message=told, person=adult.id, **facts)


@unit
async def ended(claim: Claim, state: State = State.SENT, **more: Any) -> set[int]:
    """All of a claim ends like this."""
    return await complete(
        [Ended(seq=seq, lease=claim.lease, state=state, **more) for seq in claim.rows]
    )


async def states() -> list[str]:
    """The states of all deliveries, the oldest first."""
    rows = await Delivery.select(Delivery.state).order_by(Delivery.seq)
    return [row["state"] for row in rows]
