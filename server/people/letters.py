"""Letters with codes, sent away from the page, so that a page tells nobody who is known here."""

from email.errors import MessageError
from uuid import UUID

import structlog

from server import words
from server.clock import now
from server.config import Config
from server.mail import Letter, post
from server.people.codes import LIFE, six_digits
from server.people.hashing import kept
from server.people.tables import Code, Person
from server.templating import render
from server.working import works

_log = structlog.get_logger("letters")
AT_ONCE = 20


async def send_waiting(config: Config) -> int:
    """Answer every code asked for: a letter to the one who may have it, silence to others."""
    rows = (
        await Code.select(Code.id, Code.email)
        .where(Code.sent_at.is_null() & (Code.made_at > now() - LIFE))
        .order_by(Code.made_at)
        .limit(AT_ONCE)
    )
    return sum([await _answer(config, row["id"], row["email"]) for row in rows])


async def _answer(config: Config, code_id: UUID, email: str) -> bool:
    reader = await may_have_code(email)
    digits = six_digits()
    if not await _mark(code_id, reader[0] if reader else None, digits) or reader is None:
        return False
    words.speak(reader[1])
    try:
        await post(config, code_letter(email, digits))
    except (OSError, ValueError, MessageError) as error:
        _log.error("letter not sent", kind=type(error).__name__)
        return False
    return True


async def may_have_code(email: str) -> tuple[UUID, str] | None:
    """The one person with this address, and their language; nobody who shares it or works here."""
    known = await Person.select(Person.id, Person.reads).where(
        (Person.email == email) & Person.left_at.is_null()
    )
    if len(known) != 1 or not email or await works(known[0]["id"]):
        return None
    return known[0]["id"], known[0]["reads"]


async def _mark(code_id: UUID, reader: UUID | None, digits: str) -> bool:
    """Only one worker answers it, once; the code itself is only in the letter."""
    marked = (
        await Code.update(
            {
                Code.sent_at: now(),
                Code.person: reader,
                Code.code_hash: await kept(digits) if reader else "",
            }
        )
        .where((Code.id == code_id) & Code.sent_at.is_null())
        .returning(Code.id)
    )
    return bool(marked)


def code_letter(to: str, digits: str) -> Letter:
    """The letter with a code, in the language spoken now."""
    # L10N: subject of the e-mail that carries a sign-in code; no name and no code here
    subject = words.gettext("Your Alongside code")
    return Letter(
        to=to,
        subject=subject,
        text=render("people/letters/code.txt.html", digits=digits),
        html=render("people/letters/code.html", digits=digits, subject=subject),
        lang=words.language().tag,
    )
