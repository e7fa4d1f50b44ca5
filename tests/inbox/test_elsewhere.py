"""A message whose way came to nothing takes the next one, however late and whatever it rode on."""

from datetime import timedelta
from uuid import uuid4

import pytest

from server.clock import now
from server.inbox.elsewhere import Elsewhere
from server.inbox.tables import Delivery, Message
from server.trail.rules import Happened, Visible
from tests.browsing import CONFIG
from tests.inbox.telling_town import (
    deliveries,
    happens,
    has_mail,
    has_phone,
    held,
    messages,
    tell,
    tuesday,
)

NOON = tuesday()
FRIDAY_NIGHT = NOON.replace(hour=20) + timedelta(days=3)
MONDAY = NOON.replace(hour=7, minute=45) + timedelta(days=6)


@pytest.fixture(autouse=True)
async def amira_has_both(world):
    with held(NOON):
        await has_phone(world.amira)
        await has_mail(world.amira)


async def replied(world):
    told = {"visible": Visible.AUTHOR, "to_whom": world.amira.id, "about": uuid4()}
    await happens(world, world.ben, Happened.ECHOED, **told)
    await tell()


async def ends(world, state, reason):
    """What waits for her comes to nothing."""
    how = {Delivery.state: state, Delivery.reason: reason, Delivery.done_at: now()}
    await Delivery.update(how).where(
        (Delivery.person == world.amira.id) & (Delivery.state == "ready")
    )


async def waiting(world):
    rows = await deliveries(world.amira)
    return [(row["channel"], row["due_at"]) for row in rows if row["state"] == "ready"]


async def test_a_push_that_failed_after_the_weekend_goes_by_mail(world):
    with held(FRIDAY_NIGHT):
        await replied(world)
    with held(MONDAY):
        await ends(world, "cancelled", "gone")
        assert await Elsewhere(CONFIG).turn() == 1
        assert await waiting(world) == [("mail", MONDAY)]


async def test_what_expired_goes_by_mail(world):
    with held(NOON):
        await replied(world)
    with held(NOON + timedelta(days=2, minutes=1)):
        await ends(world, "dead", "expired")
        assert await Elsewhere(CONFIG).turn() == 1


async def test_what_rode_with_another_takes_its_own_way_when_that_one_fails(world):
    with held(NOON.replace(hour=20)):
        await replied(world)
        await replied(world)
    first = (await messages(world.amira))[0]["id"]
    with held(NOON + timedelta(hours=20)):
        newest = Message.id != first
        await Message.update({Message.opened_at: now()}).where(newest)
        await ends(world, "cancelled", "handled")
        assert await Elsewhere(CONFIG).turn() == 1
        mail = [row for row in await deliveries(world.amira) if row["channel"] == "mail"]
        assert [row["message"] for row in mail] == [first]


async def test_nothing_is_asked_twice(world):
    with held(NOON):
        await replied(world)
        await ends(world, "cancelled", "gone")
        other = Elsewhere(CONFIG)
        assert [await other.turn(), await other.turn()] == [1, 0]


async def test_without_another_way_the_manager_hears_of_it_once(world):
    with held(NOON):
        await has_phone(world.omar)
        told = {"visible": Visible.AUTHOR, "to_whom": world.omar.id, "about": uuid4()}
        await happens(world, world.ben, Happened.ECHOED, **told)
        await tell()
        how = {Delivery.state: "dead", Delivery.reason: "expired", Delivery.done_at: now()}
        await Delivery.update(how).where(Delivery.person == world.omar.id)
        for _ in range(2):
            await Elsewhere(CONFIG).turn()
    assert [row["topic"] for row in await messages(world.mona)] == ["failed"]
