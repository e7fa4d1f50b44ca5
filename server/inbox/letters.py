"""A message by e-mail: the same fixed text as a push, and one way on. No name, nobody's words."""

from contextvars import copy_context
from email.errors import MessageError
from smtplib import SMTPDataError, SMTPRecipientsRefused

from server import words
from server.config import Config, ConfigProblem
from server.inbox.parcel_rules import Parcel
from server.inbox.retry_rules import NEVER, Answered
from server.inbox.texts import key_of, said
from server.mail import Letter, post
from server.templating import render

FOR_GOOD = 500  # from here on a mail server means never (RFC 5321 4.2.1)


async def send_letter(config: Config, parcel: Parcel) -> Answered:
    """Send it to one address; what became of it, in the words of every sender."""
    if not parcel.email:
        return Answered(0, NEVER, "no address")
    try:
        await post(config, letter_of(config.origin, parcel))
    except (SMTPRecipientsRefused, SMTPDataError) as error:
        return _refused(error)
    except (ValueError, MessageError):
        return Answered(0, NEVER, "no address")
    except (OSError, ConfigProblem):  # of which all else that smtplib says is a kind
        return Answered(0, "", "mail")
    return Answered(200)


def _refused(error: SMTPRecipientsRefused | SMTPDataError) -> Answered:
    """A mailbox that is not there stays away; one that is full is tried again."""
    codes = (
        [code for code, _ in error.recipients.values()]
        if isinstance(error, SMTPRecipientsRefused)
        else [error.smtp_code]
    )
    return Answered(0, NEVER if max(codes) >= FOR_GOOD else "", f"mail {max(codes)}")


def letter_of(origin: str, parcel: Parcel) -> Letter:
    """The letter about a message; the language of whoever asks stays as it is."""
    return copy_context().run(_letter, origin, parcel)


def _letter(origin: str, parcel: Parcel) -> Letter:
    words.speak(parcel.reads)
    key = key_of(parcel.topic, merged=parcel.merged, days_left=parcel.days_left)
    about = said(key, parcel.reads)
    held = {
        "about": about,
        "link": f"{origin}/messages/{parcel.message}",
        "choices": f"{origin}/me/messages",
    }
    return Letter(
        to=parcel.email,
        subject=about.title,
        text=render("inbox/letters/message.txt.html", **held),
        html=render("inbox/letters/message.html", **held),
        lang=about.lang,
    )
