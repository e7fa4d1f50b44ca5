"""Sentences in server/content: questions, hints, wording and what the pictures are called."""

import tomllib
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

SPOKEN = {
    *("text", "hint", "label", "starters", "title", "body", "button"),
    *("under_button", "also", "alt", "choices"),
}
Found = tuple[int, str, str, list[str]]


def spoken(key: str) -> bool:
    """Whether what stands under this key is read by people."""
    return key in SPOKEN or key.endswith("_hint")


def sentences(table: Mapping[str, Any], place: str = "") -> Iterator[tuple[str, str, str]]:
    """Every sentence under a table with its place and, where given, its reason."""
    here = f"{place} {table.get('key') or table.get('id') or ''}".strip()
    why = str(table.get("why", ""))
    for key, value in table.items():
        if key == "meta":
            continue
        for item in value if isinstance(value, list) else [value]:
            if isinstance(item, dict):
                yield from sentences(item, here)
            elif isinstance(item, str) and spoken(key):
                yield item, f"{here} {key}".strip(), why


def line_of(sentence: str, lines: Sequence[str]) -> int:
    """The first line that holds a sentence, so that a catalogue keeps the file's order."""
    return next((number for number, line in enumerate(lines, 1) if sentence in line), 1)


def extract(file: BinaryIO, *_asked: object, **_options: object) -> Iterator[Found]:
    """Each sentence of a content file as it is written, with a note of where it is said."""
    text = file.read().decode()
    lines = text.splitlines()
    name = Path(getattr(file, "name", "content")).name
    for sentence, place, why in sentences(tomllib.loads(text)):
        note = f"{name} {place}: {why}" if why else f"{name} {place}"
        yield line_of(sentence, lines), "gettext", sentence, [note]
