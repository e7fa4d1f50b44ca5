"""One delivery in the queue: its address, its moment, and what waits there already."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from server.clock import now
from server.inbox.hours_rules import LIFE, day_of, due
from server.inbox.queue import put
from server.inbox.rules import OWED, TIMELY, Channel, Side, State, Topic
from server.inbox.tables import Delivery
from server.inbox.wishes import Wishes

GOING = [State.READY.value, State.LEASED.value, State.SENT.value]


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """One adult is to be told one thing."""

    person: UUID
    topic: Topic
    side: Side
    subject: UUID
    link: str
    once: str
    at: datetime
    child: UUID | None = None
    setting: UUID | None = None
    event: int | None = None
    until: datetime | None = None


class Way(NamedTuple):
    """One address of an adult: what it is ordered by, and the device behind it."""

    channel: Channel
    address: str
    device: UUID | None


def addresses(person: UUID, channel: Channel, wishes: Wishes) -> list[Way]:
    """Each address of this channel: every device, or the one mailbox or phone."""
    if channel is Channel.APP:
        return []
    if channel is Channel.PUSH:
        return [Way(channel, device.hex, device) for device in wishes.devices]
    return [Way(channel, f"{person.hex}-{channel}", None)]


async def deliver(
    wanted: Wanted, message: UUID, way: Way, wishes: Wishes, moment: datetime
) -> None:
    """Put it into the queue for this moment; what waits for the same moment becomes one."""
    subject = f"{wanted.topic[:7]}-{wanted.subject.hex}"
    earlier = await _waiting(way.address, subject)
    at = min(earlier["due_at"], moment) if earlier else moment
    row = delivery(wanted, message, way, subject=subject, due_at=at, until=_until(at, wanted))
    if earlier is None and at > now():
        row.subject = f"held-{day_of(at, wishes.quiet(wanted.side))}"
        if beside := await _waiting(way.address, row.subject):
            row.merged, row.routine = True, row.routine or beside["routine"]
    await put(row)


async def _waiting(address: str, subject: str) -> dict[str, Any] | None:
    """What waits for this address on this subject, if anything does."""
    mine = (Delivery.address == address) & (Delivery.subject == subject)
    row: dict[str, Any] | None = (
        await Delivery.select(Delivery.due_at, Delivery.routine)
        .where(mine & (Delivery.state == State.READY.value))
        .first()
    )
    return row


async def due_for(wanted: Wanted, wishes: Wishes) -> datetime:
    """When this adult may be told this."""
    quiet = wishes.quiet(wanted.side)
    capped = wanted.side is Side.FAMILY and wanted.topic not in TIMELY
    last = await _last_routine(wanted.person) if capped else None
    had: date | None = day_of(last, quiet) if last else None
    return due(wishes.when(wanted.topic), now(), quiet, had_one_on=had)


async def _last_routine(person: UUID) -> datetime | None:
    """The moment of the last routine message that went, or was to go by now, to this adult."""
    row = (
        await Delivery.select(Delivery.due_at)
        .where(
            (Delivery.person == person)
            & Delivery.routine.eq(True)
            & Delivery.state.is_in(GOING)
            & (Delivery.due_at <= now())
        )
        .order_by(Delivery.due_at, ascending=False)
        .first()
    )
    return row["due_at"] if row else None


def _until(at: datetime, wanted: Wanted) -> datetime:
    whole = at + LIFE
    return min(whole, wanted.until) if wanted.until else whole


def delivery(wanted: Wanted, message: UUID, way: Way, **more: Any) -> Delivery:
    """A row for the queue, due at once unless it says otherwise."""
    at = now()
    facts: dict[str, Any] = {"due_at": at, "until": at, "subject": "", **more}
    return Delivery(
        message=message,
        person=wanted.person,
        channel=way.channel,
        subscription=way.device,
        address=way.address,
        routine=wanted.side is Side.FAMILY and wanted.topic not in OWED,
        made_at=at,
        **facts,
    )
