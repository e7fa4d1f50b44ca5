"""What a push service answers decides what becomes of a delivery and of its device."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest
from structlog.testing import capture_logs

from server import clock
from server.clock import now
from server.config import Config
from server.inbox import figures
from server.inbox.elsewhere import Elsewhere
from server.inbox.queue import LEASE, expire, reap
from server.inbox.rules import Channel, Topic
from server.inbox.sending import senders
from server.inbox.tables import Subscription
from server.people.tables import Person, Session
from tests.inbox.going import newest, queued, states
from tests.inbox.inbox_town import message
from tests.inbox.push_service import Browser, PushService, Say
from tests.inbox.pushing import device_of, phone_of, pushed, row, send_all
from tests.inbox.telling_town import has_mail
from tests.inbox.wiring import config_for
from tests.world import World


@pytest.fixture
async def service() -> AsyncIterator[PushService]:
    async with PushService() as made:
        yield made


@pytest.fixture
def config(service: PushService) -> Config:
    return config_for(service)


@pytest.fixture
async def phone(world: World, service: PushService, config: Config) -> Browser:
    """Amira's phone."""
    return await phone_of(world.amira, service, config)


@pytest.fixture
def later() -> Iterator[Any]:
    """Lets the clock stand so many seconds after the test began."""
    began = now()

    def go(seconds: float) -> datetime:
        at = began + timedelta(seconds=seconds)
        clock.hold(at)
        return at

    go(0)
    yield go
    clock.hold(None)


async def test_it_comes_in_the_readers_language_and_says_where_it_leads(
    world: World, service: PushService, config: Config, phone: Browser
) -> None:
    await Person.update({Person.reads: "ur"}).where(Person.id == world.amira.id)
    told = await message(world.amira)
    seq = await pushed(world.amira, phone, message=told, subject="reply-1")
    assert await send_all(config) == 1
    (request,) = service.to(phone)
    said = phone.read(request)["notification"]
    assert (said["lang"], said["dir"], said["data"]) == ("ur", "rtl", {"seq": seq})
    assert said["navigate"] == f"{config.origin}/messages/{told}"
    assert said["tag"] == request.headers["topic"]
    device, sent = await device_of(phone), await row(seq)
    assert (sent["state"], sent["status"], sent["attempt"]) == ("sent", 201, 1)
    assert device is not None
    assert device["ok_at"] is not None


@pytest.mark.parametrize(
    ("topic", "urgency"), [(Topic.TEST, "high"), (Topic.DECIDE, "high"), (Topic.CHANGE, "normal")]
)
async def test_it_says_how_urgent_it_is_and_how_long_it_is_of_use(
    world: World, service: PushService, config: Config, phone: Browser, topic: Topic, urgency: str
) -> None:
    told = await message(world.amira, topic=topic)
    await pushed(world.amira, phone, message=told, until=now() + timedelta(hours=2))
    await send_all(config)
    (request,) = service.to(phone)
    assert request.headers["urgency"] == urgency
    assert 7_000 < int(request.headers["ttl"]) <= 7_200


@pytest.mark.parametrize("status", [404, 410])
async def test_a_phone_that_is_gone_is_forgotten_and_asked_no_more(
    world: World, service: PushService, config: Config, phone: Browser, status: int
) -> None:
    service.answers(Say(status), path=phone.path)
    waits = await pushed(world.amira, phone, due_at=now() + timedelta(hours=9))
    await pushed(world.amira, phone)
    await send_all(config)
    assert await device_of(phone) is None
    assert (await row(waits))["state"] == "cancelled"
    assert len(service.to(phone)) == 1


async def test_what_a_phone_did_not_get_goes_by_letter(
    world: World, service: PushService, config: Config, phone: Browser
) -> None:
    await has_mail(world.amira)
    service.answers(Say(410), path=phone.path)
    await pushed(world.amira, phone, message=await message(world.amira, topic=Topic.REPLY))
    await send_all(config)
    assert await Elsewhere(config).turn() == 1
    assert (await row(await newest()))["channel"] == Channel.MAIL


async def test_what_one_phone_gets_does_not_go_by_letter_as_well(
    world: World, service: PushService, config: Config, phone: Browser
) -> None:
    await has_mail(world.amira)
    told = await message(world.amira, topic=Topic.REPLY)
    await pushed(world.amira, phone, message=told)
    tablet = await phone_of(world.amira, service, config)
    await pushed(world.amira, tablet, message=told)
    service.answers(Say(410), path=phone.path)
    await send_all(config)
    assert await Elsewhere(config).turn() == 0
    assert await states() == ["cancelled", "sent"]


async def test_what_waits_for_a_phone_that_signed_out_goes_by_letter(
    world: World, service: PushService, config: Config, phone: Browser
) -> None:
    await has_mail(world.amira)
    await pushed(world.amira, phone, message=await message(world.amira, topic=Topic.REPLY))
    await Session.update({Session.ended_at: now()}).where(Session.person == world.amira.id)
    await send_all(config)
    assert service.requests == []
    assert await Elsewhere(config).turn() == 1
    assert await states() == ["cancelled", "ready"]


@pytest.mark.parametrize("form", ["seconds", "date"])
async def test_whoever_says_when_to_come_back_is_asked_then_and_no_earlier(
    world: World, service: PushService, config: Config, phone: Browser, later: Any, form: str
) -> None:
    at = later(0).replace(microsecond=0)
    date = format_datetime(at + timedelta(seconds=7), usegmt=True)
    service.answers(Say(429, {"Retry-After": {"seconds": "7", "date": date}[form]}))
    await pushed(world.amira, phone)
    await send_all(config)
    await pushed(world.amira, phone)
    tablet = await phone_of(world.omar, service, config)
    await pushed(world.omar, tablet)
    later(5.9)
    await send_all(config)
    assert (len(service.to(phone)), len(service.to(tablet))) == (1, 1)
    later(7.1)
    await send_all(config)
    assert len(service.to(phone)) == 3


