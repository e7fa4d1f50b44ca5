"""Push services: how many at once each gets, how fast, and whether it is left in peace."""

import asyncio
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from server.inbox import figures
from server.inbox.pace_rules import Health, Pace, heard, let_in, next_turn, shut, slowed
from server.inbox.retry_rules import NEVER, Answered

AT_ONCE = 32
TOO_MANY = 429
BROKEN = 500


class Origin:
    """One push service, as this process has found it."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.slots = asyncio.Semaphore(AT_ONCE)
        self.held = 0
        self.pace = Pace()
        self.health = Health()

    @contextmanager
    def holding(self) -> Iterator[None]:
        """One more of ours is on its way there."""
        self.held += 1
        try:
            yield
        finally:
            self.held -= 1

    @property
    def spare(self) -> bool:
        """It has enough of ours, or is left in peace: nothing more is claimed for it."""
        return self.held >= AT_ONCE or shut(self.health, _at())

    def lets_in(self) -> bool:
        """Whether one may leave now."""
        self.health, may = let_in(self.health, _at())
        return may

    async def turn(self) -> None:
        """Wait as long as its pace asks for."""
        self.pace, wait = next_turn(self.pace, _at())
        if wait:
            await asyncio.sleep(wait)

    def answered(self, answer: Answered) -> None:
        """It answered like this, or not at all."""
        if answer.status == TOO_MANY:
            self.pace = slowed(self.pace, _at())
        if answer.status or answer.retry_after != NEVER:  # else nobody was asked
            well = 0 < answer.status < BROKEN
            self.health = heard(self.health, _at(), well=well)
        figures.shut.labels(self.name).set(shut(self.health, _at()))

    def peace(self) -> timedelta:
        """How long it is still left in peace."""
        return timedelta(seconds=max(1.0, self.health.shut_until - _at()))


class Origins(defaultdict[str, Origin]):
    """Every push service that this process has sent to."""

    def __missing__(self, name: str) -> Origin:
        self[name] = Origin(name)
        return self[name]

    def to_spare(self) -> list[str]:
        """Those for which nothing more is claimed now."""
        return sorted(name for name, origin in self.items() if origin.spare)


def _at() -> float:
    """Durations are measured on a clock that nobody sets."""
    return asyncio.get_running_loop().time()
