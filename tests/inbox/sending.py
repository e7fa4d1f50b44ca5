"""What a sender of letters and texts is given, and what a reader may find in them."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

from server.clock import now
from server.inbox.parcel_rules import Parcel
from server.inbox.rules import Channel, Topic

EMAIL, PHONE = "kasia@example.org", "07700 900123"


def parcel(**more: Any) -> Parcel:
    """A message on its way to Kasia, who reads Polish."""
    facts = {
        "seq": 1,
        "lease": uuid4(),
        "channel": Channel.MAIL,
        "address": "",
        "subject": "",
        "merged": False,
        "attempt": 1,
        "until": now() + timedelta(days=3),
        "due_at": now(),
        "message": uuid4(),
        "topic": Topic.REPLY,
        "made_at": now(),
        "happened_at": None,
        "days_left": None,
        "person": uuid4(),
        "reads": "pl",
        "email": EMAIL,
        "phone": PHONE,
    }
    return Parcel(**{**facts, **more})
