"""Letters by e-mail: over SMTP, or as files in a folder."""

import asyncio
import smtplib
import ssl
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, make_msgid
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import msgspec

from server.clock import now
from server.config import Config, ConfigProblem

PATIENCE = 20  # seconds for a mail server to answer


class Letter(msgspec.Struct, frozen=True):
    """One e-mail. Its subject holds no name and no code."""

    to: str
    subject: str
    text: str
    html: str
    lang: str  # BCP 47


def as_message(letter: Letter, sender: str) -> EmailMessage:
    """The letter as it travels: plain and HTML, each saying its language."""
    message = EmailMessage(policy=SMTP)
    message["From"] = Address("Alongside", addr_spec=sender)
    message["To"] = Address(addr_spec=letter.to)
    message["Subject"] = letter.subject
    message["Date"] = format_datetime(now())
    message["Message-ID"] = make_msgid(domain=sender.partition("@")[2] or "localhost")
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    message.add_alternative(letter.html, subtype="html")
    for each in (message, *message.iter_parts()):
        each["Content-Language"] = letter.lang
    return message


async def post(config: Config, letter: Letter) -> None:
    """Send it, or raise OSError (of which smtplib's errors are a kind)."""
    message = as_message(letter, config.mail_from)
    send = _to_folder if config.mail.startswith("file:") else _over_smtp
    await asyncio.to_thread(send, config.mail, message)


def _to_folder(address: str, message: EmailMessage) -> None:
    folder = outbox(address)
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{now():%Y%m%dT%H%M%S%f}-{message['Message-ID'].strip('<>').partition('@')[0]}.eml"
    (folder / name).write_bytes(bytes(message))


def outbox(address: str) -> Path:
    """The folder of a file outbox."""
    return Path(address.removeprefix("file:"))


def _over_smtp(address: str, message: EmailMessage) -> None:
    """With TLS, unless the address says tls=0."""
    parts = urlsplit(address)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise ConfigProblem("ALONGSIDE_MAIL must be file:folder or smtp://user:word@host:port")
    secure = parse_qs(parts.query).get("tls", ["1"])[0] != "0"
    context = ssl.create_default_context()
    with _server(parts.scheme, parts.hostname, parts.port, context) as server:
        if secure and parts.scheme == "smtp":
            server.starttls(context=context)
        if parts.username:
            server.login(unquote(parts.username), unquote(parts.password or ""))
        server.send_message(message)


def _server(scheme: str, host: str, port: int | None, context: ssl.SSLContext) -> smtplib.SMTP:
    if scheme == "smtps":
        return smtplib.SMTP_SSL(host, port or 465, timeout=PATIENCE, context=context)
    return smtplib.SMTP(host, port or 587, timeout=PATIENCE)
