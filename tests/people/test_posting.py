"""A letter leaves the house over SMTP, and the worker sees to it."""

import asyncio
import smtplib
from collections.abc import AsyncIterator
from datetime import timedelta

import msgspec
import pytest

from server import clock
from server.config import Config, ConfigProblem
from server.mail import Letter, post
from server.people.tables import Challenge, Code, Draft, Tally
from server.work import one_turn
from tests.browsing import CONFIG, Browsers
from tests.people.authenticator import options
from tests.people.codes import ask, letters, reachable
from tests.world import World

LETTER = Letter("amira@example.org", "Your code", "Kod: 123456", "<p>Kod: 123456</p>", "pl")


class Postbox:
    """A mail server that keeps what it is given."""

    def __init__(self) -> None:
        self.given: list[str] = []

    async def talk(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"220 here\r\n")
        while line := (await reader.readline()).decode():
            self.given.append(line)
            word = line.strip().lower()
            writer.write(
                {"data": b"354 go on\r\n", "quit": b"221 bye\r\n"}.get(word, b"250 ok\r\n")
            )
            if word == "data":
                self.given.append((await reader.readuntil(b"\r\n.\r\n")).decode())
                writer.write(b"250 kept\r\n")
            if word == "quit":
                break
        writer.close()


@pytest.fixture
async def postbox() -> AsyncIterator[tuple[Postbox, int]]:
    box = Postbox()
    server = await asyncio.start_server(box.talk, "127.0.0.1", 0)
    yield box, server.sockets[0].getsockname()[1]
    server.close()


async def test_a_letter_goes_over_smtp(postbox: tuple[Postbox, int]) -> None:
    box, port = postbox
    config = msgspec.structs.replace(CONFIG, mail=f"smtp://127.0.0.1:{port}?tls=0")
    await post(config, LETTER)
    said = "".join(box.given)
    assert "<amira@example.org>" in said
    assert "Kod: 123456" in said
    assert said.count("Content-Language: pl") == 3


async def test_a_letter_does_not_go_in_the_clear_unasked(postbox: tuple[Postbox, int]) -> None:
    box, port = postbox
    with pytest.raises(smtplib.SMTPNotSupportedError):
        await post(msgspec.structs.replace(CONFIG, mail=f"smtp://127.0.0.1:{port}"), LETTER)
    assert "Kod" not in "".join(box.given)


async def test_an_address_that_is_none_is_said_plainly() -> None:
    with pytest.raises(ConfigProblem):
        await post(msgspec.structs.replace(CONFIG, mail="pigeon://roof"), LETTER)


async def test_a_turn_of_the_worker_sends_what_waits(
    world: World, browsers: Browsers, config: Config
) -> None:
    await reachable(world.amira)
    await ask(browsers.nobody())
    await one_turn(config, sweep=False)
    assert len(letters(config)) == 1


async def test_what_is_over_is_forgotten(world: World, browsers: Browsers, config: Config) -> None:
    await ask(browsers.nobody())
    await options(browsers.nobody(), "/sign-in/passkey")
    amira = await browsers.of(world.amira)
    await amira.post("/language/keep", data={"say": "ah-ME", "next": "/me/name"})
    clock.hold(clock.now() + timedelta(days=3))
    try:
        await one_turn(config, sweep=True)
    finally:
        clock.hold(None)
    assert [await table.count() for table in (Challenge, Code, Draft, Tally)] == [0, 0, 0, 0]
