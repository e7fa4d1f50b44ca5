"""Two made-up languages in which a forgotten or cut sentence shows at a glance."""

import re
from pathlib import Path

from babel.messages.catalog import Catalog

from tools.catalogues import compiled, gather, places

KEPT = re.compile(r"(%\(\w+\)[a-z]|%%|\{\w*\}|<[^>]*>|&#?\w+;)")
ACCENTS = str.maketrans(
    "AEIOUYaeiouyCcDdGgNnSsTtRrLlKkHhWwZz",
    "ÅÉÎÖÛÝåéîöûýÇçĐđĜĝÑñŠšŤťŘřĻļĶķĤĥŴŵŽž",
)
PADDING = 0.4
DRAFTED = "2026-11-23"
STATUS = """\
pseudo = true
drafted = "{drafted}"
checked_by = ""
checked_on = ""
autonym = "{code}"
english = "Made up"
html_lang = "{tag}"
dir = "{direction}"
"""


def accented(text: str) -> str:
    """A sentence in brackets, accented and two fifths longer, its slots and tags untouched."""
    if not text.strip():
        return text
    parts = KEPT.split(text)
    room = int(sum(len(part) for part in parts[::2]) * PADDING)
    parts[::2] = [part.translate(ACCENTS) for part in parts[::2]]
    padding = "".join(" ~~~~"[at % 5] for at in range(room))
    return f"[{''.join(parts)}{padding}]"


def made_up(root: Path, code: str) -> Catalog:
    """The whole product in a made-up language."""
    catalogue = places.new(code, code, DRAFTED)
    catalogue.update(gather.template(root), no_fuzzy_matching=True)
    for message in catalogue:
        if isinstance(message.id, tuple):
            message.string = tuple(accented(form) for form in message.id)
        elif message.id:
            message.string = accented(str(message.id))
    return catalogue


def build(root: Path) -> list[str]:
    """Make both, for tests only: no list of languages offers them."""
    for code, direction in places.PSEUDO.items():
        catalogue = made_up(root, code)
        path = places.catalogue_path(root, code)
        places.write(path, catalogue)
        compiled.write(path, catalogue)
        tag = code.replace("_", "-")
        status = STATUS.format(drafted=DRAFTED, code=code, tag=tag, direction=direction)
        (root / "locales" / code / "STATUS.toml").write_text(status, "utf-8")
    return list(places.PSEUDO)
