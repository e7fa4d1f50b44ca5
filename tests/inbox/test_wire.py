"""What leaves the house: the headers of RFC 8030 and 8292, one token for hours, and no more."""

import asyncio
import re
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from py_vapid import jwt

from server.inbox.endpoint_rules import on_windows
from server.inbox.payload_rules import LARGEST, topic_of
from server.inbox.push import FOR_WINDOWS, PATIENCE
from server.inbox.retry_rules import NEVER, Answered
from tests.inbox.push_service import PushService, Request
from tests.inbox.telling_town import held
from tests.inbox.wiring import PAYLOAD, Wired, wired

AT = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
TOKEN = re.compile(r"vapid t=([\w-]+\.[\w-]+\.[\w-]+),k=([\w-]{87})")


def claims(request: Request) -> dict[str, Any]:
    """What the token of this request says, once its signature holds."""
    found = TOKEN.fullmatch(request.headers["authorization"])
    assert found
    said: dict[str, Any] = jwt.decode(found[1], found[2])
    return said


def tokens(*services: PushService) -> set[str]:
    return {each.headers["authorization"] for service in services for each in service.requests}


async def test_every_request_has_the_headers_of_the_standard() -> None:
    async with PushService() as service, wired(service) as sender:
        assert await sender.send(service.browser()) == Answered(201)
        (request,) = service.requests
    headers = request.headers
    assert (headers["ttl"], headers["urgency"], headers["topic"]) == ("60", "normal", "t" * 24)
    assert headers["content-encoding"] == "aes128gcm"
    assert "x-wns-type" not in headers
    assert len(request.body) == len(PAYLOAD) + 103


async def test_nothing_says_what_we_run_on() -> None:
    async with PushService() as service, wired(service) as sender:
        await sender.send(service.browser())
        (request,) = service.requests
    assert set(request.headers) == {
        *("host", "authorization", "ttl", "urgency", "topic"),
        *("content-encoding", "content-type", "content-length"),
    }


async def test_a_message_is_kept_for_a_second_at_least() -> None:
    async with PushService() as service, wired(service) as sender:
        to = service.browser().address(sender.key)
        await sender.wire.send(to, PAYLOAD, ttl=-5, urgency="high", topic="x")
        assert service.requests[0].headers["ttl"] == "1"


async def _a_thousand(sender: Wired, *services: PushService) -> None:
    phones = [service.browser() for service in services for _ in range(5)]
    for _ in range(1000 // len(phones)):
        for phone in phones:
            await sender.send(phone)


async def test_one_token_serves_a_push_service_and_names_it() -> None:
    async with PushService() as one, PushService() as other, wired(one, other) as sender:
        await _a_thousand(sender, one, other)
        assert len(one.requests) + len(other.requests) == 1000
        assert len(tokens(one, other)) == 2
        for service in (one, other):
            said = claims(service.requests[-1])
            assert urlsplit(said["aud"]).netloc == service.requests[-1].headers["host"]
            assert said["sub"] == "mailto:it@example.org"


async def test_many_first_messages_at_once_share_one_token() -> None:

    async with PushService() as service, wired(service) as sender:
        await asyncio.gather(*(sender.send(service.browser()) for _ in range(32)))
        assert len(tokens(service)) == 1


async def test_a_token_lives_for_twelve_hours_and_is_used_for_eleven() -> None:
    async with PushService() as service, wired(service) as sender:
        phone = service.browser()
        for hours in (0, 10.9, 11.1, 22):
            with held(AT + timedelta(hours=hours)):
                await sender.send(phone)
        first, same, second, again = service.requests
    assert first.headers["authorization"] == same.headers["authorization"]
    assert second.headers["authorization"] == again.headers["authorization"]
    assert claims(first)["exp"] == int((AT + timedelta(hours=12)).timestamp())
    assert claims(second)["exp"] == int((AT + timedelta(hours=23.1)).timestamp())


async def test_connections_are_used_again() -> None:
    async with PushService() as service, wired(service) as sender:
        for _ in range(20):
            await sender.send(service.browser())
        assert service.connections == 1


async def test_what_is_too_large_is_not_sent() -> None:
    async with PushService() as service, wired(service) as sender:
        for size in (LARGEST + 1, 3994, 6000):
            answer = await sender.send(service.browser(), b"x" * size)
            assert answer == Answered(0, NEVER, "too-large")
        assert service.connections == 0
        assert await sender.send(service.browser(), b"x" * LARGEST) == Answered(201)


async def test_a_key_nobody_knows_sends_nothing(clean: object) -> None:
    async with PushService() as service, wired(service) as sender:
        to = service.browser().address(uuid4())
        assert await sender.send(to) == Answered(0, NEVER, "key")
        assert service.connections == 0


def test_only_microsofts_push_service_gets_microsofts_header() -> None:
    assert FOR_WINDOWS["X-WNS-Type"] == "wns/raw"
    assert on_windows("https://wns2-par02p.notify.windows.com")
    assert not on_windows("https://fcm.googleapis.com")
    assert not on_windows("https://notify.windows.com.evil.example")


def test_nobody_is_waited_for_longer_than_ten_seconds() -> None:
    assert (PATIENCE.total, PATIENCE.sock_connect) == (10, 5)


def test_a_topic_tells_nobody_what_it_is_about() -> None:
    amira, omar = uuid4(), uuid4()
    topic = topic_of(b"s" * 32, amira, "reply-1")
    assert re.fullmatch(r"[\w-]{24}", topic)
    assert topic == topic_of(b"s" * 32, amira, "reply-1")
    others = [topic_of(b"s" * 32, omar, "reply-1"), topic_of(b"s" * 32, amira, "reply-2")]
    assert topic not in [*others, topic_of(b"z" * 32, amira, "reply-1")]
