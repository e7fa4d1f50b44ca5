"""What somebody can choose of messages, and what can be wrong with a choice."""

from collections.abc import Collection
from datetime import time
from enum import StrEnum

from server.inbox.hours_rules import USUAL, Quiet, clock
from server.inbox.rules import FAMILY_TOPICS, SENIOR_TOPICS, STAFF_TOPICS, Channel, Side, Topic


class Rest(StrEnum):
    """On which days somebody is left alone."""

    WEEKENDS = "weekends"  # each day at these times, and the whole weekend
    NIGHTS = "nights"  # each day at these times
    NEVER = "never"


def topics_for(side: Side, jobs: Collection[str]) -> list[Topic]:
    """What somebody hears of on this side; some topics are for one job alone."""
    if side is Side.FAMILY:
        return list(FAMILY_TOPICS)
    return [t for t in STAFF_TOPICS if t not in SENIOR_TOPICS or SENIOR_TOPICS[t] in jobs]


def sides_for(jobs: Collection[str], *, family: bool) -> list[Side]:
    """As what somebody hears: as family, as staff, or as both; whoever is neither, as family."""
    staff = [Side.STAFF] if jobs else []
    return [Side.FAMILY, *staff] if family or not jobs else staff


def channels_for(*, email: bool, texts: bool) -> list[Channel]:
    """The ways that are open to somebody who has an address, or a number we can send texts to."""
    able = {Channel.MAIL: email, Channel.TEXT: texts}
    return [channel for channel in Channel if able.get(channel, True)]


def rest_of(quiet: Quiet) -> Rest:
    """On which days this quiet time is."""
    if quiet.weekends:
        return Rest.WEEKENDS
    return Rest.NEVER if quiet.start == quiet.end else Rest.NIGHTS


def times_of(quiet: Quiet, side: Side) -> tuple[time, time]:
    """The times to show; those that are usual where there is no quiet time."""
    shown = USUAL[side] if rest_of(quiet) is Rest.NEVER else quiet
    return shown.start, shown.end


def quiet_of(start: str, end: str, rest: Rest) -> Quiet | None:
    """Quiet time as a form says it; none when a time is no time."""
    if rest is Rest.NEVER:
        return Quiet(time(), time(), weekends=False)
    begins, ends = clock(start), clock(end)
    if begins is None or ends is None:
        return None
    return Quiet(begins, ends, weekends=rest is Rest.WEEKENDS)


def choice_problems(
    channel: str, able: Collection[Channel], start: str, end: str, rest: Rest
) -> dict[str, str]:
    """A way that is not open, or a time that is none."""
    problems = {} if channel in able else {"channel": "unpicked"}
    timed = {} if rest is Rest.NEVER else {"quiet_from": start, "quiet_to": end}
    return problems | {name: "time" for name, text in timed.items() if clock(text) is None}
