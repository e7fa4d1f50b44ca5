"""The words of this request: which language, its gettext, and how values go into sentences.

Rules: whole sentences only, named slots, values bound after translation, people's words isolated.
"""

import re
from collections.abc import Iterable
from contextvars import ContextVar
from datetime import date, datetime, time
from functools import lru_cache

from babel import Locale, UnknownLocaleError, dates, lists, numbers
from babel.support import NullTranslations, Translations
from markupsafe import Markup, escape

from server.clock import UK
from server.languages import LANGUAGES, LOCALES, SOURCE, Language

_catalogues: dict[str, NullTranslations] = {
    code: Translations.load(str(LOCALES), [code]) for code in LANGUAGES
}
_spoken: ContextVar[str] = ContextVar("language", default=SOURCE)


def speak(code: str) -> None:
    """From here on this request is answered in this language, if we have it."""
    _spoken.set(code if code in LANGUAGES else SOURCE)


def language() -> Language:
    """The language of this request."""
    return LANGUAGES[_spoken.get()]


def gettext(message: str) -> str:
    """This message in the request's language."""
    return _catalogues[_spoken.get()].ugettext(message) if message else ""


def ngettext(one: str, many: str, number: int) -> str:
    """One or many, as the language counts."""
    return _catalogues[_spoken.get()].ungettext(one, many, number)


def pgettext(context: str, message: str) -> str:
    """This message in this role, where a word has two."""
    return str(_catalogues[_spoken.get()].upgettext(context, message))


def npgettext(context: str, one: str, many: str, number: int) -> str:
    """One or many, in this role."""
    return str(_catalogues[_spoken.get()].unpgettext(context, one, many, number))


def bdi(value: object) -> Markup:
    """A name or any words of a person, kept apart from the direction around it."""
    return Markup("<bdi>{}</bdi>").format(str(value))


def ltr(value: object) -> Markup:
    """A code, a number or an address that reads from left to right in every language."""
    return Markup('<bdi dir="ltr">{}</bdi>').format(str(value))


_SLOT = re.compile(r"\{([a-z_]+)\}")


def fill(text: str, **values: object) -> Markup:
    """A translated sentence with its {slots} filled, each isolated; never str.format."""
    parts = _SLOT.split(text)
    return Markup("").join(
        escape(part) if place % 2 == 0 else bdi(values.get(part, ""))
        for place, part in enumerate(parts)
    )


def plain(text: str, **values: object) -> str:
    """As fill, where no markup can stand (a title, a letter): isolates are U+2068 and U+2069."""
    return _SLOT.sub(lambda slot: f"\u2068{values.get(slot[1], '')}\u2069", text)


def day(when: date | datetime | None) -> str:
    """A date with its month in words: 7 September 2026."""
    if when is None:
        return ""
    at = when.astimezone(UK).date() if isinstance(when, datetime) else when
    return _day(at, _spoken.get())


@lru_cache(4096)
def _day(at: date, code: str) -> str:
    return dates.format_date(at, "long", locale=LANGUAGES[code].babel)


def clock_time(at: datetime) -> str:
    """A time of day as the reader's language writes it, kept from left to right."""
    here = at.astimezone(UK)
    return _clock_time(time(here.hour, here.minute), _spoken.get())


@lru_cache(4096)
def _clock_time(at: time, code: str) -> str:
    said = dates.format_time(at, "short", locale=LANGUAGES[code].babel)
    return f"\u2066{said}\u2069" if LANGUAGES[code].dir == "rtl" else said


def moment(at: datetime) -> str:
    """A date and a time of day."""
    pattern = _both(_spoken.get())
    return pattern.replace("{1}", day(at)).replace("{0}", clock_time(at))


@lru_cache
def _both(code: str) -> str:
    return str(dates.get_datetime_format("medium", locale=LANGUAGES[code].babel))


def listed(items: Iterable[str]) -> str:
    """Several names or terms in one line, joined as the reader's language joins them."""
    return lists.format_list(list(items), locale=language().babel)


def number(value: float) -> str:
    """A number with Latin digits as the reader's language writes it."""
    return numbers.format_decimal(value, locale=language().babel, numbering_system="latn")


def tag_of(code: str) -> str:
    """The BCP 47 tag of a language code, for lang attributes; "" when unknown."""
    return LANGUAGES[code].tag if code in LANGUAGES else code.replace("_", "-")


def name_of(code: str) -> str:
    """A language's name in the reader's language."""
    if not code:
        return ""
    try:
        known = Locale.parse(code.partition("_")[0])
        return known.get_display_name(language().babel) or code
    except (ValueError, UnknownLocaleError):
        return code
