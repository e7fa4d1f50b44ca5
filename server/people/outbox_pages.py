"""The demo's letters, to read in the browser: nothing leaves this machine there."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Any

from litestar import Response, get

from server.config import Config
from server.mail import outbox
from server.web import Web, page

NEWEST = 20


def letters(config: Config) -> list[dict[str, str]]:
    """The newest letters in the file outbox."""
    folder = outbox(config.mail)
    if not config.mail.startswith("file:") or not folder.is_dir():
        return []
    return [_read(path) for path in sorted(folder.glob("*.eml"), reverse=True)[:NEWEST]]


def _read(path: Path) -> dict[str, str]:
    message = message_from_bytes(path.read_bytes(), EmailMessage, policy=SMTP)
    body = message.get_body(("plain",))
    return {
        "to": str(message["To"]),
        "subject": str(message["Subject"]),
        "lang": str(message["Content-Language"]),
        "text": str(body.get_content()) if body else "",
    }


@get("/demo/outbox", opt={"open": True}, sync_to_thread=True)
def outbox_page(request: Web) -> Response[Any]:
    """Letters written in the demo; this door is not there outside of it."""
    return page(request, "people/outbox.html", letters=letters(request.app.state.config))
