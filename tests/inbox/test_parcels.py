"""Rights and wishes are looked at again at the moment a message leaves."""

from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import pytest

from server.children.tables import Restriction, Tie
from server.clock import now
from server.inbox.parcel_rules import Parcel
from server.inbox.parcels import parcels
from server.inbox.queue import Ended, claim
from server.inbox.rules import Channel, Topic
from server.inbox.tables import Choice, Delivery, Message, Subscription
from server.people.tables import Person, Session
from server.settings.tables import Membership
from server.trail.rules import Happened
from server.trail.tables import Event
from server.trail.withdrawals import withdraw
from tests.inbox.going import queued
from tests.inbox.inbox_town import message, replied
from tests.inbox.telling_town import happens, has_phone, held, tell, tuesday
from tests.world import World

NOON = tuesday()
Change = Callable[[World], Awaitable[Any]]


@pytest.fixture(autouse=True)
async def noon(world: World) -> AsyncIterator[None]:
    with held(NOON):
        yield


async def taken(channel: Channel = Channel.PUSH) -> tuple[list[Parcel], list[Ended]]:
    """What a sender would get now."""
    return await parcels(await claim(64, channel))


async def why_not(channel: Channel = Channel.PUSH) -> list[str]:
    """Why nothing goes."""
    going, over = await taken(channel)
    assert going == []
    return [each.reason for each in over]


async def test_a_reply_goes_to_the_phone_of_whom_it_is_for(world: World) -> None:
    phone = await has_phone(world.amira)
    told = await replied(world)
    (parcel,), over = await taken()
    assert over == []
    assert parcel.device is not None
    assert (parcel.device.id, parcel.message, parcel.topic) == (phone, told, Topic.REPLY)
    assert (parcel.person, parcel.reads, parcel.merged) == (world.amira.id, "en_GB", False)
    assert parcel.happened_at == NOON


async def restricted(world: World) -> None:
    mine = (Tie.person == world.amira.id) & (Tie.child == world.sam)
    row = await Tie.select(Tie.id).where(mine).first()
    facts = {"seen_by": world.mona.id, "seen_on": NOON.date(), "made_at": NOON}
    await Restriction.insert(Restriction(tie=row["id"], order="court order", **facts))


async def untied(world: World) -> None:
    await Tie.update({Tie.until: NOON}).where(Tie.person == world.amira.id)


async def taken_back(world: World) -> None:
    row = await Event.select(Event.item).order_by(Event.seq, ascending=False).first()
    await withdraw(world.ben, row["item"])


async def left(world: World) -> None:
    await Person.update({Person.left_at: NOON}).where(Person.id == world.amira.id)


async def opened(world: World) -> None:
    await Message.update({Message.opened_at: NOON}).where(Message.person == world.amira.id)


async def handled(world: World) -> None:
    await Message.update({Message.handled_at: NOON}).where(Message.person == world.amira.id)


async def over(world: World) -> None:
    await Message.update({Message.until: NOON}).where(Message.person == world.amira.id)


async def chosen(world: World, when: str) -> None:
    await Choice.insert(Choice(person=world.amira.id, topic=Topic.REPLY, when=when, made_at=NOON))


async def off(world: World) -> None:
    await chosen(world, "off")


async def only_in_the_app(world: World) -> None:
    await chosen(world, "app")


async def signed_out(world: World) -> None:
    await Session.update({Session.ended_at: NOON}).where(Session.person == world.amira.id)


async def somebody_elses(world: World) -> None:
    theirs = {Subscription.person: world.omar.id}
    await Subscription.update(theirs).where(Subscription.person == world.amira.id)


CHANGES: list[tuple[Change, str]] = [
    (restricted, "not theirs"),
    (untied, "not theirs"),
    (taken_back, "not theirs"),
    (left, "left"),
    (opened, "handled"),
    (handled, "handled"),
    (over, "over"),
    (off, "unwanted"),
    (only_in_the_app, "unwanted"),
    (signed_out, "no device"),
    (somebody_elses, "no device"),
]


@pytest.mark.parametrize(("change", "reason"), CHANGES)
async def test_what_changed_since_it_was_planned_keeps_it_back(
    world: World, change: Change, reason: str
) -> None:
    await has_phone(world.amira)
    await replied(world)
    await change(world)
    assert await why_not() == [reason]


async def test_staff_who_left_hear_no_more(world: World) -> None:
    await has_phone(world.ben)
    await happens(world, world.amira, Happened.TOLD)
    await tell()
    await Membership.update({Membership.until: NOON}).where(Membership.person == world.ben.id)
    assert await why_not() == ["not theirs"]


async def test_a_test_needs_no_child(world: World) -> None:
    phone = await has_phone(world.amira)
    told = await message(world.amira)
    await queued(world.amira, message=told, subscription=phone)
    (parcel,), _ = await taken()
    assert (parcel.topic, parcel.message) == (Topic.TEST, told)


async def test_a_letter_needs_no_device(world: World) -> None:
    await queued(world.amira, channel=Channel.MAIL, address="mail")
    (parcel,), _ = await taken(Channel.MAIL)
    assert parcel.device is None


async def test_the_days_left_are_counted_on_a_wall_calendar(world: World) -> None:
    end = datetime.combine(NOON.date() + timedelta(days=7), NOON.timetz())
    told = await message(world.amira, until=end)
    await queued(world.amira, message=told, channel=Channel.MAIL)
    (parcel,), _ = await taken(Channel.MAIL)
    assert parcel.days_left == 7


async def carried(world: World, count: int = 2) -> list[UUID]:
    """So many messages that wait for the same moment, in one delivery."""
    told = [await message(world.amira, made_at=now()) for _ in range(count)]
    for place, each in enumerate(told):
        more = {"subject": "held-2026-11-24", "merged": place > 0}
        await queued(world.amira, message=each, channel=Channel.MAIL, **more)
    return told


async def test_several_that_wait_together_go_as_one(world: World) -> None:
    *_, last = await carried(world, 3)
    (parcel,), over = await taken(Channel.MAIL)
    assert over == []
    assert (parcel.merged, parcel.message) == (True, last)


async def test_of_several_only_one_is_left_to_tell(world: World) -> None:
    first, last = await carried(world)
    await Message.update({Message.opened_at: NOON}).where(Message.id == last)
    (parcel,), _ = await taken(Channel.MAIL)
    assert (parcel.merged, parcel.message) == (False, first)


async def test_of_several_none_is_left_to_tell(world: World) -> None:
    await carried(world)
    await opened(world)
    assert await why_not(Channel.MAIL) == ["handled"]


async def test_one_that_nobody_can_read_keeps_no_other_back(world: World) -> None:
    odd = await message(world.amira)
    await queued(world.amira, message=odd, channel=Channel.MAIL)
    await queued(world.amira, channel=Channel.MAIL)
    await Message.update({Message.topic: "nonsense"}).where(Message.id == odd)
    going, over = await taken(Channel.MAIL)
    assert ([each.reason for each in over], len(going)) == (["unreadable"], 1)
    assert await Delivery.count().where(Delivery.state == "leased") == 2
