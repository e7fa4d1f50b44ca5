"""What a family says, that it was seen, and what changed because of it."""

from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, Text, Timestamptz, Varchar
from piccolo.table import Table

from server.children.tables import Child
from server.cycles.tables import Cycle, Question
from server.insights.rules import Kind
from server.people.tables import Person
from server.settings.tables import Setting
from server.trail.rules import Visible, Way


class Insight(Table):
    """One thing an adult of the family said, tied to child, round and step. Never overwritten."""

    id = UUID(primary_key=True, default=uuid4)
    child = ForeignKey(references=Child, null=False)
    setting = ForeignKey(references=Setting, null=False)
    cycle = ForeignKey(references=Cycle, null=True)
    step = Varchar(length=8, default="")
    kind = Varchar(length=10, choices=Kind)
    prompt = Varchar(length=60, default="")  # a key of prompts.toml; "" is unasked
    question = ForeignKey(references=Question, null=True)  # the setting's own
    about = UUID(null=True, default=None)  # the outcome the question was about
    author = ForeignKey(references=Person, null=False)
    written_by = ForeignKey(references=Person, null=True)
    way = Varchar(length=12, choices=Way)
    picked = Varchar(length=300, default="")
    point = Varchar(length=20, default="")  # a point on the prompt's scale
    words = Text(default="")
    lang = Varchar(length=12, default="")
    visible = Varchar(length=8, choices=Visible, default=Visible.AUTHOR)
    made_at = Timestamptz(default=None)
    taken_back_at = Timestamptz(null=True, default=None)


class Seen(Table):
    """Somebody at the setting has read it."""

    id = UUID(primary_key=True, default=uuid4)
    insight = ForeignKey(references=Insight, null=False)
    by = ForeignKey(references=Person, null=False)
    made_at = Timestamptz(default=None)


class Echo(Table):
    """The answer a family is owed: a reply, and what changed because of what they said."""

    id = UUID(primary_key=True, default=uuid4)
    insight = ForeignKey(references=Insight, null=False)
    by = ForeignKey(references=Person, null=False)
    reply = Text(default="")
    changed = Text()
    lang = Varchar(length=12, default="")
    made_at = Timestamptz(default=None)
