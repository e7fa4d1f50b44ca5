"""Where the catalogues lie, and what is fixed about each language."""

import io
import tomllib
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parents[2]
PSEUDO = {"en_XA": "ltr", "ar_XB": "rtl"}
DOMAIN = "messages"

_FEW = "n%10>=2 && n%10<=4 && (n%100<12 || n%100>14)"
_RULES = {
    "nplurals=1; plural=0;": ("zh_Hans", "zh_Hant"),
    "nplurals=2; plural=(n != 1);": (
        *("en_GB", "ur", "ta", "tr", "hu", "pt_PT", "bg", "it", "es", "so", "sq", "ps", "ml"),
        *PSEUDO,
    ),
    "nplurals=2; plural=(n > 1);": ("pa", "bn", "gu", "hi", "fa"),
    f"nplurals=3; plural=(n==1 ? 0 : {_FEW} ? 1 : 2);": ("pl",),
    f"nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : {_FEW} ? 1 : 2);": ("uk",),
    "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100>0 && n%100<20)) ? 1 : 2);": ("ro",),
    "nplurals=3; plural=(n%10==1 && (n%100<11 || n%100>19) ? 0"
    " : n%10>=2 && n%10<=9 && (n%100<11 || n%100>19) ? 1 : 2);": ("lt",),
    "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2"
    " : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);": ("ar",),
}
PLURALS = {code: rule for rule, codes in _RULES.items() for code in codes}

_NEW = """\
# Alongside in {autonym}. How far a person has checked it stands in STATUS.toml.
msgid ""
msgstr ""
"Project-Id-Version: Alongside 1\\n"
"Report-Msgid-Bugs-To: \\n"
"POT-Creation-Date: {drafted} 00:00+0000\\n"
"PO-Revision-Date: {drafted} 00:00+0000\\n"
"Last-Translator: \\n"
"Language: {code}\\n"
"Language-Team: \\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def status_of(root: Path, code: str) -> dict[str, object]:
    """What is known about this language: its own name, and who checked it."""
    return tomllib.loads((root / "locales" / code / "STATUS.toml").read_text("utf-8"))


def languages(root: Path) -> list[str]:
    """The languages that have a catalogue: all but the source and the made-up ones."""
    codes = sorted(path.parent.name for path in (root / "locales").glob("*/STATUS.toml"))
    real = [code for code in codes if code not in PSEUDO]
    return [code for code in real if not status_of(root, code).get("source")]


def catalogue_path(root: Path, code: str) -> Path:
    """Where this language's sentences are kept."""
    return root / "locales" / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def new(code: str, autonym: object, drafted: object) -> Catalog:
    """An empty catalogue with the pinned plural header."""
    head = _NEW.format(code=code, autonym=autonym, drafted=drafted, plurals=PLURALS[code])
    return read_po(io.BytesIO(head.encode()))


def read(root: Path, code: str) -> Catalog:
    """This language's catalogue as it is kept; an empty one where there is none yet."""
    path = catalogue_path(root, code)
    if not path.exists():
        status = status_of(root, code)
        return new(code, status["autonym"], status["drafted"])
    with path.open("rb") as file:
        return read_po(file, abort_invalid=True)


def write(path: Path, catalogue: Catalog) -> None:
    """Keep a catalogue, in a form in which a small change is a small difference."""
    path.parent.mkdir(parents=True, exist_ok=True)
    text = io.BytesIO()
    write_po(text, catalogue, width=100, ignore_obsolete=True, include_lineno=False)
    path.write_bytes(text.getvalue())
