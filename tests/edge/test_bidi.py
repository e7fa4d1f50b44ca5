"""Nobody's words can turn the words of others around; and no script loses the signs it needs."""

import re

import pytest

from server.concerns.tables import Concern
from server.forms import clean
from tests.browsing import Browsers, op
from tests.world import World

OVERRIDES = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
JOINERS = {
    "zero width non-joiner": "می\u200cخواهم",
    "zero width joiner": "ක්\u200dෂ",
    "left-to-right mark": "C\u200e++",
    "right-to-left mark": "سلام\u200f!",
    "arabic letter mark": "\u061c12:30",
}


@pytest.mark.parametrize("sign", OVERRIDES)
def test_no_sign_that_turns_text_around_is_kept(sign: str) -> None:
    assert clean(f"Sam{sign} is fine") == "Sam is fine"


@pytest.mark.parametrize("text", JOINERS.values(), ids=JOINERS)
def test_signs_that_a_script_needs_are_kept(text: str) -> None:
    assert clean(text) == text


@pytest.mark.parametrize("text", JOINERS.values(), ids=JOINERS)
async def test_words_come_back_as_they_were_written(
    text: str, world: World, browsers: Browsers
) -> None:
    amira = await browsers.of(world.amira)
    path = f"/children/{world.sam}/concerns"
    answer = await amira.post(path, data=op(words=f"{OVERRIDES}{text}{OVERRIDES}"))
    kept = await Concern.select(Concern.words).first()
    assert kept == {"words": text}
    shown = (await amira.get(answer.headers["location"])).text
    assert text in shown
    assert not set(OVERRIDES) & set(re.sub(r"<title>.*?</title>", "", shown))


async def test_each_persons_words_stand_in_their_own_direction_and_language(
    world: World, browsers: Browsers
) -> None:
    amira = await browsers.of(world.amira)
    await amira.post(f"/children/{world.sam}/concerns", data=op(words="دعنا نتحدث"))
    ben = await browsers.of(world.ben)
    shown = (await ben.get(f"/children/{world.sam}/timeline")).text
    around = re.search(r"<(\w+)([^>]*)>\s*(?:<p>)?\s*دعنا نتحدث", shown)
    assert around
    assert 'dir="auto"' in around[2]
    assert "lang=" in around[2]


async def test_a_name_stands_apart_from_the_direction_around_it(
    world: World, browsers: Browsers
) -> None:
    shown = (await (await browsers.of(world.amira)).get(f"/children/{world.sam}/timeline")).text
    main = shown[shown.index("<main") :]
    assert "<bdi>Sam</bdi>" in main
