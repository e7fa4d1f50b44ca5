"""A sender: claims what is due by one way, sends it a few at a time, and sees it kept."""

import asyncio
from collections.abc import Coroutine
from contextlib import AsyncExitStack, suppress
from typing import Any

import structlog

from server.inbox.answers import outcome_of
from server.inbox.ending import Ending, Outcome
from server.inbox.outgoing import IN_FLIGHT, Way
from server.inbox.parcel_rules import Parcel
from server.inbox.parcels import parcels
from server.inbox.queue import Claim, claim
from server.inbox.retry_rules import Answered

_log = structlog.get_logger("sending")
EVERY = 1.0  # seconds; behind being woken
BETWEEN = 0.25  # from one look past all that waits for a busy push service to the next
ENDING = 10.0


class Sender:
    """One way out, at work."""

    def __init__(self, way: Way, ending: Ending) -> None:
        self.way, self.ending = way, ending
        self.poke = asyncio.Event()
        self.look_at = 0.0
        self.tasks: set[asyncio.Task[object]] = set()

    async def run(self, stop: asyncio.Event) -> None:
        """Turn after turn until told to stop; then what is on its way comes to its end."""
        while not stop.is_set():
            self.poke.clear()
            if self._too_soon() or not await self._safely():
                with suppress(TimeoutError):
                    pause = BETWEEN if self.way.to_spare() else EVERY
                    await asyncio.wait_for(self.poke.wait(), pause)
        await self.rest()

    def _too_soon(self) -> bool:
        """Whether we looked past all that waits for a busy push service a moment ago."""
        at = asyncio.get_running_loop().time()
        if not self.way.to_spare():
            return False
        if at < self.look_at:
            return True
        self.look_at = at + BETWEEN
        return False

    async def _safely(self) -> int:
        try:
            return await self.turn()
        except Exception as error:  # noqa: BLE001 -- a database that is away comes back
            _log.error("turn failed", part=self.way.channel.value, kind=type(error).__name__)
            return 0

    async def turn(self) -> int:
        """Claim what there is room for, and begin to send it; how many that were."""
        room = min(IN_FLIGHT, self.way.held - len(self.tasks))
        if room <= 0:
            return 0
        claimed = await claim(room, self.way.channel, spare=self.way.to_spare())
        await self._begin(claimed)
        return len(claimed.rows)

    async def _begin(self, claimed: Claim) -> None:
        going, over = await parcels(claimed)
        for ended in over:
            self._start(self.ending.keep(Outcome(ended)))
        for parcel in going:
            self._start(self._one(parcel))
            await asyncio.sleep(0)  # answers are heard between one encryption and the next

    def _start(self, work: Coroutine[Any, Any, object]) -> None:
        task = asyncio.create_task(work)
        self.tasks.add(task)
        task.add_done_callback(self._over)

    def _over(self, task: asyncio.Task[object]) -> None:
        self.tasks.discard(task)
        self.poke.set()  # there is room, and whatever waited for this one may go
        if not task.cancelled() and (error := task.exception()) is not None:
            _log.error("not sent", kind=type(error).__name__)

    async def _one(self, parcel: Parcel) -> None:
        async with AsyncExitStack() as until_kept:
            await self.ending.keep(await self._sent(parcel, until_kept))

    async def _sent(self, parcel: Parcel, until_kept: AsyncExitStack) -> Outcome:
        try:
            return await self.way.send(parcel, until_kept)
        except Exception as error:  # noqa: BLE001 -- one that cannot be sent keeps no other back
            _log.error("not sent", part=parcel.channel.value, kind=type(error).__name__)
            return outcome_of(parcel, Answered(0, "", "error"))

    async def rest(self) -> None:
        """What is on its way comes to its end, or to none in ten seconds: its lease runs out."""
        self.way.stopping = True
        if self.tasks:
            await asyncio.wait(self.tasks, timeout=ENDING)
        for task in self.tasks:
            task.cancel()
