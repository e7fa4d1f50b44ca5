"""How a message went, in the words that staff see: one for each way it took."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

import msgspec

from server.inbox.rules import Channel, State


class Went(StrEnum):
    """How it went by one way; of several devices the first of these that is true of any."""

    SENT = "sent"
    WAITING = "waiting"
    REPLACED = "replaced"  # a newer one took its place
    NO_WAY = "no-way"
    FAILED = "failed"
    NOT_NEEDED = "not-needed"


WENT = {
    State.READY: Went.WAITING,
    State.LEASED: Went.WAITING,
    State.SENT: Went.SENT,
    State.DEAD: Went.FAILED,
    State.SUPERSEDED: Went.REPLACED,
    State.NO_WAY: Went.NO_WAY,
}
STUCK = frozenset({Went.NO_WAY, Went.FAILED})
# Cancelled for these, a message is not to be told; for all else, its way was lost.
OVER = frozenset({"left", "over", "handled", "not theirs", "unwanted"})


class Step(msgspec.Struct, frozen=True):
    """A delivery: by which way, where it stands and why, and when it is due."""

    channel: Channel
    state: State
    due_at: datetime
    reason: str = ""

    @property
    def went(self) -> Went:
        """How it went."""
        lost = Went.NOT_NEEDED if self.reason in OVER else Went.FAILED
        return WENT.get(self.state, lost)


class Way(NamedTuple):
    """One way that a message took, and how it went; `until` when it waits for a moment to come."""

    channel: Channel
    went: Went
    until: datetime | None = None


def ways_of(steps: Iterable[Step], now: datetime) -> tuple[Way, ...]:
    """Each way once, in the order they were tried; none is a message that stays in the app."""
    found: dict[Channel, list[Step]] = {}
    for step in steps:
        found.setdefault(step.channel, []).append(step)
    return tuple(_best(channel, tried, now) for channel, tried in found.items())


def _best(channel: Channel, tried: list[Step], now: datetime) -> Way:
    order = list(Went)
    best = min(tried, key=lambda step: order.index(step.went))
    later = best.went is Went.WAITING and best.due_at > now
    return Way(channel, best.went, best.due_at if later else None)


def stuck(ways: tuple[Way, ...]) -> bool:
    """Nothing that was tried reached them, and nothing more is tried."""
    return bool(ways) and all(way.went in STUCK for way in ways)
