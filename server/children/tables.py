"""Children, where they go, and the adults who stand beside them."""

from uuid import uuid4

from piccolo.columns import UUID, Boolean, Date, ForeignKey, Text, Timestamptz, Varchar
from piccolo.table import Table

from server.children.rules import TieRole
from server.people.tables import Person
from server.settings.tables import Setting


class Child(Table):
    """A child, once, however many homes and settings. Known by a picture of a thing they love."""

    id = UUID(primary_key=True, default=uuid4)
    name = Varchar(length=200)
    called = Varchar(length=100)
    say = Varchar(length=100, default="")
    born = Date(default=None)
    languages = Varchar(length=100, default="en")  # codes, space between
    areas = Varchar(length=200, default="")  # keys of Area, space between
    picture = Varchar(length=40, default="me")
    in_care = Boolean(default=False)
    made_at = Timestamptz(default=None)


class Placement(Table):
    """A child goes to a setting from one day until another."""

    id = UUID(primary_key=True, default=uuid4)
    child = ForeignKey(references=Child, null=False)
    setting = ForeignKey(references=Setting, null=False)
    room = Varchar(length=80, default="")
    since = Timestamptz(default=None)
    until = Timestamptz(null=True, default=None)


class Tie(Table):
    """An adult stands beside a child, in a role, with dates, and a basis somebody checked.

    A key person's tie names the setting and holds only while they work there.
    """

    id = UUID(primary_key=True, default=uuid4)
    child = ForeignKey(references=Child, null=False)
    person = ForeignKey(references=Person, null=False)
    role = Varchar(length=20, choices=TieRole)
    relation = Varchar(length=80, default="")  # "Mum", "Dad", in the family's word
    setting = ForeignKey(references=Setting, null=True)
    household = Varchar(length=8, default="")  # which home, never its address
    responsible = Boolean(default=False)  # has parental responsibility
    may_agree = Boolean(default=False)  # answers for the child; the setting checked
    basis = Varchar(length=200, default="")
    checked_by = ForeignKey(references=Person, null=True)
    since = Timestamptz(default=None)
    until = Timestamptz(null=True, default=None)


class Restriction(Table):
    """A court or the authority limits a tie. While it stands, the tie is no tie."""

    id = UUID(primary_key=True, default=uuid4)
    tie = ForeignKey(references=Tie, null=False)
    order = Varchar(length=200)
    note = Text(default="")
    seen_by = ForeignKey(references=Person, null=False)
    seen_on = Date(default=None)
    review_on = Date(null=True, default=None)
    made_at = Timestamptz(default=None)
    lifted_at = Timestamptz(null=True, default=None)
    lifted_by = ForeignKey(references=Person, null=True)
