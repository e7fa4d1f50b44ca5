"""By which way an adult is reached: their own first, then the next that can reach them."""

from collections.abc import Collection
from datetime import datetime, timedelta
from typing import NamedTuple

from server.inbox.rules import Channel

ORDER = (Channel.PUSH, Channel.MAIL, Channel.TEXT)


class Reach(NamedTuple):
    """What there is to reach an adult by."""

    prefers: Channel
    devices: bool
    email: bool
    phone: bool  # a number, and a way for text messages
    seen_at: datetime | None  # the last sign of life


def open_ways(reach: Reach) -> tuple[Channel, ...]:
    """The ways that can reach this adult, the preferred one first."""
    able = {Channel.PUSH: reach.devices, Channel.MAIL: reach.email, Channel.TEXT: reach.phone}
    ranked = sorted(ORDER, key=lambda way: (way is not reach.prefers, ORDER.index(way)))
    return tuple(way for way in ranked if able[way])


def ways(reach: Reach, now: datetime, silent: timedelta) -> tuple[Channel, ...]:
    """The ways the next message takes: one; a second beside push after a long silence.

    None at all says that nothing reaches this adult. "Only when I open it" is the app alone.
    """
    if reach.prefers is Channel.APP:
        return (Channel.APP,)
    found = open_ways(reach)
    quiet = reach.seen_at is None or now - reach.seen_at >= silent
    both = found[:1] == (Channel.PUSH,) and quiet
    return found[: 2 if both else 1]


def next_way(reach: Reach, tried: Collection[Channel]) -> Channel | None:
    """The way to try when these came to nothing; none when there is no other."""
    if reach.prefers is Channel.APP:
        return None
    return next((way for way in open_ways(reach) if way not in tried), None)
