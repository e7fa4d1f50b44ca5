"""Settings, and who works there from when until when."""

from uuid import uuid4

from piccolo.columns import UUID, ForeignKey, Timestamptz, Varchar
from piccolo.table import Table

from server.people.tables import Person
from server.settings.rules import Job, Kind


class Setting(Table):
    """A nursery, pre-school, childminder or school."""

    id = UUID(primary_key=True, default=uuid4)
    name = Varchar(length=200)
    kind = Varchar(length=20, choices=Kind, default=Kind.NURSERY)
    town = Varchar(length=100, default="")
    phone = Varchar(length=40, default="")
    hours = Varchar(length=200, default="")
    made_at = Timestamptz(default=None)


class Membership(Table):
    """Somebody works at a setting. An ended one opens nothing from the next request on."""

    id = UUID(primary_key=True, default=uuid4)
    person = ForeignKey(references=Person, null=False)
    setting = ForeignKey(references=Setting, null=False)
    job = Varchar(length=20, choices=Job)
    title = Varchar(length=100, default="")
    qualification = Varchar(length=200, default="")
    since = Timestamptz(default=None)
    until = Timestamptz(null=True, default=None)
