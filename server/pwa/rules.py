"""The app on a phone: which phone somebody holds, when it is offered, how long its code holds."""

from datetime import timedelta
from enum import StrEnum

LIFE = timedelta(minutes=15)  # of the code from the browser to the app on the same phone
# Who is there so long after they first came in is on a second visit.
VISIT = timedelta(hours=4)


class Place(StrEnum):
    """Where a page is open: each has its own way to install."""

    IPHONE = "iphone"
    ANDROID = "android"
    INSIDE = "inside"  # the browser inside another app, which cannot install anything
    COMPUTER = "computer"


_INSIDE = (
    *("fban", "fbav", "instagram", "line/", "micromessenger", "whatsapp", "snapchat"),
    *("tiktok", "musical_ly", "pinterest", "linkedinapp", "gsa/", "; wv)"),
)


def place_of(agent: str) -> Place:
    """Where this most likely is, from what the browser says of itself."""
    said = agent[:500].lower()
    if any(sign in said for sign in _INSIDE):
        return Place.INSIDE
    if any(sign in said for sign in ("iphone", "ipad", "ipod")):
        return Place.IPHONE
    return Place.ANDROID if "android" in said else Place.COMPUTER


def likely_first(place: Place) -> tuple[Place, ...]:
    """Every place, this one first."""
    return (place, *(each for each in Place if each is not place))
