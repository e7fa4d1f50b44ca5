"""What messages leave behind goes when it is of no more use, and not before."""

from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest

from server.clock import now
from server.inbox.forgetting import forget_messages
from server.inbox.rules import State, Topic
from server.inbox.tables import Delivery, HandOver, Message, Subscription
from server.people.tables import Session
from tests.inbox.going import queued
from tests.inbox.inbox_town import message
from tests.inbox.telling_town import has_phone
from tests.world import World


def ago(**much: float) -> Any:
    return now() - timedelta(**much)


@pytest.mark.parametrize(
    ("made", "took", "stays"),
    [(59, None, True), (61, None, False), (90, 59, True), (90, 61, False)],
)
async def test_a_device_where_nothing_arrives_for_sixty_days_goes(
    world: World, made: int, took: int | None, *, stays: bool
) -> None:
    phone = await has_phone(world.amira)
    await queued(world.amira, subscription=phone)
    facts = {Subscription.made_at: ago(days=made), Subscription.ok_at: took and ago(days=took)}
    await Subscription.update(facts).where(Subscription.id == phone)
    await forget_messages()
    assert await Subscription.count() == int(stays)
    row = await Delivery.select(Delivery.state).first()
    assert row == {"state": State.READY if stays else State.CANCELLED}


async def test_deliveries_go_after_ninety_days_unless_they_still_wait(world: World) -> None:
    for state in (State.SENT, State.DEAD, State.READY):
        for days in (89, 91):
            await queued(world.amira, state=state, made_at=ago(days=days))
    await forget_messages()
    rows = await Delivery.select(Delivery.state).order_by(Delivery.seq)
    assert [row["state"] for row in rows] == ["sent", "dead", "ready", "ready"]


async def test_a_test_goes_after_a_week_and_other_messages_stay(world: World) -> None:
    for topic in (Topic.TEST, Topic.REPLY):
        for days in (6, 8):
            told = await message(world.amira, topic=topic, made_at=ago(days=days))
            await queued(world.amira, message=told)
    await forget_messages()
    rows = await Message.select(Message.topic).order_by(Message.made_at)
    assert [row["topic"] for row in rows] == ["reply", "test", "reply"]
    assert await Delivery.count() == 3


async def test_a_code_into_the_app_goes_after_a_day(world: World) -> None:
    await has_phone(world.amira)
    session = await Session.select(Session.id).first()
    for hours in (23, 25):
        facts = {"code_hash": uuid4().hex, "made_at": ago(hours=hours)}
        await HandOver.insert(HandOver(person=world.amira.id, session=session["id"], **facts))
    await forget_messages()
    assert await HandOver.count() == 1
