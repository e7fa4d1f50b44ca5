"""Compiled catalogues, which the server reads."""

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo

from tools.catalogues import places


def write(path: Path, catalogue: Catalog) -> None:
    """Put a compiled catalogue beside its source in one step; doubtful sentences stay out."""
    body = io.BytesIO()
    write_mo(body, catalogue, use_fuzzy=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".mo.part")
    part.write_bytes(body.getvalue())
    part.replace(path.with_suffix(".mo"))


def compile_all(root: Path) -> list[str]:
    """Compile each language's catalogue; the answer names the languages."""
    codes = places.languages(root)
    for code in codes:
        write(places.catalogue_path(root, code), places.read(root, code))
    return codes
