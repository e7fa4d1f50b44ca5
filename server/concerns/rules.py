"""Worries: where they come from, what may follow, and when a notice is whole."""

from enum import StrEnum


class Source(StrEnum):
    """Who noticed first."""

    PARENT = "parent"
    SETTING = "setting"
    HEALTH = "health"
    TWO_YEAR_CHECK = "two-year-check"


class Next(StrEnum):
    """What will happen now, as the answer says."""

    TALK = "talk"
    LOOK_CLOSER = "look-closer"
    NO_EXTRA_HELP = "no-extra-help"
    EXTRA_HELP = "extra-help"


class How(StrEnum):
    """How the family was told (wording.toml, sep-notice)."""

    IN_PERSON = "in-person"
    PHONE = "phone"
    VIDEO = "video"
    AT_HOME = "at-home"
