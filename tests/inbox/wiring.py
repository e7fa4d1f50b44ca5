"""The wire with a key of its own, ready to send to push services of the tests' own."""

import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, NamedTuple
from uuid import UUID, uuid4

import msgspec
from aiohttp import ClientTimeout
from aiohttp.abc import AbstractResolver, ResolveResult
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02

from server.config import Config
from server.inbox.keys import public_text
from server.inbox.payload_rules import padded
from server.inbox.push import Address, Wire
from server.inbox.retry_rules import Answered
from tests.browsing import CONFIG
from tests.inbox.push_service import Browser, PushService

PAYLOAD = padded(b"{}")
TOPIC = "t" * 24


def config_for(*services: PushService) -> Config:
    """The app, told of these push services."""
    also = tuple(service.origin for service in services)
    return msgspec.structs.replace(CONFIG, push_also=also, push_contact="mailto:it@example.org")


class Wired(NamedTuple):
    """A wire, and the key of ours that it signs with."""

    wire: Wire
    key: UUID
    public: str

    async def send(self, to: Browser | Address, payload: bytes = PAYLOAD) -> Answered:
        """One push to this browser."""
        address = to.address(self.key) if isinstance(to, Browser) else to
        return await self.wire.send(address, payload, ttl=60, urgency="normal", topic=TOPIC)

    def at(self, endpoint: str) -> Address:
        """A browser that says it is there."""
        return Browser("").address(self.key)._replace(endpoint=endpoint)


@asynccontextmanager
async def wired(
    *services: PushService, lookup: AbstractResolver | None = None, seconds: float = 10
) -> AsyncIterator[Wired]:
    """A wire that knows these services, and waits so long for an answer."""
    private, key = ec.generate_private_key(ec.SECP256R1()), uuid4()
    patience = ClientTimeout(total=seconds, sock_connect=seconds)
    async with Wire(config_for(*services), lookup=lookup, patience=patience) as wire:
        wire.tokens.signers[key] = Vapid02(private)
        yield Wired(wire, key, public_text(private))


class Names(AbstractResolver):
    """Says of every name that it is at these addresses: each time the next, the last for ever."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked: list[str] = []

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        found = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        return [_result(host, port, address) for address in found]

    async def close(self) -> None:
        """Nothing to give back."""


def _result(host: str, port: int, address: str) -> Any:
    family = socket.AF_INET6 if ":" in address else socket.AF_INET
    flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    return ResolveResult(
        hostname=host, host=address, port=port, family=family, proto=0, flags=flags
    )
