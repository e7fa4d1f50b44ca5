"""The worker: tells what happened, sends what waits, reminds, and forgets what is over."""

import asyncio
import os
import signal
from contextlib import suppress

from server.config import Config
from server.cycles.reminding import remind
from server.db import engine_from_url, use, waker
from server.inbox import figures
from server.inbox.elsewhere import Elsewhere
from server.inbox.forgetting import forget_messages
from server.inbox.keys import forget_old_keys
from server.inbox.queue import expire, reap
from server.inbox.sending import Senders, senders
from server.inbox.telling import tell_again, tell_waiting
from server.parts import Part, again, ended
from server.people.challenges import forget_challenges
from server.people.codes import forget_codes
from server.people.drafts import forget_drafts
from server.people.letters import send_waiting
from server.people.limits import forget_tallies

EVERY = 1.0  # seconds; behind being woken
TIDY = 5.0
SWEEP = 60.0
HOUR = 3600.0
ENDING = 12.0  # the senders themselves take ten at most
WOKEN = 2


async def run(config: Config) -> None:
    """All of it until told to stop, or until the process that began this one is gone."""
    engine = use(engine_from_url(config.database))
    await engine.open()
    try:
        with figures.shown(config.figures_port):
            async with waker() as kept, senders(config) as sending:
                await _work(_parts(config, sending), sending, kept)
    finally:
        await engine.close()


async def _work(parts: list[Part], sending: Senders, kept: asyncio.Event) -> None:
    stop, parent = asyncio.Event(), os.getppid()
    _at_a_sign(stop, kept)
    going = [asyncio.create_task(again(part, stop)) for part in parts]
    going.append(asyncio.create_task(sending.run(stop)))
    while not stop.is_set():
        with suppress(TimeoutError):
            await asyncio.wait_for(kept.wait(), EVERY)
            kept.clear()
            sending.poke()
            for part in parts[:WOKEN]:
                part.poke.set()
        if os.getppid() != parent:
            stop.set()
    for poke in [part.poke for part in parts] + [sender.poke for sender in sending.each]:
        poke.set()
    await ended(going, ENDING)


def _at_a_sign(stop: asyncio.Event, kept: asyncio.Event) -> None:
    """Stop when whoever runs this says so."""

    def halt() -> None:
        stop.set()
        kept.set()

    for sign in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(sign, halt)


def _parts(config: Config, sending: Senders) -> list[Part]:
    """The first are woken when something was kept; the others look now and then."""
    other = Elsewhere(config)
    shown = [Part("figures", figures.look, TIDY, asyncio.Event())] if config.figures_port else []
    return [
        Part("telling", lambda: tell_waiting(config), EVERY, asyncio.Event()),
        Part("letters", lambda: send_waiting(config), EVERY, asyncio.Event()),
        Part("elsewhere", other.turn, SWEEP, sending.ending.failed),
        Part("tidying", tidy, TIDY, asyncio.Event()),
        Part("reminding", lambda: remind(config), SWEEP, asyncio.Event()),
        Part("forgetting", forget, SWEEP, asyncio.Event()),
        Part("telling again", tell_again, HOUR, asyncio.Event()),
        *shown,
    ]


async def tidy() -> None:
    """Leases that are over are given back, and what nobody sent in time is given up."""
    await reap()
    await expire()


async def forget() -> None:
    """What is over is forgotten."""
    await forget_challenges()
    await forget_codes()
    await forget_drafts()
    await forget_tallies()
    await forget_messages()
    await forget_old_keys()


async def one_turn(config: Config, *, sweep: bool) -> None:
    """All that waits now, once; and now and then, what is over. For whoever tries it out."""
    if sweep:
        await tidy()
        await remind(config)
        await forget()
    await tell_waiting(config)
    await send_waiting(config)
    async with senders(config) as sending:
        await sending.drain()
        if await Elsewhere(config).turn():
            await sending.drain()
