"""Which kind of phone or computer somebody holds: each shows and blocks messages in its own way."""

from enum import StrEnum


class Kind(StrEnum):
    """A kind of device, with the browser where that matters."""

    ANDROID = "android"  # Chrome, and those that are made of it
    SAMSUNG = "samsung"
    FIREFOX = "firefox"
    IPHONE = "iphone"
    DESKTOP = "desktop"


def kind_of(agent: str) -> Kind:
    """The likely kind, from what the browser says of itself."""
    said = agent[:500].lower()
    if "iphone" in said or "ipad" in said:
        return Kind.IPHONE
    if "android" not in said:
        return Kind.DESKTOP
    if "samsungbrowser" in said:
        return Kind.SAMSUNG
    return Kind.FIREFOX if "firefox" in said else Kind.ANDROID


def kinds(mine: Kind) -> tuple[Kind, ...]:
    """All kinds, one's own first."""
    return (mine, *(kind for kind in Kind if kind is not mine))
