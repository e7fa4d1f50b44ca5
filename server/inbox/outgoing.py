"""The ways out of the house: push, letters and text messages, each with its own limits."""

import asyncio
from collections.abc import Collection
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Protocol

from server.clock import now
from server.config import Config
from server.inbox import figures
from server.inbox.answers import Alarms, outcome_of, untried
from server.inbox.ending import Outcome
from server.inbox.letters import send_letter
from server.inbox.origins import Origin, Origins
from server.inbox.parcel_rules import Device, Parcel
from server.inbox.payload_rules import payload, topic_of
from server.inbox.push import Address, Wire
from server.inbox.retry_rules import KINDS, Answered, Kind
from server.inbox.rules import Channel, Topic
from server.inbox.texting import send_text
from server.inbox.texts import ANY, key_of, said

IN_FLIGHT = 64  # asked for and not yet kept: what a sender that is killed may send twice
URGENT = frozenset({Topic.REPLY, Topic.DECIDE, Topic.TEST})
LONGEST = 28 * 24 * 3600  # seconds; FCM takes no more
LATER = timedelta(seconds=1)


class Way(Protocol):
    """One way out: what is claimed for it at a time, and how one parcel goes."""

    channel: Channel
    held: int
    stopping: bool

    def to_spare(self) -> Collection[str]: ...
    async def send(self, parcel: Parcel, until_kept: AsyncExitStack) -> Outcome: ...


class Post:
    """Letters or text messages, a few at a time."""

    held = 4

    def __init__(self, config: Config, channel: Channel) -> None:
        self.config, self.channel = config, channel
        self.stopping = False

    def to_spare(self) -> Collection[str]:
        return ()

    async def send(self, parcel: Parcel, until_kept: AsyncExitStack) -> Outcome:  # noqa: ARG002
        post = send_letter if self.channel is Channel.MAIL else send_text
        return outcome_of(parcel, await post(self.config, parcel))


class Push:
    """Pushes: as many at a time as each push service bears."""

    channel = Channel.PUSH
    held = 2 * IN_FLIGHT  # so that a slow push service does not keep the others waiting

    def __init__(self, config: Config, wire: Wire) -> None:
        self.config, self.wire = config, wire
        self.origins, self.alarms = Origins(), Alarms()
        self.in_flight = asyncio.Semaphore(IN_FLIGHT)
        self.stopping = False

    def to_spare(self) -> Collection[str]:
        return self.origins.to_spare()

    async def send(self, parcel: Parcel, until_kept: AsyncExitStack) -> Outcome:
        device = parcel.device
        if device is None:
            raise LookupError("a push without a device")
        origin = self.origins[device.origin]
        with origin.holding():
            async with origin.slots:
                await origin.turn()
                await until_kept.enter_async_context(self.in_flight)
                if self.stopping or not origin.lets_in():
                    return untried(parcel, LATER if self.stopping else origin.peace())
                key = key_of(parcel.topic, merged=parcel.merged, days_left=parcel.days_left)
                answer = await self._sent(parcel, device, origin, key)
                if KINDS.get(answer.status) is Kind.TOO_BIG:
                    answer = await self._sent(parcel, device, origin, ANY)
        return outcome_of(parcel, answer)

    async def _sent(self, parcel: Parcel, device: Device, origin: Origin, key: str) -> Answered:
        tag = topic_of(self.config.secret, parcel.person, parcel.subject)
        link = f"{self.config.origin}/messages/{parcel.message}"
        figures.left_for(parcel)
        with figures.request_seconds.time():
            answer = await self.wire.send(
                Address(device.endpoint, device.p256dh, device.auth, device.key),
                payload(said(key, parcel.reads), link, tag, parcel.seq),
                ttl=ttl_of(parcel),
                urgency="high" if parcel.topic in URGENT else "normal",
                topic=tag,
            )
        figures.pushes.labels(origin.name, figures.answer_class(answer.status)).inc()
        origin.answered(answer)
        self.alarms.hear(origin.name, device.key, answer.status)
        return answer


def ttl_of(parcel: Parcel) -> int:
    """How many seconds the push service may keep it: as long as it is of use."""
    left = int((parcel.until - now()).total_seconds())
    return min(max(left, 1), LONGEST)
