"""Asking for codes, and reading the letters they come in."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import httpx

from server.config import Config
from server.people.asking import Adult
from server.people.tables import Person

ADDRESS = "amira@example.org"


def letters(config: Config) -> list[EmailMessage]:
    folder = Path(config.mail.removeprefix("file:"))
    found = sorted(folder.glob("*.eml")) if folder.is_dir() else []
    return [message_from_bytes(path.read_bytes(), EmailMessage, policy=SMTP) for path in found]


def text_of(letter: EmailMessage) -> str:
    body = letter.get_body(("plain",))
    assert body is not None
    return str(body.get_content())


def code_in(config: Config) -> str:
    found = re.search(r"\b\d{6}\b", text_of(letters(config)[-1]))
    assert found is not None
    return found[0]


async def reachable(adult: Adult, email: str = ADDRESS) -> None:
    await Person.update({Person.email: email}).where(Person.id == adult.id)


async def ask(browser: httpx.AsyncClient, email: str = ADDRESS) -> httpx.Response:
    return await browser.post("/sign-in/code", data={"email": email, "next": "/"})


async def enter(browser: httpx.AsyncClient, code: str) -> httpx.Response:
    return await browser.post("/sign-in/code/entered", data={"code": code, "next": "/me"})


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06d}"
