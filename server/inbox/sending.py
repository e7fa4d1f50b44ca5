"""All senders together: one for each way out of the house."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from server.config import Config
from server.inbox.ending import Ending
from server.inbox.outgoing import Post, Push, Way
from server.inbox.push import Wire
from server.inbox.rules import Channel
from server.inbox.sender import Sender


class Senders:
    """All ways out, and what they share."""

    def __init__(self, config: Config, wire: Wire) -> None:
        self.ending = Ending()
        ways: list[Way] = [
            Push(config, wire),
            Post(config, Channel.MAIL),
            Post(config, Channel.TEXT),
        ]
        self.each = [Sender(way, self.ending) for way in ways]

    def poke(self) -> None:
        """Something was kept: look at once."""
        for sender in self.each:
            sender.poke.set()

    async def run(self, stop: asyncio.Event) -> None:
        """All of them, until told to stop."""
        await asyncio.gather(*(sender.run(stop) for sender in self.each))

    async def drain(self) -> int:
        """Send all that is due now, and wait until it is kept; how many that were."""
        begun, sent = 1, 0
        while begun:
            begun = sum([await sender.turn() for sender in self.each])
            sent += begun
            while tasks := [task for sender in self.each for task in sender.tasks]:
                await asyncio.wait(tasks)
        return sent


@asynccontextmanager
async def senders(config: Config) -> AsyncIterator[Senders]:
    """The senders, ready to send as long as this lasts."""
    async with Wire(config) as wire:
        made = Senders(config, wire)
        keeping = asyncio.create_task(made.ending.run())
        try:
            yield made
        finally:
            left = [keeping, *(task for sender in made.each for task in sender.tasks)]
            for task in left:
                task.cancel()
            await asyncio.wait(left)
