"""What a phone is told of the app before it is put on it: one app, in each language."""

import re
from contextvars import copy_context
from functools import cache
from typing import Any

import msgspec

from server import words
from server.assets import ASSETS, ROOT, asset
from server.languages import SOURCE

NAME = "Alongside"
_PAGE = re.compile(r"--page: (#[0-9a-f]{6});")  # by day: the first of the two
SIZES = (192, 512)
SHOTS = {"narrow": "540x1110", "wide": "1280x800"}


@cache
def manifest(code: str) -> bytes:
    """The manifest in this language; the same id in all, or a phone would hold the app twice."""
    return copy_context().run(_manifest, code)


def _manifest(code: str) -> bytes:
    words.speak(code)
    spoken, page = words.language(), colour()
    said = {
        "id": "/app",
        "name": NAME,
        "short_name": NAME,
        # L10N: what the app is, in a phone's own window that asks whether to install it
        "description": words.gettext("A plan for a young child, made by family and nursery."),
        "lang": spoken.tag,
        "dir": spoken.dir,
        "start_url": "/?from=app",
        "scope": "/",
        "display": "standalone",
        "background_color": page,
        "theme_color": page,
        "icons": _icons(),
        "shortcuts": _shortcuts(),
        "screenshots": [_shot("narrow", code), _shot("wide", code)],
    }
    return msgspec.json.encode(said)


def colour() -> str:
    """The colour of a page by day, as the tokens have it."""
    found = _PAGE.search((ROOT / "tokens.css").read_text(encoding="utf-8"))
    if found is None:
        raise LookupError("tokens.css has no --page")
    return found[1]


def _icons() -> list[dict[str, Any]]:
    kinds = {"any": "icon", "maskable": "maskable"}
    return [_picture(f"{name}-{s}", s) | {"purpose": p} for p, name in kinds.items() for s in SIZES]


def _picture(name: str, size: int) -> dict[str, Any]:
    return {"src": asset(f"brand/{name}.png"), "sizes": f"{size}x{size}", "type": "image/png"}


def _shortcuts() -> list[dict[str, Any]]:
    ways = (
        # L10N: in the menu of the app's icon on a phone: the first page of the app, not a house
        (words.pgettext("tab", "Home"), "/", "home-96"),
        # L10N: in the menu of the app's icon on a phone: the list of messages
        (words.gettext("Messages"), "/messages", "messages-96"),
        # L10N: in the menu of the app's icon on a phone: the child's plan
        (words.pgettext("tab", "Our plan"), "/plan", "plan-96"),
    )
    return [{"name": name, "url": url, "icons": [_picture(own, 96)]} for name, url, own in ways]


def _shot(form: str, code: str) -> dict[str, Any]:
    """What the app looks like, in this language where we have that picture."""
    own = f"shots/{form}-{code}.jpg"
    src = asset(own if own in ASSETS else f"shots/{form}-{SOURCE}.jpg")
    # L10N: what a picture shows, in a phone's own window that asks whether to install the app
    label = words.gettext("The first page of the app")
    shown = {"src": src, "sizes": SHOTS[form], "type": "image/jpeg"}
    return {**shown, "form_factor": form, "label": label}
