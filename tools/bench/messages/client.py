"""python -m tools.bench.messages.client wire|hours|webpush FILE: sends as many as it is asked to.

It reads a number a line, and says for each: how many, seconds of CPU, seconds on a clock.
"""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import cycle, islice
from pathlib import Path
from uuid import uuid4

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec
from py_vapid import Vapid02
from pywebpush import webpush

from server import clock
from server.config import Config
from server.inbox.endpoint_rules import origin_of, unpacked
from server.inbox.payload_rules import padded
from server.inbox.push import Address, Wire
from tools.bench.messages.phones import Phone

IN_FLIGHT = 32
PAYLOAD = padded(b"{}")  # 1,024 bytes
TTL, TOPIC, URGENCY = 3600, "t" * 24, "normal"
CREATED = 201
LASTING = timedelta(hours=10)


class Task(msgspec.Struct, frozen=True):
    """Whom to send to, and the key to sign with."""

    phones: list[Phone]
    private: str
    public: str
    contact: str


def _config(task: Task) -> Config:
    also = (origin_of(task.phones[0].endpoint),)
    contact = task.contact
    return Config(
        database="", origins=("",), secret=b"s" * 32, push_also=also, push_contact=contact
    )


async def _wire(task: Task, over: timedelta) -> None:
    """The sender's own wire, 32 in flight; as if what is sent took so long."""
    key, number = uuid4(), int.from_bytes(unpacked(task.private), "big")
    ring = cycle([Address(each.endpoint, each.p256dh, each.auth, key) for each in task.phones])
    async with Wire(_config(task)) as wire:
        signer = Vapid02(ec.derive_private_key(number, ec.SECP256R1()), conf={"no-strict": True})
        wire.tokens.signers[key] = signer

        async def send(count: int) -> None:
            turns = _moments(islice(ring, count), over / count)
            await asyncio.gather(*(_each(wire, turns) for _ in range(IN_FLIGHT)))

        await _obey(send)


def _moments(ring: Iterator[Address], step: timedelta) -> Iterator[Address]:
    """The same, with the clock further at each: it goes on by itself where there is no step."""
    began = datetime.now(UTC)
    for place, to in enumerate(ring):
        if step:
            clock.hold(began + place * step)
        yield to


async def _each(wire: Wire, turns: Iterator[Address]) -> None:
    for to in turns:
        said = await wire.send(to, PAYLOAD, ttl=TTL, urgency=URGENCY, topic=TOPIC)
        if said.status != CREATED:
            raise SystemExit(f"not sent: {said}")


async def _webpush(task: Task) -> None:
    """As the readme of pywebpush says: one call for each message."""
    infos = [
        {"endpoint": each.endpoint, "keys": {"p256dh": each.p256dh, "auth": each.auth}}
        for each in task.phones
    ]
    ring = cycle(infos)

    async def send(count: int) -> None:
        for info in islice(ring, count):
            webpush(
                subscription_info=info,
                data=PAYLOAD,
                vapid_private_key=task.private,
                vapid_claims={"sub": task.contact},
                ttl=TTL,
                headers={"urgency": URGENCY, "topic": TOPIC},
            )

    await _obey(send)


async def _obey(send: Callable[[int], Awaitable[None]]) -> None:
    while line := await asyncio.to_thread(sys.stdin.readline):
        cpu, wall = time.process_time(), time.perf_counter()
        await send(int(line))
        took = time.process_time() - cpu, time.perf_counter() - wall
        sys.stdout.write(f"{int(line)} {took[0]} {took[1]}\n")
        sys.stdout.flush()


def main(what: str, file: str) -> None:
    """One of the three ways."""
    task = msgspec.json.decode(Path(file).read_bytes(), type=Task)
    if what == "webpush":
        asyncio.run(_webpush(task))
    else:
        asyncio.run(_wire(task, LASTING if what == "hours" else timedelta()))


if __name__ == "__main__":
    main(*sys.argv[1:])
