"""Gather every sentence of the product, and lay them into each language's catalogue."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import _parse_mapping_toml

from tools.catalogues import pages, places

Id = str | tuple[str, ...]


class Sentence(NamedTuple):
    """One sentence as it stands in one file."""

    file: str
    line: int
    id: Id
    notes: list[str]
    context: str | None


def found(root: Path) -> Iterator[Sentence]:
    """Every sentence of the product, file by file."""
    with (root / "pyproject.toml").open("rb") as file:
        methods, options = _parse_mapping_toml(file, "pyproject.toml", style="pyproject.toml")
    for row in extract_from_dir(
        root, methods, options, comment_tags=["L10N:"], strip_comment_tags=True
    ):
        name, line, message, notes, context = row
        yield Sentence(name.replace(os.sep, "/"), line, message, list(notes), context)


def template(root: Path) -> Catalog:
    """All sentences as one catalogue without a language, in the order of the files."""
    whole = Catalog(project="Alongside", charset="utf-8")
    for sentence in sorted(found(root), key=lambda it: (it.file, it.line)):
        where = [(sentence.file, sentence.line)]
        whole.add(sentence.id, None, where, auto_comments=sentence.notes, context=sentence.context)
    return whole


def update(root: Path) -> None:
    """Bring every catalogue up to date: new sentences come in empty, old ones leave."""
    fresh = template(root)
    for code in places.languages(root):
        catalogue = places.read(root, code)
        catalogue.update(
            fresh, no_fuzzy_matching=True, update_header_comment=False, update_creation_date=False
        )
        places.write(places.catalogue_path(root, code), catalogue)


def without_note(root: Path) -> list[str]:
    """Sentences on parents' pages that no translator's note explains anywhere."""
    everything = list(found(root))
    noted = {(it.context, it.id) for it in everything if it.notes}
    return sorted(
        f"{it.file}:{it.line}: no L10N note for {it.id!r}"
        for it in everything
        if (it.context, it.id) not in noted and on_parents_page(root, it.file)
    )


def on_parents_page(root: Path, file: str) -> bool:
    """Whether a file is a template that parents see."""
    if not file.startswith("server/templates/"):
        return False
    return pages.for_parents(file, (root / file).read_text("utf-8"))
