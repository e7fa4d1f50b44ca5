"""The environment, read once. ("Setting" means a nursery in this house, never an option)."""

import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec

LOCAL = frozenset({"localhost", "127.0.0.1"})
_CONTACT = re.compile(r"mailto:[^\s<>@]+@(?!localhost)[\w-]+(\.[\w-]+)+|https://(?!localhost)\S+")


class ConfigProblem(Exception):  # noqa: N818 -- said to an operator as it stands
    """The app cannot start like this; the message says why in one line."""


class Config(msgspec.Struct, frozen=True):
    """What an operator decides."""

    database: str
    origins: tuple[str, ...]
    secret: bytes
    demo: bool = False
    mail: str = "file:var/outbox"
    mail_from: str = "alongside@localhost"
    text: str = ""  # by which way text messages go; "" is not at all
    text_key: str = ""
    text_template: str = ""
    push_contact: str = ""
    push_also: tuple[str, ...] = ()  # push services besides the known ones, as origins
    silent_days: int = 7  # without a sign of life, the next message also goes another way
    figures_port: int = 0  # where the worker shows its figures, on this machine alone; 0 is nowhere

    @property
    def origin(self) -> str:
        """The first origin: what links in letters start with."""
        return self.origins[0]

    @property
    def hosts(self) -> frozenset[str]:
        """Every name this app answers to, with its port where one is written."""
        return frozenset(urlsplit(origin).netloc for origin in self.origins)

    @property
    def domain(self) -> str:
        """The name passkeys are made for (WebAuthn relying party id)."""
        return urlsplit(self.origin).hostname or ""


def read(env: Mapping[str, str] = os.environ) -> Config:
    """The configuration, or ConfigProblem with the first thing that is wrong."""
    return Config(
        database=_needed(env, "DATABASE_URL"),
        origins=tuple(_origin(part) for part in _needed(env, "ALONGSIDE_ORIGIN").split(",")),
        secret=_secret(_needed(env, "ALONGSIDE_SECRET_FILE")),
        demo=env.get("ALONGSIDE_DEMO") == "1",
        mail=env.get("ALONGSIDE_MAIL", "file:var/outbox"),
        mail_from=env.get("ALONGSIDE_MAIL_FROM", "alongside@localhost"),
        **_messages(env),
    )


def _messages(env: Mapping[str, str]) -> dict[str, Any]:
    """How messages leave: text messages, push, and when another way is tried."""
    key_file = env.get("ALONGSIDE_TEXT_KEY_FILE", "")
    also = [part.strip() for part in env.get("ALONGSIDE_PUSH_ALSO", "").split(",") if part.strip()]
    return {
        "text": env.get("ALONGSIDE_TEXT", ""),
        "text_key": _key(key_file) if key_file else "",
        "text_template": env.get("ALONGSIDE_TEXT_TEMPLATE", ""),
        "push_contact": _contact(env),
        "push_also": tuple(_push_origin(part) for part in also),
        "silent_days": _whole(env, "ALONGSIDE_SILENT_DAYS", 7),
        "figures_port": _whole(env, "ALONGSIDE_FIGURES_PORT", 0),
    }


def _contact(env: Mapping[str, str]) -> str:
    """Whom a push service may ask about us (RFC 8292 2.1): mailto: or https:, never localhost."""
    contact = env.get("ALONGSIDE_PUSH_CONTACT", "")
    if not contact:
        first = env.get("ALONGSIDE_ORIGIN", "").split(",")[0].strip()
        return first if first.startswith("https://") else "mailto:alongside@example.org"
    if not _CONTACT.fullmatch(contact):
        problem = "ALONGSIDE_PUSH_CONTACT must look like mailto:it@example.org or https://…"
        raise ConfigProblem(problem)
    return contact


def _push_origin(text: str) -> str:
    """A push service of one's own: https anywhere, http on this machine alone."""
    parts = urlsplit(text)
    local = parts.hostname in LOCAL
    if not parts.hostname or parts.path or parts.scheme not in (("https", "http")[: 1 + local]):
        problem = f"ALONGSIDE_PUSH_ALSO must hold origins like https://push.example.org: {text!r}."
        raise ConfigProblem(problem)
    usual = ":443" if parts.scheme == "https" else ":80"
    return f"{parts.scheme}://{parts.netloc.lower().removesuffix(usual)}"


def _whole(env: Mapping[str, str], name: str, usual: int) -> int:
    text = env.get(name, "").strip()
    if text and not (text.isascii() and text.isdigit() and len(text) < 6):  # noqa: PLR2004
        problem = f"{name} must be a whole number, not {text!r}."
        raise ConfigProblem(problem)
    return int(text) if text else usual


def _key(path: str) -> str:
    try:
        return Path(path).read_text(encoding="ascii").strip()
    except (OSError, UnicodeError) as error:
        problem = f"ALONGSIDE_TEXT_KEY_FILE {path!r} cannot be read."
        raise ConfigProblem(problem) from error


def _needed(env: Mapping[str, str], name: str) -> str:
    value = env.get(name, "").strip()
    if not value:
        problem = f"{name} is not set."
        raise ConfigProblem(problem)
    return value


def _origin(text: str) -> str:
    parts = urlsplit(text.strip())
    if parts.scheme not in ("https", "http") or not parts.hostname or parts.path.strip("/"):
        problem = f"ALONGSIDE_ORIGIN must look like https://alongside.example.org, not {text!r}."
        raise ConfigProblem(problem)
    if parts.scheme == "http" and parts.hostname not in LOCAL:
        problem = "ALONGSIDE_ORIGIN must be https: only localhost may be http."
        raise ConfigProblem(problem)
    return f"{parts.scheme}://{parts.netloc.lower()}"


def _secret(path: str) -> bytes:
    try:
        secret = Path(path).read_bytes().strip()
    except OSError as error:
        problem = f"ALONGSIDE_SECRET_FILE {path!r} cannot be read."
        raise ConfigProblem(problem) from error
    if len(secret) < 32:  # noqa: PLR2004 -- 256 bits
        problem = f"ALONGSIDE_SECRET_FILE {path!r} needs at least 32 bytes of chance."
        raise ConfigProblem(problem)
    return secret
