"""A message on its way, and whether it may still be told at the moment it leaves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from server.inbox.rules import Channel, Topic, When, chosen

NO_DEVICE = "no device"


class Device(msgspec.Struct, frozen=True):
    """Where a push goes."""

    id: UUID
    endpoint: str
    endpoint_hash: str
    origin: str
    p256dh: str
    auth: str
    key: UUID


class Parcel(msgspec.Struct, frozen=True, kw_only=True):
    """A delivery on its way: to whom, about what, and until when. Never what was said."""

    seq: int
    lease: UUID
    channel: Channel
    address: str
    subject: str
    merged: bool
    attempt: int
    until: datetime
    due_at: datetime
    message: UUID
    topic: Topic
    made_at: datetime
    happened_at: datetime | None
    days_left: int | None  # until the day the message is about
    person: UUID
    reads: str
    email: str
    phone: str
    device: Device | None = None


def _only_in_app(facts: Mapping[str, Any], topic: Topic) -> bool:
    """They chose "only when I open it" since this was planned; a test they asked for still goes."""
    return facts["prefers"] == Channel.APP and topic is not Topic.TEST


def objection(facts: Mapping[str, Any], at: datetime) -> str:
    """Why this must not be told any more, in a word; nothing when it may."""
    topic, over = Topic(facts["topic"]), facts["message_until"]
    said = {topic: When(facts["choice"])} if facts["choice"] else {}
    reasons = {
        "left": facts["left_at"],
        "over": over and over <= at,
        "handled": facts["opened_at"] or facts["handled_at"],
        "not theirs": not (facts["reached"] and facts["shown"]),
        "unwanted": chosen(topic, said) in (When.OFF, When.APP) or _only_in_app(facts, topic),
        NO_DEVICE: facts["channel"] == Channel.PUSH and facts["device"] is None,
    }
    return next((reason for reason, holds in reasons.items() if holds), "")
