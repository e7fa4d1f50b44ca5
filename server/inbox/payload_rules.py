"""What a push holds: a fixed text, where it leads, what it replaces; and never its true length."""

import hashlib
import hmac
from base64 import urlsafe_b64encode
from typing import NamedTuple
from uuid import UUID

import msgspec

SIZES = (1024, 2560)  # so that the length says nothing of the text
# Services that wrap a message once more take less than the 3,993 bytes of RFC 8291 4.
LARGEST = 2600


class TooLarge(ValueError):  # noqa: N818 -- said as it is
    """More than one push may hold: nothing is cut, and nothing is sent in two."""


class Said(NamedTuple):
    """A fixed text in one language, with what a screen has to know of that language."""

    title: str
    body: str
    lang: str
    dir: str


def topic_of(secret: bytes, person: UUID, subject: str) -> str:
    """What newer messages on the same subject replace older ones by; tells nobody what it is."""
    about = hmac.digest(secret, f"{person}|{subject}".encode(), hashlib.sha256)
    return urlsafe_b64encode(about).decode()[:24]


def payload(said: Said, navigate: str, tag: str, seq: int) -> bytes:
    """Declarative Web Push, which a service worker reads as well (W3C Push API, WebKit 16535)."""
    notification = {
        "title": said.title,
        "body": said.body,
        "navigate": navigate,
        "lang": said.lang,
        "dir": said.dir,
        "tag": tag,
        "data": {"seq": seq},
    }
    return padded(msgspec.json.encode({"web_push": 8030, "notification": notification}))


def padded(text: bytes) -> bytes:
    """The same JSON with spaces behind it, in the smallest of the sizes that it fits."""
    fitting = next((size for size in SIZES if len(text) <= size), None)
    if fitting is None:
        raise TooLarge(len(text))
    return text.ljust(fitting)
