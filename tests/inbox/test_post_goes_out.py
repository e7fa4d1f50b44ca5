"""From what happened to what leaves the house: by letter, by text, or by neither."""

from pathlib import Path
from uuid import uuid4

import msgspec
import pytest

from server.config import Config
from server.inbox.elsewhere import Elsewhere
from server.inbox.rules import Channel, State
from server.inbox.sending import senders
from server.inbox.tables import Manner
from server.people.asking import Adult
from server.people.tables import Person
from server.trail.rules import Happened, Visible
from tests.browsing import CONFIG, ORIGIN
from tests.inbox.telling_town import deliveries, happens, has_mail, held, messages, tell, tuesday
from tests.people.codes import letters
from tests.world import World

NAMES = ("Amira", "Sam", "Ben", "Oak")


@pytest.fixture
def config(tmp_path: Path) -> Config:
    boxes = {"mail": f"file:{tmp_path}/letters", "text": f"file:{tmp_path}/texts"}
    return msgspec.structs.replace(CONFIG, **boxes)


async def replied(world: World, config: Config) -> str:
    """Ben answers Amira at noon on a Tuesday, and the post goes out; the way to the answer."""
    about = {"visible": Visible.AUTHOR, "to_whom": world.amira.id, "about": uuid4()}
    with held(tuesday()):
        await happens(world, world.ben, Happened.ECHOED, words="Sam sang.", lang="en_GB", **about)
        await tell(config)
        async with senders(config) as going:
            await going.drain()
    (message,) = await messages(world.amira)
    return f"{ORIGIN}/messages/{message['id']}"


async def phones(adult: Adult, number: str) -> None:
    """This adult wants text messages, to this number."""
    await Person.update({Person.phone: number}).where(Person.id == adult.id)
    await Manner.insert(Manner(person=adult.id, channel=Channel.TEXT, made_at=tuesday()))


async def states(adult: Adult) -> list[tuple[str, str]]:
    return [(row["channel"], row["state"]) for row in await deliveries(adult)]


async def test_a_reply_goes_out_as_a_letter(world: World, config: Config) -> None:
    await has_mail(world.amira)
    link = await replied(world, config)
    (letter,) = letters(config)
    assert letter["To"] == "amira@example.org"
    assert link in letter.as_string()
    assert [name for name in (*NAMES, "sang") if name in letter.as_string()] == []
    assert await states(world.amira) == [(Channel.MAIL, State.SENT)]


async def test_a_reply_goes_out_as_a_text(world: World, config: Config, tmp_path: Path) -> None:
    await phones(world.amira, "07700 900123")
    link = await replied(world, config)
    (path,) = (tmp_path / "texts").iterdir()
    text = msgspec.json.decode(path.read_bytes())
    assert text["to"] == "+447700900123"
    assert text["words"].splitlines()[-1] == link
    assert [name for name in (*NAMES, "sang") if name in text["words"]] == []
    assert await states(world.amira) == [(Channel.TEXT, State.SENT)]


async def test_a_number_that_cannot_be_one_is_no_way(world: World, config: Config) -> None:
    await phones(world.amira, "01632 960000")
    await replied(world, config)
    assert await states(world.amira) == [(Channel.APP, State.NO_WAY)]


async def test_after_an_address_that_is_none_the_text_is_tried(
    world: World, config: Config
) -> None:
    row = {Person.email: "x>@example.org", Person.phone: "07700 900123"}
    await Person.update(row).where(Person.id == world.amira.id)
    await replied(world, config)
    with held(tuesday()):
        assert await Elsewhere(config).turn() == 1
        async with senders(config) as going:
            await going.drain()
    sent = [(Channel.MAIL, State.DEAD), (Channel.TEXT, State.SENT)]
    assert await states(world.amira) == sent
