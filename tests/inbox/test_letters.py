"""A letter about a message says that one waits, in the reader's language, and nothing else."""

import re
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path

import msgspec
import pytest

from server import words
from server.inbox.letters import letter_of, send_letter
from server.inbox.retry_rules import NEVER
from server.inbox.rules import Topic
from server.inbox.texts import key_of, said
from server.languages import LANGUAGES
from server.mail import Letter, as_message
from tests.browsing import CONFIG, ORIGIN
from tests.inbox.sending import EMAIL, parcel
from tests.people.codes import letters
from tests.people.smtp import mail_server

PARTS = ("Open", "You choose which messages come to you, and when:", "Change this")
TAG = re.compile(r"<[^>]*>")
HREF = re.compile(r'href="([^"]*)"')


def ours(code: str) -> set[str]:
    """The few words of a letter that are not its fixed text."""
    before = words.language().code
    words.speak(code)
    try:
        return {words.pgettext("a message", PARTS[0]), *map(words.gettext, PARTS[1:])}
    finally:
        words.speak(before)


def lines(text: str) -> set[str]:
    return {line.strip() for line in text.splitlines() if line.strip()}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("topic", Topic)
def test_a_letter_says_its_fixed_text_and_nothing_else(code: str, topic: Topic) -> None:
    given = parcel(reads=code, topic=topic, days_left=7)
    about = said(key_of(topic, days_left=7), code)
    letter = letter_of(ORIGIN, given)
    links = {f"{ORIGIN}/messages/{given.message}", f"{ORIGIN}/me/messages"}
    known = {about.body, *ours(code)}
    assert letter.subject == about.title
    assert lines(letter.text) <= known | links
    assert set(HREF.findall(letter.html)) == links
    shown = TAG.sub("\n", letter.html)
    assert {line for line in lines(shown) if line not in known} <= {about.title}


@pytest.mark.parametrize("code", ["pl", "ur"])
def test_each_part_says_its_language_and_which_way_it_runs(code: str) -> None:
    message = as_message(letter_of(ORIGIN, parcel(reads=code)), "post@example.org")
    plain, html = message.iter_parts()
    assert {part["Content-Language"] for part in (message, plain, html)} == {code}
    assert [part.get_content_type() for part in (plain, html)] == ["text/plain", "text/html"]
    way = {"pl": "ltr", "ur": "rtl"}[code]
    assert f'<html lang="{code}" dir="{way}">' in html.get_content()
    assert f'<body dir="{way}">' in html.get_content()


def test_the_head_of_a_letter_tells_nothing_of_anybody() -> None:
    message = as_message(letter_of(ORIGIN, parcel(reads="en_GB")), "post@example.org")
    found = dict(message.items())
    changing = {found.pop("Date"), found.pop("Message-ID")}
    assert all("example.org" in each or "+0000" in each for each in changing)
    assert found == {
        "From": "Alongside <post@example.org>",
        "To": EMAIL,
        "Subject": "You have a reply",
        "Auto-Submitted": "auto-generated",
        "MIME-Version": "1.0",
        "Content-Type": "multipart/alternative",
        "Content-Language": "en-GB",
    }


def test_several_things_at_once_are_new_messages() -> None:
    letter = letter_of(ORIGIN, parcel(reads="en_GB", merged=True))
    assert letter.subject == "New messages"


def test_the_language_of_whoever_sends_stays_as_it_is() -> None:
    before = words.language()
    letter_of(ORIGIN, parcel(reads="ur"))
    assert words.language() == before


async def test_a_letter_lies_in_the_outbox(tmp_path: Path) -> None:
    given = parcel()
    config = msgspec.structs.replace(CONFIG, mail=f"file:{tmp_path}")
    assert (await send_letter(config, given)).status == 200
    (letter,) = letters(config)
    assert letter["To"] == EMAIL
    plain = letter.get_body(("plain",))
    assert plain
    assert f"{ORIGIN}/messages/{given.message}" in plain.get_content()


async def test_a_letter_goes_over_smtp() -> None:
    async with mail_server() as server:
        answered = await send_letter(_by(server.port), parcel())
    letter = message_from_bytes(server.letters[0], EmailMessage, policy=SMTP)
    assert answered.status == 200
    assert letter["Content-Language"] == "pl"


@pytest.mark.parametrize(
    ("rcpt", "after", "reason"),
    [("550 no such mailbox", NEVER, "mail 550"), ("452 full", "", "mail 452")],
)
async def test_a_mailbox_that_is_not_there_is_never_tried_again(
    rcpt: str, after: str, reason: str
) -> None:
    async with mail_server(rcpt=rcpt) as server:
        answered = await send_letter(_by(server.port), parcel())
    assert answered == (0, after, reason)
    assert server.letters == []


async def test_a_server_that_is_away_is_tried_again() -> None:
    async with mail_server() as server:
        gone = server.port
    assert await send_letter(_by(gone), parcel()) == (0, "", "mail")


@pytest.mark.parametrize("email", ["", "x>@example.org", "a@example.org\r\nBcc: b@example.org"])
async def test_what_is_no_address_is_given_up(email: str) -> None:
    async with mail_server() as server:
        answered = await send_letter(_by(server.port), parcel(email=email))
    assert answered == (0, NEVER, "no address")
    assert server.told == []


def test_a_letter_has_one_button() -> None:
    letter: Letter = letter_of(ORIGIN, parcel())
    assert letter.html.count("<table") == 1


def _by(port: int):
    return msgspec.structs.replace(CONFIG, mail=f"smtp://127.0.0.1:{port}?tls=0")
