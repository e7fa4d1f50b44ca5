"""By which way somebody hears, and when not: what their own page says of it."""

from typing import NamedTuple
from uuid import UUID

from server.inbox.choice_rules import Rest, rest_of
from server.inbox.rules import Channel, Side
from server.inbox.wishes import wishes_for


class Reached(NamedTuple):
    """How somebody hears of things now."""

    channel: Channel
    rest: Rest
    quiet_from: str
    quiet_to: str
    devices: int  # phones and computers that push reaches


async def reached(person: UUID, *, staff: bool) -> Reached:
    """How this person hears now, on the side whose frame their own page wears."""
    wishes = await wishes_for(person)
    quiet = wishes.quiet(Side.STAFF if staff else Side.FAMILY)
    times = f"{quiet.start:%H:%M}", f"{quiet.end:%H:%M}"
    return Reached(wishes.prefers, rest_of(quiet), *times, len(wishes.devices))
