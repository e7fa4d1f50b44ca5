"""The languages the app speaks, and which of them a browser asks for."""

import os
import tomllib
from functools import lru_cache
from pathlib import Path

import msgspec
from babel import Locale, negotiate_locale

LOCALES = Path(__file__).resolve().parent.parent / "locales"
SOURCE = "en_GB"
PSEUDO = frozenset({"en_XA", "ar_XB"})


class Language(msgspec.Struct, frozen=True):
    """A language the app speaks, and how far a person has checked it."""

    code: str
    tag: str
    autonym: str
    english: str
    dir: str
    checked: bool
    babel: Locale


def _language(folder: Path) -> Language:
    facts = tomllib.loads((folder / "STATUS.toml").read_text(encoding="utf-8"))
    code = folder.name
    locale = Locale.parse(SOURCE if code in PSEUDO else code)
    direction = "rtl" if code == "ar_XB" else locale.text_direction
    checked = code == SOURCE or bool(facts["checked_by"])
    return Language(
        code, facts["html_lang"], facts["autonym"], facts["english"], direction, checked, locale
    )


def _shipped() -> dict[str, Language]:
    pseudo = os.environ.get("ALONGSIDE_PSEUDO") == "1"
    checked_only = os.environ.get("ALONGSIDE_CHECKED_LANGUAGES_ONLY") == "1"
    found = {path.parent.name: _language(path.parent) for path in LOCALES.glob("*/STATUS.toml")}
    order = sorted(found, key=lambda code: (code != SOURCE, code))
    return {
        code: found[code]
        for code in order
        if (pseudo or code not in PSEUDO) and (found[code].checked or not checked_only)
    }


LANGUAGES: dict[str, Language] = _shipped()

# Often spoken in England's homes, the commonest first; CLDR names them in the reader's language.
SPOKEN = (
    *("en", "pl", "ro", "ur", "uk", "tr", "bn", "gu", "ta", "pa", "ar", "pt", "bg", "so"),
    *("fa", "ps", "ku", "zh", "hi", "es", "fr", "it", "lt", "ru", "sq", "el", "hu", "ml"),
    *("te", "yue"),
)
# What words or a talk may be in: the languages of the app, then the others.
HEARD = (*LANGUAGES, *(code for code in SPOKEN if code not in ("en", *LANGUAGES)))


@lru_cache(maxsize=512)
def chosen(accept: str) -> str:
    """The first language a browser asks for that we have."""
    return negotiate_locale(_wanted(accept), list(LANGUAGES), aliases={"en": SOURCE}) or SOURCE


def _wanted(accept: str) -> list[str]:
    ranked: list[tuple[float, int, str]] = []
    for place, part in enumerate(accept[:500].split(",")):
        tag, _, quality = part.strip().partition(";q=")
        try:
            ranked.append((-float(quality or 1), place, tag.strip().replace("-", "_")))
        except ValueError:
            continue
    return [tag for _, _, tag in sorted(ranked)]
