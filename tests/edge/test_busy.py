"""With too many waiting, the answer is a page that says so, in the reader's own language."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from server import words
from server.concerns.tables import Concern
from server.db import Engine
from server.people.asking import COOKIE
from server.people.tables import Person
from tests.browsing import Browsers
from tests.edge.wire import FORM, HOST, OURS, Header, Told, ask
from tests.world import World, sign_in


@asynccontextmanager
async def full(engine: Engine) -> AsyncIterator[None]:
    """As many wait to write as may."""
    engine.waiting += engine.most_waiting
    try:
        yield
    finally:
        engine.waiting -= engine.most_waiting


async def worry(browsers: Browsers, world: World, *headers: Header) -> Told:
    """Amira's worry, sent once."""
    form = b"op=00000000-0000-4000-8000-000000000001&words=Kept"
    path = f"/children/{world.sam}/concerns".encode()
    return await ask(browsers.app, "POST", path, [HOST, OURS, FORM, *headers], form)


async def signed_in(world: World) -> Header:
    return (b"cookie", f"{COOKIE}={await sign_in(world.amira)}".encode())


@pytest.mark.parametrize("reads", ["en_GB", "pl", "ur"])
async def test_a_full_line_is_said_in_the_readers_language(
    reads: str, world: World, browsers: Browsers, clean: Engine
) -> None:
    await Person.update({Person.reads: reads}).where(Person.id == world.amira.id)
    me, device = await signed_in(world), (b"accept-language", reads.replace("_", "-").encode())
    async with full(clean):
        told = await worry(browsers, world, me, device)
    words.speak(reads)
    assert told.status == 503
    assert told.headers["retry-after"] == "2"
    assert f'<html lang="{words.tag_of(reads)}"' in told.body.decode()
    assert words.gettext("Very busy just now") in told.body.decode()
    assert await Concern.count() == 0


async def test_the_same_press_a_moment_later_is_taken(
    world: World, browsers: Browsers, clean: Engine
) -> None:
    me = await signed_in(world)
    async with full(clean):
        assert (await worry(browsers, world, me)).status == 503
    assert (await worry(browsers, world, me)).status == 303
    assert await Concern.count() == 1


async def test_an_htmx_page_gets_the_same_words_as_a_part(
    world: World, browsers: Browsers, clean: Engine
) -> None:
    me = await signed_in(world)
    async with full(clean):
        told = await worry(browsers, world, me, (b"hx-request", b"true"))
    assert told.status == 503
    assert b"<html" not in told.body
    assert b"Very busy just now" in told.body


async def test_many_presses_at_once_have_one_effect(world: World, browsers: Browsers) -> None:
    me = await signed_in(world)
    answers = await asyncio.gather(*(worry(browsers, world, me) for _ in range(20)))
    assert {told.status for told in answers} <= {303, 503}
    assert await Concern.count() == 1
