"""Every picture a question names is there, drawn in one hand, and says nothing in words."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

SERVER = Path(__file__).parents[2] / "server"
DRAWN = {file.stem: file.read_text() for file in (SERVER / "templates/symbols").glob("*.svg")}
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48" class="picture" fill="none"'
    ' stroke="currentColor" stroke-width="2.5" stroke-linecap="round" stroke-linejoin="round"'
    ' aria-hidden="true">'
)
SIGN = re.compile(
    r'<svg xmlns="http://www\.w3\.org/2000/svg" viewBox="0 0 24 24" class="icon"'
    r'( data-turns="yes")? fill="none" stroke="currentColor" stroke-width="2"'
    r' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">'
)
HARD_COLOUR = re.compile(
    r'#[0-9a-f]{3}|rgb|(?:fill|stroke)="(?!none|currentColor)[a-z]', re.IGNORECASE
)
WORDS = re.compile(r"<(text|title|desc|style|script|image|use)\b")


def symbols_in(thing: object) -> Iterator[str]:
    """Each value of a key called symbol, however deep."""
    if isinstance(thing, dict):
        for key, value in thing.items():
            if key == "symbol" and isinstance(value, str):
                yield value
            yield from symbols_in(value)
    elif isinstance(thing, list):
        for one in thing:
            yield from symbols_in(one)


def content(name: str) -> dict[str, Any]:
    """One file of our content."""
    return tomllib.loads((SERVER / "content" / name).read_text())


LISTED = {one["key"] for one in content("symbols.toml")["symbol"]}
ASKED = set(symbols_in(content("prompts.toml")))
LITERAL = re.compile(r'(?:\b(?:symbol|entry|tip)\(|"(?:symbol|picture)": )"([a-z-]+)"')
USED = {
    name
    for file in (SERVER / "templates").rglob("*.html")
    for name in LITERAL.findall(file.read_text())
}


@pytest.mark.parametrize("key", sorted(LISTED | ASKED))
def test_every_key_in_the_content_has_a_picture(key: str) -> None:
    assert DRAWN[key].startswith(PICTURE)
    assert DRAWN[key].count('<g class="spot"') == 1


def test_questions_name_only_listed_pictures() -> None:
    assert ASKED <= LISTED


def test_every_drawing_a_page_names_is_there() -> None:
    assert DRAWN.keys() >= USED


@pytest.mark.parametrize("name", sorted(DRAWN))
def test_a_drawing_is_in_our_hand_without_colour_or_words(name: str) -> None:
    drawing = DRAWN[name]
    assert drawing.startswith(PICTURE) or SIGN.match(drawing)
    assert not HARD_COLOUR.search(drawing)
    assert not WORDS.search(drawing)
    assert len(drawing) < 900
