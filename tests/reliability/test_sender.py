"""A worker that is killed, stopped or not woken loses nothing, and sends little twice."""

import asyncio
import signal
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from server.clock import now
from server.config import Config
from server.db import Engine, engine_from_url, migrate, unit, using
from server.inbox.outgoing import IN_FLIGHT
from server.inbox.rules import Side, State
from server.inbox.tables import Delivery, Hours
from server.trail.noting import About, note_event
from server.trail.rules import Happened, Visible
from server.trail.tables import Announcement, Event
from tests.inbox.going import many_more
from tests.inbox.push_service import Browser
from tests.inbox.pushing import Slow, phone_of, pushed
from tests.inbox.wiring import config_for
from tests.reliability.worker import Worker, until
from tests.world import World, build

# The promise is for 1,000 deliveries, five kills and leases that run out by themselves (a minute
# each): DELIVERIES, KILLS, PATIENT = 1_000, 5, True. This is as much as fits into every run.
DELIVERIES, KILLS, PATIENT = 300, 3, False
OPEN = Delivery.state.is_in([State.READY.value, State.LEASED.value])


@pytest.fixture
async def town(new_url: str) -> AsyncIterator[World]:
    """The town in a database of this test's own, so that a worker finds nothing else to do."""
    engine = engine_from_url(new_url, synchronous="OFF", patience=60)
    await migrate(engine)
    with using(engine):
        await engine.open()
        yield await build()
        await engine.close()


@pytest.fixture
async def service() -> AsyncIterator[Slow]:
    async with Slow() as made:
        yield made


@pytest.fixture
def config(service: Slow) -> Config:
    return config_for(service)


@pytest.fixture
async def phone(town: World, service: Slow, config: Config) -> Browser:
    """Amira's phone; she wants to hear at any hour."""
    hours = {"side": Side.FAMILY, "quiet_from": "00:00", "quiet_to": "00:00", "weekends": False}
    await Hours.insert(Hours(person=town.amira.id, made_at=now(), **hours))
    return await phone_of(town.amira, service, config)


@pytest.fixture
async def worker(new_url: str, tmp_path: Path, config: Config) -> AsyncIterator[Worker]:
    """Not started yet."""
    made = Worker(new_url, tmp_path, config)
    yield made
    await made.end(signal.SIGKILL)


async def leases_run_out() -> None:
    """A minute goes by for whoever was killed."""
    if not PATIENT:
        over = {Delivery.lease_until: now()}
        await Delivery.update(over).where(Delivery.state == State.LEASED.value)


async def all_ended(within: float) -> None:
    """Nothing waits and nothing is on its way."""
    async with asyncio.timeout(within):
        while await Delivery.count().where(OPEN):  # noqa: ASYNC110 -- nobody tells us
            await asyncio.sleep(0.05)


async def test_what_waits_when_a_sender_is_killed_arrives(
    town: World, service: Slow, phone: Browser, worker: Worker
) -> None:
    service.moment = 0.1
    await pushed(town.amira, phone)
    await many_more(DELIVERIES - 1)
    for kill in range(1, KILLS + 1):
        await worker.start()
        many = len(service.requests) + DELIVERIES // (KILLS + 1) // 2
        await until(lambda many=many: len(service.requests) >= many)
        await worker.end(signal.SIGKILL)
        assert await Delivery.count().where(OPEN), f"all was over before kill {kill}"
        await leases_run_out()
    await worker.start()
    await all_ended(120)
    arrived = [phone.read(each)["notification"]["data"]["seq"] for each in service.requests]
    assert len(set(arrived)) == DELIVERIES
    assert len(arrived) - DELIVERIES <= KILLS * IN_FLIGHT


async def test_a_worker_that_is_asked_to_stop_ends_what_it_has_begun(
    town: World, service: Slow, phone: Browser, worker: Worker
) -> None:
    service.moment = 1.0
    await pushed(town.amira, phone)
    await many_more(99)
    await worker.start()
    await until(lambda: service.requests)
    asked = time.monotonic()
    assert await worker.end() == 0
    assert time.monotonic() - asked < 10
    sent = await Delivery.count().where(Delivery.state == State.SENT.value)
    assert (sent, len(service.requests)) == (len(service.requests), sent)
    assert await Delivery.count().where(Delivery.state == State.LEASED.value) == 0
    assert await Delivery.count().where(Delivery.attempt == 0) == 100 - sent


def reply(town: World) -> About:
    """Ben answers Amira."""
    told = {"visible": Visible.AUTHOR, "to_whom": town.amira.id, "about": uuid4(), "item": uuid4()}
    return About(child=town.sam, setting=town.oak, **told)


@unit
async def answer(town: World) -> None:
    await note_event(town.ben, Happened.ECHOED, reply(town))


@unit
async def answer_and_stop(town: World) -> None:
    """All that a web process writes; and it stops before it wakes anybody."""
    facts: dict[str, Any] = {name: getattr(reply(town), name) for name in About.__struct_fields__}
    facts |= {"author": town.ben.id, "actor": town.ben.id, "at": now()}
    rows = await Event.insert(Event(**facts, kind=Happened.ECHOED))
    await Announcement.insert(Announcement(event=rows[0]["seq"]))


async def test_what_nobody_was_woken_for_is_sent_within_two_seconds(
    town: World, service: Slow, phone: Browser, worker: Worker
) -> None:
    await worker.start()
    await answer(town)
    await until(lambda: service.requests)
    waited = []
    for already in (1, 2, 3):
        began = time.monotonic()
        await answer_and_stop(town)
        await until(lambda already=already: len(service.requests) > already)
        waited.append(service.requests[-1].at - began)
    assert min(waited) < 2  # the machine may be busy with something else, but not each time


@unit
async def answer_in_vain(town: World) -> None:
    await note_event(town.ben, Happened.ECHOED, reply(town))
    raise ZeroDivisionError


async def test_only_what_was_kept_is_announced(world: World, clean: Engine) -> None:
    for _ in range(100):
        with pytest.raises(ZeroDivisionError):
            await answer_in_vain(world)
    assert await Announcement.count() == 0
    for _ in range(100):
        await answer(world)
    assert await Announcement.count() == 100
