"""The demo's letters and text messages, to read in the browser: nothing leaves this machine."""

from collections.abc import Callable, Iterable
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from litestar import Response, get

from server.config import Config
from server.mail import outbox
from server.texting import Text, texts_folder
from server.web import Web, own_path, page

NEWEST = 20


class Line(NamedTuple):
    """A line of a letter; `href` when it is a link into this app."""

    words: str
    href: str


class Left(NamedTuple):
    """A letter or a text message as it left; a text message has no subject."""

    to: str
    subject: str
    lang: str
    lines: list[Line]


def newest(config: Config) -> list[Left]:
    """The newest of what is in the outboxes that are folders: they name their files by the time."""
    found = [
        *_files(config.mail, outbox, ".eml", _letter),
        *_files(config.text, texts_folder, ".json", _text),
    ]
    found.sort(key=lambda each: each[0].name, reverse=True)
    return [read(path, config.origins) for path, read in found[:NEWEST]]


Reads = Callable[[Path, tuple[str, ...]], Left]


def _files(
    address: str, folder_of: Callable[[str], Path], end: str, read: Reads
) -> Iterable[tuple[Path, Reads]]:
    folder = folder_of(address)
    if not address.startswith("file:") or not folder.is_dir():
        return
    for path in sorted(folder.glob(f"*{end}"), reverse=True)[:NEWEST]:
        yield path, read


def _letter(path: Path, origins: tuple[str, ...]) -> Left:
    message = message_from_bytes(path.read_bytes(), EmailMessage, policy=SMTP)
    body = message.get_body(("plain",))
    text = str(body.get_content()) if body else ""
    lang = str(message["Content-Language"])
    return Left(str(message["To"]), str(message["Subject"]), lang, _lines(text, origins))


def _text(path: Path, origins: tuple[str, ...]) -> Left:
    message = msgspec.json.decode(path.read_bytes(), type=Text)
    return Left(message.to, "", message.lang, _lines(message.words, origins))


def _lines(text: str, origins: tuple[str, ...]) -> list[Line]:
    """Each line; a link stays in the window it is read in, whichever name the app has there."""
    return [Line(line, _href(line, origins)) for line in text.splitlines() if line]


def _href(line: str, origins: tuple[str, ...]) -> str:
    begin = next((origin for origin in origins if line.startswith(f"{origin}/")), "")
    return own_path(line.removeprefix(begin)) if begin else ""


@get("/demo/outbox", opt={"open": True}, sync_to_thread=True)
def outbox_page(request: Web) -> Response[Any]:
    """What was sent in the demo; this door is not there outside of it."""
    return page(request, "people/outbox.html", left=newest(request.app.state.config))
