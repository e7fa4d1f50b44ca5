"""Messages, their deliveries, devices that push reaches, and how each adult wants to hear."""

from uuid import uuid4

from piccolo.columns import UUID, BigInt, BigSerial, Boolean, Bytea, ForeignKey, Integer, Varchar
from piccolo.columns.column_types import Timestamptz
from piccolo.table import Table

from server.children.tables import Child
from server.inbox.rules import Channel, Side, State, Topic, When
from server.people.tables import Person, Session
from server.settings.tables import Setting


class Message(Table):
    """One thing one adult is told, in their inbox. Says where it leads, never what was said."""

    id = UUID(primary_key=True, default=uuid4)
    person = ForeignKey(references=Person, null=False)
    child = ForeignKey(references=Child, null=True)  # none for a test
    setting = ForeignKey(references=Setting, null=True)
    topic = Varchar(length=10, choices=Topic)
    side = Varchar(length=8, choices=Side)
    event = BigInt(null=True, default=None)  # the row of the trail it tells of
    subject = UUID(default=None)  # the thread: an insight, a next step, a round
    link = Varchar(length=200)  # a path of this app
    once = Varchar(length=100)  # with the person: what may be told once only
    made_at = Timestamptz(default=None)
    until = Timestamptz(null=True, default=None)  # of no use after this
    opened_at = Timestamptz(null=True, default=None)
    handled_at = Timestamptz(null=True, default=None)
    handled_by = ForeignKey(references=Person, null=True)


class Delivery(Table):
    """A message on its way by one channel to one address: the queue. Rows end, and stay a while."""

    seq = BigSerial(primary_key=True)
    message = ForeignKey(references=Message, null=False)  # the newest of those it carries
    person = ForeignKey(references=Person, null=False)
    channel = Varchar(length=4, choices=Channel)
    subscription = UUID(null=True, default=None)  # the device, for push
    address = Varchar(length=40)  # what it is ordered by: the device, "mail" or "text", in short
    subject = Varchar(length=40)  # newer ones of the same subject replace it
    routine = Boolean(default=True)  # counts as the one a day
    merged = Boolean(default=False)  # carries several: says "new messages"
    state = Varchar(length=10, choices=State, default=State.READY)
    due_at = Timestamptz(default=None)
    until = Timestamptz(default=None)
    attempt = Integer(default=0)
    lease = UUID(null=True, default=None)  # of the claim that has it
    lease_until = Timestamptz(null=True, default=None)
    status = Integer(default=0)  # the last answer of the other side
    reason = Varchar(length=20, default="")
    made_at = Timestamptz(default=None)
    done_at = Timestamptz(null=True, default=None)


class PushKey(Table):
    """A key that push services know us by (VAPID, RFC 8292). The private half is sealed."""

    id = UUID(primary_key=True, default=uuid4)
    public = Varchar(length=100)  # base64url of the uncompressed point
    sealed = Bytea()  # AES-256-GCM under a key derived from the secret
    made_at = Timestamptz(default=None)
    retired_at = Timestamptz(null=True, default=None)


class Subscription(Table):
    """A device that push reaches: one endpoint, of the person who signed in there last."""

    id = UUID(primary_key=True, default=uuid4)
    person = ForeignKey(references=Person, null=False)
    session = ForeignKey(references=Session, null=False)  # when it ends, so does this
    endpoint = Varchar(length=2048)
    endpoint_hash = Varchar(length=64)  # SHA-256, hex
    origin = Varchar(length=300)
    p256dh = Varchar(length=100)  # base64url, 65 bytes
    auth = Varchar(length=40)  # base64url, 16 bytes
    key = ForeignKey(references=PushKey, null=False)
    label = Varchar(length=80, default="")  # "Android, Chrome"
    made_at = Timestamptz(default=None)
    seen_at = Timestamptz(default=None)  # the app was opened there
    ok_at = Timestamptz(null=True, default=None)  # the push service took something
    next_at = Timestamptz(null=True, default=None)  # told to wait until then
    refusals = Integer(default=0)  # 400, 401 or 403 since the last success


class Stopped(Table):
    """A browser where somebody stopped their messages: it is not taken again when it asks."""

    id = UUID(primary_key=True, default=uuid4)
    person = ForeignKey(references=Person, null=False)
    endpoint_hash = Varchar(length=64)
    made_at = Timestamptz(default=None)


class Choice(Table):
    """How soon an adult wants to hear of a topic; without a row, the default."""

    id = UUID(primary_key=True, default=uuid4)
    person = ForeignKey(references=Person, null=False)
    topic = Varchar(length=10, choices=Topic)
    when = Varchar(length=8, choices=When)
    made_at = Timestamptz(default=None)


class Manner(Table):
    """By which way an adult wants to hear, and on whose clock; without a row, push and UK time."""

    id = UUID(primary_key=True, default=uuid4)
    person = ForeignKey(references=Person, null=False)
    channel = Varchar(length=4, choices=Channel, default=Channel.PUSH)
    zone = Varchar(length=60, default="Europe/London")
    made_at = Timestamptz(default=None)


class Hours(Table):
    """Quiet time of an adult, as family or as staff; the same start and end means none."""

    id = UUID(primary_key=True, default=uuid4)
    person = ForeignKey(references=Person, null=False)
    side = Varchar(length=8, choices=Side)
    quiet_from = Varchar(length=5)  # 19:00
    quiet_to = Varchar(length=5)  # 07:30
    weekends = Boolean(default=True)  # quiet on Saturday and Sunday
    made_at = Timestamptz(default=None)


class Offer(Table):
    """What the app offered once, and what was said: "not now" is not asked again."""

    id = UUID(primary_key=True, default=uuid4)
    person = ForeignKey(references=Person, null=False)
    what = Varchar(length=10)  # push | install
    answer = Varchar(length=10)  # yes | not-now
    made_at = Timestamptz(default=None)


class HandOver(Table):
    """A code that brings an adult from their browser into the app on the same phone, once."""

    id = UUID(primary_key=True, default=uuid4)
    person = ForeignKey(references=Person, null=False)
    session = ForeignKey(references=Session, null=False)  # where it was asked for
    code_hash = Varchar(length=64)
    language = Varchar(length=12, default="en_GB")
    made_at = Timestamptz(default=None)
    used_at = Timestamptz(null=True, default=None)
