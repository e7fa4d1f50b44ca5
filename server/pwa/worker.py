"""The service worker as it is served, and the page it keeps for when there is no connection."""

import hashlib
import re
from contextvars import copy_context
from functools import cache
from pathlib import Path

import msgspec

from server import words
from server.assets import ASSETS, Asset, asset
from server.inbox.texts import ANY, said
from server.languages import LANGUAGES
from server.templating import render

_SOURCE = Path(__file__).with_name("sw.js")
_COMMENT = re.compile(rb"^ *//.*\n|^/\*.*?\*/\n", re.MULTILINE)
# What pages are made of; pictures for installing and licences are not.
_KEPT = (".css", ".js", "brand/icon.svg")


class Spoken(msgspec.Struct, frozen=True):
    """What the worker says in one language when it has nobody to ask."""

    page: str
    dir: str
    title: str
    body: str
    unsent: str


class Here(msgspec.Struct, frozen=True):
    """What the worker has to know; nothing of it is about anybody."""

    shell: str  # the cache's name: another one for each version
    files: tuple[str, ...]
    icon: str
    badge: str
    languages: dict[str, Spoken]


@cache
def worker() -> Asset:
    """The worker, the same for everybody; its version changes with anything it keeps."""
    source = _COMMENT.sub(b"", _SOURCE.read_bytes())
    pages = "".join(offline(code) for code in LANGUAGES).encode()
    version = hashlib.sha256(msgspec.json.encode(_here("")) + pages + source).hexdigest()
    here = msgspec.json.encode(_here(f"shell-{version[:12]}"))
    whole = b"const HERE = " + here + b";\n" + source
    return Asset("/sw.js", b"text/javascript; charset=utf-8", version[:16].encode(), whole)


def _here(shell: str) -> Here:
    files = [each.url for name, each in ASSETS.items() if name.endswith(_KEPT)]
    icon, badge = asset("brand/icon-192.png"), asset("brand/badge-96.png")
    spoken = {each.tag: copy_context().run(_spoken, each.code) for each in LANGUAGES.values()}
    return Here(shell, (*files, icon), icon, badge, spoken)


def _spoken(code: str) -> Spoken:
    words.speak(code)
    text = said(ANY, code)
    # L10N: on a page with a form, when there is no connection and the form could not be sent
    unsent = words.gettext("No connection just now. Your words are still here. Try again later.")
    return Spoken(f"/offline/{code}", text.dir, text.title, text.body, unsent)


@cache
def offline(code: str) -> str:
    """The page for when there is no connection, in this language, about nobody."""
    return copy_context().run(_offline, code)


def _offline(code: str) -> str:
    words.speak(code)
    return render("pwa/offline.html", me=None, path="/", demo=False, values={}, problems={})
