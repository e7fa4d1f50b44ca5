"""Rounds, the steps they took, staff notes, the setting's own questions, and reviews."""

from uuid import uuid4

from piccolo.columns import UUID, Date, ForeignKey, Integer, Text, Timestamptz, Varchar
from piccolo.table import Table

from server.children.tables import Child
from server.cycles.rules import Decision, Said, Step
from server.people.tables import Person
from server.settings.tables import Setting


class Cycle(Table):
    """One numbered round of assess, plan, do, review."""

    id = UUID(primary_key=True, default=uuid4)
    child = ForeignKey(references=Child, null=False)
    setting = ForeignKey(references=Setting, null=False)
    number = Integer(default=1)
    review_on = Date(default=None)
    opened_by = ForeignKey(references=Person, null=False)
    opened_at = Timestamptz(default=None)
    closed_at = Timestamptz(null=True, default=None)


class StepStart(Table):
    """A step began. The latest one is where the round stands."""

    id = UUID(primary_key=True, default=uuid4)
    cycle = ForeignKey(references=Cycle, null=False)
    step = Varchar(length=8, choices=Step)
    by = ForeignKey(references=Person, null=False)
    made_at = Timestamptz(default=None)


class Note(Table):
    """What staff saw or did at a step."""

    id = UUID(primary_key=True, default=uuid4)
    cycle = ForeignKey(references=Cycle, null=False)
    step = Varchar(length=8, choices=Step)
    by = ForeignKey(references=Person, null=False)
    prompt = Varchar(length=60, default="")
    words = Text()
    lang = Varchar(length=12, default="")
    made_at = Timestamptz(default=None)


class Question(Table):
    """A question of the setting's own, asked beside the usual ones."""

    id = UUID(primary_key=True, default=uuid4)
    setting = ForeignKey(references=Setting, null=False)
    step = Varchar(length=8, choices=Step)
    words = Varchar(length=300)
    lang = Varchar(length=12, default="")
    by = ForeignKey(references=Person, null=False)
    made_at = Timestamptz(default=None)
    retired_at = Timestamptz(null=True, default=None)


class Review(Table):
    """What was said and decided when everyone looked again."""

    id = UUID(primary_key=True, default=uuid4)
    cycle = ForeignKey(references=Cycle, null=False)
    held_on = Date(default=None)
    how = Varchar(length=12)
    interpreter = Varchar(length=100, default="")
    summary = Text()
    lang = Varchar(length=12, default="")
    decision = Varchar(length=20, choices=Decision)
    detail = Text(default="")  # which specialist
    unheard = Text(default="")  # why a deciding adult was not heard: who was asked, when
    next_on = Date(null=True, default=None)
    by = ForeignKey(references=Person, null=False)
    made_at = Timestamptz(default=None)


class Present(Table):
    """Who was there."""

    id = UUID(primary_key=True, default=uuid4)
    review = ForeignKey(references=Review, null=False)
    person = ForeignKey(references=Person, null=False)


class Confirmation(Table):
    """A parent says: this is what we said, or adds to it. Nothing is overwritten."""

    id = UUID(primary_key=True, default=uuid4)
    review = ForeignKey(references=Review, null=False)
    person = ForeignKey(references=Person, null=False)
    said = Varchar(length=12, choices=Said)
    words = Text(default="")
    lang = Varchar(length=12, default="")
    made_at = Timestamptz(default=None)


class AssessmentAsk(Table):
    """A parent asks for an EHC needs assessment. No number of rounds stands before it."""

    id = UUID(primary_key=True, default=uuid4)
    child = ForeignKey(references=Child, null=False)
    person = ForeignKey(references=Person, null=False)
    words = Text(default="")
    lang = Varchar(length=12, default="")
    made_at = Timestamptz(default=None)
