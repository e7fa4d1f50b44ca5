"""What is said in one thread is heard in its order, and what is old by then is not said at all."""

import asyncio
from collections.abc import AsyncIterator
from typing import Any
from uuid import uuid4

import pytest

from server.config import Config
from server.inbox.rules import State
from server.inbox.sending import senders
from server.inbox.tables import Delivery
from server.trail.rules import Happened, Visible
from tests.inbox.push_service import Browser
from tests.inbox.pushing import Slow, phone_of, send_all
from tests.inbox.telling_town import happens, held, messages, tell, tuesday
from tests.inbox.wiring import config_for
from tests.world import World

TEN = 10


@pytest.fixture(autouse=True)
async def noon(world: World) -> AsyncIterator[None]:
    with held(tuesday()):
        yield


@pytest.fixture
async def service() -> AsyncIterator[Slow]:
    async with Slow() as made:
        yield made


@pytest.fixture
def config(service: Slow) -> Config:
    return config_for(service)


@pytest.fixture
async def phones(world: World, service: Slow, config: Config) -> list[Browser]:
    """Both phones of Amira's."""
    return [await phone_of(world.amira, service, config) for _ in "ab"]


async def reply(world: World, config: Config, **about: Any) -> None:
    """Ben answers what Amira said."""
    told = {"visible": Visible.AUTHOR, "to_whom": world.amira.id, **about}
    await happens(world, world.ben, Happened.ECHOED, **told)
    await tell(config)


def numbers(service: Slow, phone: Browser) -> list[int]:
    """The numbers of what came, in its order."""
    return [phone.read(each)["notification"]["data"]["seq"] for each in service.to(phone)]


async def test_ten_messages_while_nobody_sends_are_one_push(
    world: World, service: Slow, config: Config, phones: list[Browser]
) -> None:
    thread = uuid4()
    for _ in range(TEN):
        await reply(world, config, about=thread)
    await send_all(config)
    last = (await messages(world.amira))[-1]["id"]
    replaced = Delivery.state == State.SUPERSEDED.value
    assert await Delivery.count().where(replaced) == 2 * (TEN - 1)
    for phone in phones:
        (request,) = service.to(phone)
        said = phone.read(request)["notification"]
        assert said["navigate"] == f"{config.origin}/messages/{last}"


async def test_one_phone_gets_one_at_a_time_and_never_an_older_one(
    world: World, service: Slow, config: Config, phones: list[Browser]
) -> None:
    stop, thread = asyncio.Event(), uuid4()
    async with senders(config) as going:
        running = asyncio.create_task(going.run(stop))
        for _ in range(TEN):
            await reply(world, config, about=thread)
            going.poke()
            await asyncio.sleep(service.moment / 2)
        await all_sent()
        stop.set()
        going.poke()
        await running
    assert service.most == 1
    for phone in phones:
        got = numbers(service, phone)
        assert 1 < len(got) <= TEN
        assert got == sorted(set(got))
        assert len({each.headers["topic"] for each in service.to(phone)}) == 1


async def all_sent() -> None:
    """Go on when nothing is on its way any more."""
    going = Delivery.state.is_in([State.READY.value, State.LEASED.value])
    async with asyncio.timeout(30):
        while await Delivery.count().where(going):  # noqa: ASYNC110 -- nobody tells us
            await asyncio.sleep(0.02)
