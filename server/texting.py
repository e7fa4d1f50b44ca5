"""Text messages: over GOV.UK Notify, over a plain HTTP door, or as files in a folder."""

import asyncio
import re
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

import msgspec

from server.clock import now
from server.config import LOCAL, Config, ConfigProblem

_ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_NOTIFY_KEY = re.compile(rf"(?:\S+-)?{_ID}-{_ID}")  # a name, the service and its secret
_BETWEEN = re.compile(r"(?<=\S)\s*\(0\)|[ ().-]")  # +44 (0)7700 900123
_UK = re.compile(r"(?:(?:\+|00)?440?|0)(7[1-9][0-9]{8})")  # 070 is no mobile
_ABROAD = re.compile(r"(?:\+|00)((?!44)[1-9][0-9]{7,14})")  # E.164


class Text(msgspec.Struct, frozen=True):
    """One text message. It holds no name, and nobody's words."""

    to: str  # as number_of says it
    words: str
    lang: str  # BCP 47


class NotSent(OSError):  # noqa: N818 -- said as it is
    """It was not taken: what the other side answered, and whether to try again."""

    def __init__(self, status: int = 0, retry_after: str = "") -> None:
        super().__init__(f"not taken: {status}")
        self.status = status
        self.retry_after = retry_after
        self.again = status in (0, 408, 429) or status >= 500  # noqa: PLR2004


def number_of(phone: str) -> str:
    """The number as the world dials it: +447700900123; nothing when no text can reach it."""
    plain = _BETWEEN.sub("", phone.strip())
    if found := _UK.fullmatch(plain):
        return f"+44{found[1]}"
    abroad = _ABROAD.fullmatch(plain)
    return f"+{abroad[1]}" if abroad else ""


async def text(config: Config, message: Text) -> None:
    """Send it, or raise NotSent (or another OSError)."""
    if config.text.startswith("file:"):
        await asyncio.to_thread(_to_folder, texts_folder(config.text), message)
        return
    from server import texting_wire  # noqa: PLC0415 -- a page never needs what it brings

    if config.text.startswith("notify"):
        await asyncio.to_thread(texting_wire.over_notify, config, message)
    else:
        await texting_wire.over_http(config, message)


def texts_folder(address: str) -> Path:
    """The folder of a file outbox."""
    return Path(address.removeprefix("file:"))


def _to_folder(folder: Path, message: Text) -> None:
    """Whole or not at all: a page may be reading the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{now():%Y%m%dT%H%M%S%f}-{uuid4().hex[:8]}"
    part = folder / f"{name}.part"
    part.write_bytes(msgspec.json.encode(message))
    part.rename(folder / f"{name}.json")


def check_texting(config: Config) -> None:
    """Text messages can leave as the environment says, or none are to; else ConfigProblem."""
    problem = _problem(config)
    if problem:
        raise ConfigProblem(problem)


def _problem(config: Config) -> str:
    kind, _, rest = config.text.partition(":")
    if not config.text or (kind == "file" and rest):
        return ""
    if kind not in ("notify", "http", "https"):
        return "ALONGSIDE_TEXT must be notify, https://…, file:folder, or nothing at all."
    if kind == "notify":
        return _bad_notify(config) or (_bad_address(rest) if rest else "")
    plain = config.text_key.isascii() and config.text_key.isprintable()
    return _bad_address(config.text) or ("" if plain else "ALONGSIDE_TEXT_KEY_FILE holds no key.")


def _bad_notify(config: Config) -> str:
    if not _NOTIFY_KEY.fullmatch(config.text_key):
        return "ALONGSIDE_TEXT_KEY_FILE must hold an API key of GOV.UK Notify."
    known = re.fullmatch(_ID, config.text_template)
    return "" if known else "ALONGSIDE_TEXT_TEMPLATE must be the id of a GOV.UK Notify template."


def _bad_address(address: str) -> str:
    """Words and a number travel there: https, or http on this machine alone."""
    try:
        parts = urlsplit(address)
        fits = bool(parts.hostname) and parts.port != 0 and "@" not in parts.netloc
    except ValueError:
        return "ALONGSIDE_TEXT names an address that is none."
    safe = parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOCAL)
    return "" if fits and safe else "ALONGSIDE_TEXT must be https: only localhost may be http."
