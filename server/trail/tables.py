"""The trail: who did what, when, for which child. Rows are added, never changed."""

from uuid import uuid4

from piccolo.columns import UUID, BigSerial, ForeignKey, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from server.children.tables import Child
from server.people.tables import Person
from server.settings.tables import Setting
from server.trail.rules import Happened, Visible


class Event(Table):
    """One thing that happened. Words are as they were said, in the language they were said in."""

    seq = BigSerial(primary_key=True)
    child = ForeignKey(references=Child, null=False)
    setting = ForeignKey(references=Setting, null=True)
    at = Timestamptz(default=None)
    kind = Varchar(length=30, choices=Happened)
    actor = ForeignKey(references=Person, null=False)  # who did it
    author = ForeignKey(references=Person, null=False)  # whose words they are
    to_whom = ForeignKey(references=Person, null=True)  # the one adult it is said to, if it is
    visible = Varchar(length=8, choices=Visible)
    cycle = UUID(null=True, default=None)
    step = Varchar(length=8, default="")
    about = UUID(null=True, default=None)  # the row this is about
    item = UUID(null=True, default=None)  # the row that was made
    way = Varchar(length=12, default="")
    prompt = Varchar(length=60, default="")
    picked = Varchar(length=300, default="")  # keys of the prompt's choices
    detail = Varchar(length=60, default="")  # a key that the sentence depends on
    words = Text(default="")
    lang = Varchar(length=12, default="")


class Withdrawal(Table):
    """Its author took this item back: the rows that made it are shown to nobody any more."""

    id = UUID(primary_key=True, default=uuid4)
    item = UUID(default=None)
    by = ForeignKey(references=Person, null=False)
    made_at = Timestamptz(default=None)


class Announcement(Table):
    """Whoever an event concerns has still to be told of it. Written with it, gone once told."""

    seq = BigSerial(primary_key=True)
    event = ForeignKey(references=Event, null=False)
    tries = Integer(default=0)
