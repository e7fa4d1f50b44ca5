"""How each of some adults wants to hear, and what there is to reach them by: for planning."""

from collections import defaultdict
from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from piccolo.query.functions import Max

from server.inbox.hours_rules import USUAL, Quiet, clock, on_clock
from server.inbox.rules import Channel, Side, Topic, When, chosen
from server.inbox.tables import Choice, Hours, Manner, Subscription
from server.inbox.ways_rules import Reach
from server.people.tables import Person, Session
from server.texting import number_of

ZONE = "Europe/London"


class Wishes(msgspec.Struct, kw_only=True):
    """What one adult wants, with the defaults where they said nothing."""

    prefers: Channel = Channel.PUSH
    zone: str = ZONE
    choices: dict[Topic, When] = {}
    hours: dict[Side, Quiet] = {}
    devices: tuple[UUID, ...] = ()
    email: str = ""
    phone: str = ""
    seen_at: datetime | None = None

    def when(self, topic: Topic) -> When:
        """How soon they want to hear of this."""
        return chosen(topic, self.choices)

    def quiet(self, side: Side) -> Quiet:
        """When they are left alone, on their own clock."""
        return on_clock(self.hours.get(side, USUAL[side]), self.zone)

    def reach(self, *, texts: bool) -> Reach:
        """What there is to reach them by; `texts` says whether text messages can be sent."""
        return Reach(
            self.prefers,
            devices=bool(self.devices),
            email=bool(self.email),
            phone=bool(number_of(self.phone)) and texts,
            seen_at=self.seen_at,
        )


async def wishes_of(adults: Collection[UUID]) -> dict[UUID, Wishes]:
    """How these adults want to hear: a query a table, however many adults."""
    ids = sorted(set(adults), key=str)
    if not ids:
        return {}
    found: dict[UUID, Wishes] = {each: Wishes() for each in ids}
    await _said(ids, found)
    await _reached(ids, found)
    return found


async def wishes_for(adult: UUID) -> Wishes:
    """How this one adult wants to hear."""
    return (await wishes_of([adult]))[adult]


async def _said(ids: list[UUID], found: dict[UUID, Wishes]) -> None:
    for row in await Choice.select(Choice.person, Choice.topic, Choice.when).where(
        Choice.person.is_in(ids)
    ):
        mine = found[row["person"]]
        mine.choices = {**mine.choices, Topic(row["topic"]): When(row["when"])}
    for row in await Manner.select(Manner.person, Manner.channel, Manner.zone).where(
        Manner.person.is_in(ids)
    ):
        found[row["person"]].prefers = Channel(row["channel"])
        found[row["person"]].zone = row["zone"]
    for row in await Hours.select().where(Hours.person.is_in(ids)):
        mine = found[row["person"]]
        mine.hours = {**mine.hours, Side(row["side"]): _quiet(row)}


def _quiet(row: dict[str, Any]) -> Quiet:
    start, end = clock(row["quiet_from"]), clock(row["quiet_to"])
    usual = USUAL[Side(row["side"])]
    return Quiet(start or usual.start, end or usual.end, weekends=row["weekends"])


async def _reached(ids: list[UUID], found: dict[UUID, Wishes]) -> None:
    for row in await Person.select(Person.id, Person.email, Person.phone).where(
        Person.id.is_in(ids)
    ):
        found[row["id"]].email, found[row["id"]].phone = row["email"], row["phone"]
    devices: dict[UUID, list[UUID]] = defaultdict(list)
    for row in await Subscription.select(Subscription.person, Subscription.id).where(
        Subscription.person.is_in(ids) & Subscription.session.ended_at.is_null()
    ):
        devices[row["person"]].append(row["id"])
    for person, theirs in devices.items():
        found[person].devices = tuple(theirs)
    seen = Max(Session.seen_at).as_alias("seen")
    for row in (
        await Session.select(Session.person, seen)
        .where(Session.person.is_in(ids))
        .group_by(Session.person)
    ):
        found[row["person"]].seen_at = _moment(row["seen"])


def _moment(seen: datetime | str | None) -> datetime | None:
    """SQLite forgets that the largest of some moments is a moment."""
    return datetime.fromisoformat(seen) if isinstance(seen, str) else seen
