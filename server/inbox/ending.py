"""What became of deliveries is kept in batches: as many as came in 20 ms, or 32 at once."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
import structlog

from server.clock import now
from server.db import unit
from server.inbox import figures
from server.inbox.devices import forget_devices
from server.inbox.parcel_rules import NO_DEVICE
from server.inbox.queue import LEASE, Ended, complete
from server.inbox.retry_rules import Kind
from server.inbox.rules import State
from server.inbox.tables import Delivery, Subscription

_log = structlog.get_logger("sending")
BATCH = 32
TOGETHER = 0.02  # seconds
AGAIN = 0.5
GONE = "gone"


class Outcome(msgspec.Struct, frozen=True):
    """How one delivery ended, and what that says of its device."""

    ended: Ended
    kind: Kind | None = None  # None: nobody was asked
    address: str = ""
    device: UUID | None = None

    @property
    def failed(self) -> bool:
        """Whether the message has to take another way, if no other delivery brings it."""
        return self.ended.state is State.DEAD or self.ended.reason in (GONE, NO_DEVICE)


class Ending:
    """Gathers what became of deliveries; whoever hands one in waits until it is kept."""

    def __init__(self) -> None:
        self.waiting: list[tuple[Outcome, asyncio.Future[bool]]] = []
        self.some, self.many = asyncio.Event(), asyncio.Event()
        self.failed = asyncio.Event()

    async def keep(self, outcome: Outcome) -> bool:
        """Whether it was kept: not when somebody else holds the lease by now."""
        future: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self.waiting.append((outcome, future))
        self.some.set()
        if len(self.waiting) >= BATCH:
            self.many.set()
        return await future

    async def run(self) -> None:
        """Batch after batch, until cancelled."""
        while True:
            await self.some.wait()
            with suppress(TimeoutError):
                await asyncio.wait_for(self.many.wait(), TOGETHER)
            batch, self.waiting = self.waiting, []
            self.some.clear()
            self.many.clear()
            kept = await _surely([outcome for outcome, _ in batch])
            for outcome, future in batch:
                if not future.done():
                    future.set_result(outcome.ended.seq in kept)
                if outcome.failed:
                    self.failed.set()


async def _surely(outcomes: list[Outcome]) -> set[int]:
    """Kept, as soon as the database takes it; once the leases are over it says nothing any more."""
    until = now() + LEASE
    while now() < until:
        try:
            kept = await keep_all(outcomes)
        except Exception as error:  # noqa: BLE001 -- a database that is away comes back
            _log.error("not kept", kind=type(error).__name__)
            await asyncio.sleep(AGAIN)
            continue
        _count([outcome for outcome in outcomes if outcome.ended.seq in kept])
        return kept
    return set()


@unit
async def keep_all(outcomes: Sequence[Outcome]) -> set[int]:
    """How these ended, and what it says of their devices: one unit."""
    kept = await complete([outcome.ended for outcome in outcomes])
    await _mark(
        _devices(outcomes, Kind.SENT), {Subscription.ok_at: now(), Subscription.refusals: 0}
    )
    refusals: Any = Subscription.refusals + 1
    await _mark(_devices(outcomes, Kind.REFUSED), {Subscription.refusals: refusals})
    await forget_devices(_devices(outcomes, Kind.GONE), GONE)
    for each in outcomes:
        if each.kind is Kind.WAIT and each.device and each.ended.due_at:
            await _told_to_wait(each.device, each.address, each.ended.due_at)
    return kept


def _devices(outcomes: Sequence[Outcome], kind: Kind) -> list[UUID]:
    return sorted({each.device for each in outcomes if each.kind is kind and each.device})


async def _mark(devices: list[UUID], news: dict[Any, Any]) -> None:
    if devices:
        await Subscription.update(news).where(Subscription.id.is_in(devices))


async def _told_to_wait(device: UUID, address: str, until: datetime) -> None:
    """Nothing goes to this device before then."""
    await _mark([device], {Subscription.next_at: until})
    waits = (Delivery.address == address) & (Delivery.state == State.READY.value)
    await Delivery.update({Delivery.due_at: until}).where(waits & (Delivery.due_at < until))


def _count(kept: Sequence[Outcome]) -> None:
    for outcome in kept:
        figures.ended.labels(outcome.ended.state.value).inc()
        if outcome.kind is Kind.GONE:
            figures.forgotten.labels(GONE).inc()
