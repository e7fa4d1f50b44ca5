"""Concerns, their answers, the closer look, and the notice that extra help is starting."""

from uuid import uuid4

from piccolo.columns import UUID, Date, ForeignKey, Text, Timestamptz, Varchar
from piccolo.table import Table

from server.children.tables import Child
from server.concerns.rules import How, Next, Source
from server.people.tables import Person
from server.settings.tables import Setting
from server.trail.rules import Way


class Concern(Table):
    """A worry, as it was said."""

    id = UUID(primary_key=True, default=uuid4)
    child = ForeignKey(references=Child, null=False)
    setting = ForeignKey(references=Setting, null=False)
    source = Varchar(length=20, choices=Source)
    author = ForeignKey(references=Person, null=False)
    written_by = ForeignKey(references=Person, null=True)
    way = Varchar(length=12, choices=Way, default=Way.WRITE)
    words = Text()
    lang = Varchar(length=12, default="")
    made_at = Timestamptz(default=None)


class ConcernReply(Table):
    """What staff answered, and what will happen now."""

    id = UUID(primary_key=True, default=uuid4)
    concern = ForeignKey(references=Concern, null=False)
    by = ForeignKey(references=Person, null=False)
    next = Varchar(length=20, choices=Next)
    words = Text()
    lang = Varchar(length=12, default="")
    made_at = Timestamptz(default=None)


class CloserLook(Table):
    """Something done on the way to a decision: a talk, watching at play."""

    id = UUID(primary_key=True, default=uuid4)
    concern = ForeignKey(references=Concern, null=False)
    by = ForeignKey(references=Person, null=False)
    words = Text()
    lang = Varchar(length=12, default="")
    made_at = Timestamptz(default=None)


class Notice(Table):
    """Extra help is starting: what was told, by whom, how, in which language (SEND Code 5.38)."""

    id = UUID(primary_key=True, default=uuid4)
    child = ForeignKey(references=Child, null=False)
    setting = ForeignKey(references=Setting, null=False)
    told_on = Date(default=None)
    how = Varchar(length=12, choices=How)
    language = Varchar(length=12)
    interpreter = Varchar(length=100, default="")
    extra = Text()  # what is extra or different
    lang = Varchar(length=12, default="")
    areas = Varchar(length=200)
    key_person = ForeignKey(references=Person, null=False)
    senco = ForeignKey(references=Person, null=False)
    starts_on = Date(default=None)
    wording = Varchar(length=60)  # version_id of the words they were shown
    made_by = ForeignKey(references=Person, null=False)
    made_at = Timestamptz(default=None)


class NoticeAdult(Table):
    """An adult who told, or who was told."""

    id = UUID(primary_key=True, default=uuid4)
    notice = ForeignKey(references=Notice, null=False)
    person = ForeignKey(references=Person, null=False)
    part = Varchar(length=8)  # told | by


class NoticeRead(Table):
    """An adult of the family has read it. That is not agreement."""

    id = UUID(primary_key=True, default=uuid4)
    notice = ForeignKey(references=Notice, null=False)
    person = ForeignKey(references=Person, null=False)
    language = Varchar(length=12)
    made_at = Timestamptz(default=None)