async def test_a_broken_push_service_is_asked_again_ever_later(
    world: World, service: PushService, config: Config, phone: Browser, later: Any
) -> None:
    service.answers(*[Say(503)] * 3)
    seq, gaps = await pushed(world.amira, phone), []
    for asked in range(1, 5):
        await send_all(config)
        due = (await row(seq))["due_at"]
        gaps.append(due - now())
        clock.hold(due - timedelta(seconds=1))
        await send_all(config)
        assert len(service.to(phone)) == asked
        clock.hold(due)
    assert timedelta(seconds=12) <= gaps[0] < gaps[1] < gaps[2]
    assert await states() == ["sent"]


async def test_a_refused_key_raises_one_alarm_and_forgets_nobody(
    world: World, service: PushService, config: Config, phone: Browser
) -> None:
    tablet = await phone_of(world.omar, service, config)
    service.answers(Say(403), Say(401))
    await pushed(world.amira, phone)
    await pushed(world.omar, tablet)
    with capture_logs() as said:
        async with senders(config) as going:
            await going.drain()
            assert alarm(service) == 1
            alarms = [line for line in said if line["event"] == "a push service refuses our key"]
            assert len(alarms) == 1
            assert phone.endpoint not in str(said)
            assert await Subscription.count().where(Subscription.refusals == 1) == 2
            assert await states() == ["ready", "ready"]
            await pushed(world.amira, phone)
            await going.drain()
            assert alarm(service) == 0
    device = await device_of(phone)
    assert device is not None
    assert device["refusals"] == 0


def alarm(service: PushService) -> float | None:
    return figures.REGISTRY.get_sample_value("alongside_push_refused", {"origin": service.origin})


async def test_what_is_too_big_is_said_once_more_in_few_words(
    world: World, service: PushService, config: Config, phone: Browser
) -> None:
    service.answers(Say(413))
    seq = await pushed(world.amira, phone)
    await send_all(config)
    first, second = [phone.read(each)["notification"] for each in service.to(phone)]
    assert first["body"] != second["body"]
    assert (await row(seq))["state"] == "sent"


async def test_what_is_still_too_big_is_given_up(
    world: World, service: PushService, config: Config, phone: Browser
) -> None:
    service.answers(Say(413), Say(413))
    seq = await pushed(world.amira, phone)
    await send_all(config)
    assert len(service.to(phone)) == 2
    assert (await row(seq))["state"] == "dead"


async def test_what_would_come_too_late_takes_another_way(
    world: World, service: PushService, config: Config, phone: Browser
) -> None:
    await has_mail(world.amira)
    service.answers(Say(503, {"Retry-After": "7200"}))
    told = await message(world.amira, topic=Topic.REPLY)
    await pushed(world.amira, phone, message=told, until=now() + timedelta(hours=1))
    await send_all(config)
    assert await Elsewhere(config).turn() == 1
    assert await states() == ["dead", "ready"]


async def test_what_is_of_no_more_use_takes_no_other_way(world: World, config: Config) -> None:
    await has_mail(world.amira)
    over = now() - timedelta(seconds=1)
    told = await message(world.amira, topic=Topic.REVIEW, until=over)
    await queued(world.amira, message=told, until=over)
    assert await expire() == 1
    assert await Elsewhere(config).turn() == 0
    assert await states() == ["dead"]


async def test_a_broken_push_service_is_left_in_peace_and_the_others_are_not(
    world: World, service: PushService
) -> None:
    async with PushService() as other:
        config = config_for(service, other)
        service.answers(*[Say(500)] * 11)
        async with senders(config) as going:
            for _ in range(10):
                await pushed(world.amira, await phone_of(world.amira, service, config))
            await going.drain()
            waits = await pushed(world.amira, await phone_of(world.amira, service, config))
            well = await phone_of(world.omar, other, config)
            await pushed(world.omar, well)
            await going.drain()
        assert len(service.requests) == 10
        assert len(other.to(well)) == 1
        assert ((await row(waits))["state"], (await row(waits))["attempt"]) == ("ready", 0)


async def test_a_push_service_that_hangs_keeps_no_other_waiting(
    world: World, service: PushService
) -> None:
    async with PushService() as other:
        config = config_for(service, other)
        service.answers(*[Say(how="hang")] * 99)
        stuck, well = [await phone_of(world.amira, each, config) for each in (service, other)]
        for _ in range(70):
            await pushed(world.amira, stuck)
        await pushed(world.amira, well)
        async with senders(config) as going:
            running = asyncio.create_task(going.run(asyncio.Event()))
            async with asyncio.timeout(9):  # those that hang are given up after ten
                while not other.requests:  # noqa: ASYNC110 -- what we wait for tells nobody
                    await asyncio.sleep(0.01)
            running.cancel()
        assert len(service.requests) <= 32


async def test_a_sender_that_dies_sends_again_what_is_shown_once(
    world: World, service: PushService, config: Config, phone: Browser, later: Any
) -> None:
    service.answers(Say(how="hang"))
    await pushed(world.amira, phone)
    async with senders(config) as going:
        await going.each[0].turn()
        while not service.requests:  # noqa: ASYNC110 -- what we wait for tells nobody
            await asyncio.sleep(0.01)
    later(LEASE.total_seconds() + 1)
    assert await reap() == 1
    await send_all(config)
    first, second = service.to(phone)
    assert first.headers["topic"] == second.headers["topic"]
    assert phone.read(first) == phone.read(second)
    assert await states() == ["sent"]
