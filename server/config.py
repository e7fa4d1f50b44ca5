"""The environment, read once. ("Setting" means a nursery in this house, never an option)."""

import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

import msgspec

LOCAL = frozenset({"localhost", "127.0.0.1"})


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
    )


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
