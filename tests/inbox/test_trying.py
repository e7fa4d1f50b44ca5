"""A test goes to every device of who asks for it, and a device that is gone is forgotten."""

from datetime import UTC, datetime, timedelta
from uuid import uuid4

import httpx
import pytest

from server.db import Engine
from server.inbox.sending import senders
from server.inbox.tables import Delivery, Message, Subscription
from tests.browsing import Browsers
from tests.inbox.phones import asks_for_a_test, phone, says, sent_to
from tests.inbox.push_service import Browser, PushService, Say
from tests.inbox.telling_town import held
from tests.inbox.wiring import config_for
from tests.world import World

AT = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)


async def send_all(service: PushService) -> None:
    """The senders send all that is due."""
    async with senders(config_for(service)) as sending:
        await sending.drain()


async def listens(
    database: Engine, world: World, service: PushService
) -> tuple[httpx.AsyncClient, Browser]:
    """Amira's browser, where messages come by this service."""
    amira, mine = await Browsers(database, config_for(service)).of(world.amira), service.browser()
    assert (await says(amira, mine)).status_code == 200
    return amira, mine


async def test_a_test_goes_to_every_device_at_once(world: World, browsers: Browsers) -> None:
    one, other = await browsers.of(world.amira), await browsers.of(world.amira)
    gone = await browsers.of(world.amira)
    for each in (one, other, gone):
        await says(each, phone())
    await gone.post("/sign-out")
    answer = await asks_for_a_test(one)
    assert answer.headers["location"] == "/me/phone?test=sent"
    rows = await Delivery.select()
    assert len(rows) == 2
    for row in rows:
        assert row["due_at"] == row["made_at"]
        assert (row["person"], row["routine"]) == (world.amira.id, False)


async def test_one_press_is_one_test(world: World, browsers: Browsers) -> None:
    amira, op = await browsers.of(world.amira), str(uuid4())
    await says(amira, phone())
    for _ in range(3):
        assert (await asks_for_a_test(amira, op=op)).status_code == 303
    assert await Message.count() == 1
    assert await Delivery.count() == 1


async def test_ten_tests_an_hour_are_enough(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    await says(amira, phone())
    answers = [(await asks_for_a_test(amira)).status_code for _ in range(11)]
    assert answers == [303] * 10 + [429]
    with held(datetime.now(UTC) + timedelta(hours=2)):
        assert (await asks_for_a_test(amira)).status_code == 303


async def test_without_a_device_there_is_no_test(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    assert (await asks_for_a_test(amira)).headers["location"] == "/me/phone"
    assert await Message.count() == 0


async def test_the_test_arrives_in_the_readers_language(world: World, clean: Engine) -> None:
    async with PushService() as service:
        amira, mine = await listens(clean, world, service)
        await asks_for_a_test(amira)
        await send_all(service)
        (request,) = service.to(mine)
    message = await Message.select().first()
    assert message
    found = mine.read(request)["notification"]
    assert found["title"] == "Test message"
    assert found["navigate"] == f"https://alongside.test/messages/{message['id']}"
    assert await sent_to(world.amira) == [("sent", "")]


@pytest.mark.parametrize("status", [404, 410])
async def test_a_device_that_is_gone_is_forgotten_and_never_asked_again(
    world: World, clean: Engine, status: int
) -> None:
    async with PushService() as service:
        amira, mine = await listens(clean, world, service)
        service.answers(Say(status), path=mine.path)
        await asks_for_a_test(amira)
        await send_all(service)
        assert await Subscription.count() == 0
        await asks_for_a_test(amira)
        await send_all(service)
        assert len(service.to(mine)) == 1
