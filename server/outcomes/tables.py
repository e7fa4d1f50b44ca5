"""Outcomes and their versions, the support, each adult's answer, and ratings."""

from uuid import uuid4

from piccolo.columns import UUID, Boolean, Date, ForeignKey, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from server.children.rules import Area
from server.children.tables import Child
from server.cycles.tables import Cycle
from server.outcomes.rules import Choice, Far, Settled, Side, State, Where
from server.people.tables import Person
from server.settings.tables import Setting


class Outcome(Table):
    """A difference for the child. Its statement lives in versions."""

    id = UUID(primary_key=True, default=uuid4)
    child = ForeignKey(references=Child, null=False)
    setting = ForeignKey(references=Setting, null=False)
    cycle = ForeignKey(references=Cycle, null=False)
    area = Varchar(length=20, choices=Area)
    eyfs = Varchar(length=200, default="")  # keys, space between
    aspiration = Text(default="")
    baseline = Text(default="")
    how_seen = Text(default="")
    why = Text(default="")  # why it matters, in the family's words
    home_link = Text(default="")
    made_by = ForeignKey(references=Person, null=False)
    made_at = Timestamptz(default=None)


class Version(Table):
    """One wording. Any change of statement, date or support makes another; a yes belongs to one."""

    id = UUID(primary_key=True, default=uuid4)
    outcome = ForeignKey(references=Outcome, null=False)
    number = Integer(default=1)
    statement = Text()
    lang = Varchar(length=12, default="")
    by_date = Date(default=None)
    reason = Text(default="")
    by = ForeignKey(references=Person, null=False)
    made_at = Timestamptz(default=None)
    shared_at = Timestamptz(null=True, default=None)  # none yet: a draft of the setting


class Translation(Table):
    """The same statement in another language: who put it so, and who wrote it down."""

    id = UUID(primary_key=True, default=uuid4)
    version = ForeignKey(references=Version, null=False)
    lang = Varchar(length=12)
    statement = Text()
    translator = Varchar(length=100)
    by = ForeignKey(references=Person, null=True)
    made_at = Timestamptz(default=None)


class Action(Table):
    """What adults will do: who, how often, where, and who steps in."""

    id = UUID(primary_key=True, default=uuid4)
    version = ForeignKey(references=Version, null=False)
    place = Integer(default=0)
    what = Text()
    who = Varchar(length=100)
    how_often = Varchar(length=200, default="")
    where = Varchar(length=8, choices=Where, default=Where.SETTING)
    stand_in = Varchar(length=100, default="")


class Answer(Table):
    """One adult's answer to one version. A later answer stands beside it; the latest counts."""

    id = UUID(primary_key=True, default=uuid4)
    version = ForeignKey(references=Version, null=False)
    person = ForeignKey(references=Person, null=False)
    choice = Varchar(length=8, choices=Choice)
    decides = Boolean(default=True)  # false: a voice that is heard but does not decide
    wants_talk = Boolean(default=False)
    words = Text(default="")
    lang = Varchar(length=12, default="")
    made_at = Timestamptz(default=None)


class Settlement(Table):
    """A proposed change was accepted, merged or declined, with a reason the parent sees."""

    id = UUID(primary_key=True, default=uuid4)
    answer = ForeignKey(references=Answer, null=False)
    result = Varchar(length=10, choices=Settled)
    words = Text()
    lang = Varchar(length=12, default="")
    by = ForeignKey(references=Person, null=False)
    made_at = Timestamptz(default=None)


class Start(Table):
    """Support began. It need not wait for agreement (SEND Code 5.36)."""

    id = UUID(primary_key=True, default=uuid4)
    outcome = ForeignKey(references=Outcome, null=False)
    on = Date(default=None)
    by = ForeignKey(references=Person, null=False)
    made_at = Timestamptz(default=None)


class Support(Table):
    """A day of support: given, missed with its reason, or changed on the way."""

    id = UUID(primary_key=True, default=uuid4)
    outcome = ForeignKey(references=Outcome, null=False)
    on = Date(default=None)
    given = Boolean(default=True)
    note = Text(default="")
    change = Text(default="")
    lang = Varchar(length=12, default="")
    by = ForeignKey(references=Person, null=False)
    made_at = Timestamptz(default=None)


class Rating(Table):
    """How far, seen by one adult, before seeing the other side's view."""

    id = UUID(primary_key=True, default=uuid4)
    outcome = ForeignKey(references=Outcome, null=False)
    cycle = ForeignKey(references=Cycle, null=False)
    person = ForeignKey(references=Person, null=False)
    side = Varchar(length=8, choices=Side)
    far = Varchar(length=10, choices=Far)
    words = Text(default="")  # the family's words, or the setting's evidence
    lang = Varchar(length=12, default="")
    made_at = Timestamptz(default=None)


class Verdict(Table):
    """Where a review left an outcome."""

    id = UUID(primary_key=True, default=uuid4)
    outcome = ForeignKey(references=Outcome, null=False)
    state = Varchar(length=20, choices=State)
    by = ForeignKey(references=Person, null=False)
    made_at = Timestamptz(default=None)
