"""Whoever runs it sees how messages go, and nothing of anybody."""

import urllib.request
from datetime import timedelta

import pytest

from server.clock import now
from server.inbox import figures
from tests.inbox.going import queued
from tests.inbox.push_service import PushService, Say
from tests.inbox.pushing import device_of, phone_of, pushed, send_all
from tests.inbox.wiring import config_for
from tests.world import World
from tools.bench.servers import free_port


def figure(name: str, **labels: str) -> float:
    return figures.REGISTRY.get_sample_value(f"alongside_{name}", labels) or 0.0


async def test_pushes_are_counted_by_service_and_answer(world: World) -> None:
    async with PushService() as service:
        config = config_for(service)
        phone = await phone_of(world.amira, service, config)
        service.answers(Say(201), Say(429), Say(503))
        signed = figure("push_tokens_signed_total")
        for _ in "abc":
            await pushed(world.amira, phone)
        await send_all(config)
        for answer in ("2xx", "429", "5xx"):
            assert figure("pushes_total", origin=service.origin, answer=answer) == 1
        assert figure("push_tokens_signed_total") == signed + 1


async def test_what_is_due_is_counted_and_what_is_not_due_yet_is_not(world: World) -> None:
    await figures.look()
    assert (figure("queue_due"), figure("queue_oldest_seconds")) == (0, 0)
    await queued(world.amira, due_at=now() - timedelta(seconds=90))
    await queued(world.amira, due_at=now() - timedelta(seconds=9))
    await queued(world.amira, due_at=now() + timedelta(seconds=90))
    await figures.look()
    assert figure("queue_due") == 2
    assert 90 <= figure("queue_oldest_seconds") < 150


async def test_a_phone_that_is_gone_is_counted(world: World) -> None:
    async with PushService() as service:
        config = config_for(service)
        phone = await phone_of(world.amira, service, config)
        before = figure("subscriptions_deleted_total", reason="gone")
        service.answers(Say(410))
        await pushed(world.amira, phone)
        await send_all(config)
        assert await device_of(phone) is None
        assert figure("subscriptions_deleted_total", reason="gone") == before + 1


async def test_they_are_shown_on_this_machine_and_name_nobody(world: World) -> None:
    async with PushService() as service:
        config = config_for(service)
        phone = await phone_of(world.amira, service, config)
        await pushed(world.amira, phone)
        await send_all(config)
    port = free_port()
    with figures.shown(port):
        shown = read(port)
    assert "alongside_commit_to_request_seconds_count" in shown
    for secret in (phone.path, phone.p256dh, phone.auth, "Amira"):
        assert secret not in shown
    with pytest.raises(OSError, match="refused"):
        read(port)


def read(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/metrics", timeout=20) as answer:
        return answer.read().decode()


def test_a_port_that_is_taken_stops_no_messages() -> None:
    port = free_port()
    with figures.shown(port), figures.shown(port):
        assert "alongside_pushes" in read(port)
