"""Sentences in templates, each with the note that tells a translator where it stands."""

import io
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO

from jinja2.ext import babel_extract

PAGE_NOTE = re.compile(r"\{#-?\s*L10N-page:\s*(.*?)\s*-?#\}", re.DOTALL)
Found = tuple[int, str, str | tuple[str | None, ...] | None, list[str]]


def extract(
    file: BinaryIO,
    keywords: Sequence[str],
    comment_tags: Sequence[str],
    options: Mapping[str, str],
) -> Iterator[Found]:
    """Each sentence of a template with its own note, else with the note of its page."""
    source = file.read()
    page = PAGE_NOTE.search(source.decode())
    shared = [" ".join(page[1].split())] if page else []
    for line, function, message, notes in babel_extract(
        io.BytesIO(source), keywords, comment_tags, dict(options)
    ):
        own = [" ".join(note.split()) for note in notes]
        yield line, function, message, own or shared


def for_parents(name: str, source: str) -> bool:
    """A page is for parents unless its name or its first line says it is for staff."""
    first = source.partition("\n")[0]
    return not name.rpartition("/")[2].startswith("staff_") and "for staff" not in first
