"""What staff write down for a next step, and why it may not be kept as it is."""

from datetime import date

import msgspec


class Changed(Exception):  # noqa: N818 -- said as it is
    """Somebody made another wording meanwhile."""


class Full(Exception):  # noqa: N818 -- said as it is
    """Three next steps are active: enough for one child."""


class Hope(msgspec.Struct, frozen=True, kw_only=True):
    """What a next step is for; this stays when its wording changes."""

    area: str
    eyfs: str
    aspiration: str
    baseline: str
    how_seen: str
    why: str
    home_link: str


class Doing(msgspec.Struct, frozen=True):
    """What an adult will do."""

    what: str
    who: str
    how_often: str
    where: str
    stand_in: str


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """A wording: the statement, its date, the help, and perhaps the same in another language."""

    statement: str
    by_date: date
    actions: tuple[Doing, ...]
    reason: str = ""
    other_lang: str = ""
    other_words: str = ""
    translator: str = ""
