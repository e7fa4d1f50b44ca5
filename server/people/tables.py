"""Adults, their sessions and passkeys, codes on their way, and each form's op."""

from uuid import uuid4

from piccolo.columns import (
    UUID,
    BigInt,
    Boolean,
    Bytea,
    ForeignKey,
    Integer,
    Text,
    Timestamptz,
    Varchar,
)
from piccolo.table import Table

from server.people.rules import Device, Level


class Person(Table):
    """An adult. Their words, languages and ways to be reached; never their rights."""

    id = UUID(primary_key=True, default=uuid4)
    name = Varchar(length=200)
    called = Varchar(length=100)
    say = Varchar(length=100, default="")
    reads = Varchar(length=12, default="en_GB")
    speaks = Varchar(length=100, default="en")  # language codes, first the best
    interpreter = Varchar(length=12, default="")  # the language, or "" for none
    email = Varchar(length=254, default="")  # in lower case
    phone = Varchar(length=40, default="")
    made_at = Timestamptz(default=None)
    left_at = Timestamptz(null=True, default=None)


class Session(Table):
    """One device where somebody is signed in. The token itself is only in the cookie."""

    id = UUID(primary_key=True, default=uuid4)
    person = ForeignKey(references=Person, null=False)
    token_hash = Varchar(length=64)  # SHA-256, hex
    level = Varchar(length=8, choices=Level)
    device = Varchar(length=8, choices=Device)
    label = Varchar(length=80, default="")  # "Android, Chrome"
    began_at = Timestamptz(default=None)
    seen_at = Timestamptz(default=None)
    proved_at = Timestamptz(default=None)  # last time a passkey or a person vouched
    reopens = Boolean(default=False)  # this person has a passkey to re-open with
    ended_at = Timestamptz(null=True, default=None)


class Passkey(Table):
    """A passkey that opens this person's account. Removed ones stay as rows, and open nothing."""

    id = UUID(primary_key=True, default=uuid4)
    person = ForeignKey(references=Person, null=False)
    credential = Varchar(length=1400)  # base64url
    public_key = Bytea()
    counter = BigInt(default=0)
    label = Varchar(length=80, default="")
    made_at = Timestamptz(default=None)
    used_at = Timestamptz(null=True, default=None)
    removed_at = Timestamptz(null=True, default=None)


class Challenge(Table):
    """One passkey challenge: five minutes, once, for the browser that asked."""

    id = UUID(primary_key=True, default=uuid4)
    browser = Varchar(length=64)  # SHA-256 of the browser's own cookie
    challenge = Bytea()
    purpose = Varchar(length=8)  # make | open
    person = ForeignKey(references=Person, null=True)
    made_at = Timestamptz(default=None)
    used_at = Timestamptz(null=True, default=None)


class Code(Table):
    """A six-digit code asked for: ten minutes, five tries, only in the browser that asked."""

    id = UUID(primary_key=True, default=uuid4)
    browser = Varchar(length=64)
    email = Varchar(length=254)
    person = ForeignKey(references=Person, null=True)
    code_hash = Varchar(length=200, default="")  # argon2; empty until the letter goes out
    device = Varchar(length=8, choices=Device, default=Device.OWN)
    language = Varchar(length=12, default="en_GB")
    tries = Integer(default=0)
    made_at = Timestamptz(default=None)
    sent_at = Timestamptz(null=True, default=None)
    used_at = Timestamptz(null=True, default=None)


class Op(Table):
    """One press of one form's button. The pair (person, op) is here once, whatever is repeated."""

    id = UUID(primary_key=True, default=uuid4)
    person = ForeignKey(references=Person, null=False)
    op = UUID(default=None)
    body_hash = Varchar(length=64)
    result = UUID(null=True, default=None)
    made_at = Timestamptz(default=None)


class Draft(Table):
    """Words typed but not sent, kept while the page is left for a moment (another language)."""

    id = UUID(primary_key=True, default=uuid4)
    person = ForeignKey(references=Person, null=False)
    path = Varchar(length=300)
    fields = Text(default="{}")
    made_at = Timestamptz(default=None)


class Tally(Table):
    """How often something was tried in a stretch of time, for one hashed key."""

    id = UUID(primary_key=True, default=uuid4)
    key = Varchar(length=64)
    since = Timestamptz(default=None)
    tries = Integer(default=0)
    blocked = Boolean(default=False)
