"""An invitation on a screen, and the claim that a phone makes of it."""

from uuid import uuid4

from piccolo.columns import UUID, Boolean, ForeignKey, Integer, Timestamptz, Varchar
from piccolo.table import Table

from server.children.tables import Child
from server.joining.rules import For
from server.people.rules import Device
from server.people.tables import Person
from server.settings.tables import Setting


class Invitation(Table):
    """A QR on a staff screen: ten minutes, once. Its secret is only in the QR."""

    id = UUID(primary_key=True, default=uuid4)
    secret_hash = Varchar(length=64)
    code_hash = Varchar(length=64)  # of the short code under the QR, for typing
    kind = Varchar(length=8, choices=For)
    setting = ForeignKey(references=Setting, null=False)
    child = ForeignKey(references=Child, null=True)
    person = ForeignKey(references=Person, null=True)  # the one to let back in
    called = Varchar(length=100, default="")
    role = Varchar(length=40, default="")  # or all the jobs of somebody who begins
    relation = Varchar(length=80, default="")
    household = Varchar(length=8, default="")
    responsible = Boolean(default=False)
    may_agree = Boolean(default=False)
    basis = Varchar(length=200, default="")
    made_by = ForeignKey(references=Person, null=False)
    made_at = Timestamptz(default=None)
    closed_at = Timestamptz(null=True, default=None)


class Claim(Table):
    """A phone scanned the QR: one for an invitation. A request until the number is matched."""

    id = UUID(primary_key=True, default=uuid4)
    invitation = ForeignKey(references=Invitation, null=False)
    browser = Varchar(length=64)
    number = Integer(default=0)
    others = Varchar(length=20, default="")  # the two false numbers staff see beside it
    language = Varchar(length=12, default="en_GB")
    device = Varchar(length=8, choices=Device, default=Device.OWN)
    label = Varchar(length=80, default="")
    made_at = Timestamptz(default=None)
    matched_at = Timestamptz(null=True, default=None)
    refused_at = Timestamptz(null=True, default=None)
    person = ForeignKey(references=Person, null=True)
    opened_at = Timestamptz(null=True, default=None)  # the phone took up its session
