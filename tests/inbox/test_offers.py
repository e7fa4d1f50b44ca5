"""The right moment to ask: after the first thing sent, once, and never after "not now"."""

import pytest

from server.inbox.offer_rules import Offered, Reply
from server.inbox.offers import answer_offer, declined, glimpse, offer_push
from server.inbox.tables import Offer
from server.people.asking import Adult, adult_of
from server.people.rules import Device
from server.people.sessions import end_all
from tests.access.filled import press
from tests.browsing import Browsers
from tests.inbox.telling_town import has_phone
from tests.insights.telling_world import open_round, sent, unasked, water
from tests.world import World, sign_in


async def signed_in(adult: Adult, device: Device = Device.OWN) -> Adult:
    """This adult, as the guard finds them on a device."""
    found = await adult_of(await sign_in(adult, device=device))
    assert found
    return found


@pytest.fixture
async def told(world: World, browsers: Browsers) -> Adult:
    """Amira, who has just sent something for the first time."""
    await open_round(world)
    await sent(await browsers.of(world.amira), world, water())
    return await signed_in(world.amira)


async def test_nobody_is_asked_before_they_sent_something(world: World) -> None:
    assert not await offer_push(await signed_in(world.amira))


async def test_after_the_first_thing_sent_is_the_moment(told: Adult) -> None:
    assert await offer_push(told)


async def test_a_skipped_question_is_nothing_sent(world: World, browsers: Browsers) -> None:
    await open_round(world)
    await sent(await browsers.of(world.amira), world, water(picked="", kind="skip"))
    assert not await offer_push(await signed_in(world.amira))


async def test_not_now_is_for_good(told: Adult) -> None:
    await answer_offer(told, Offered.PUSH, Reply.NOT_NOW, press=press())
    assert await declined(told, Offered.PUSH)
    assert not await offer_push(told)


async def test_not_now_to_one_thing_says_nothing_of_another(told: Adult) -> None:
    await answer_offer(told, Offered.INSTALL, Reply.NOT_NOW, press=press())
    assert await offer_push(told)


async def test_a_double_tap_is_one_answer(told: Adult) -> None:
    once = press()
    for _ in "ab":
        await answer_offer(told, Offered.PUSH, Reply.NOT_NOW, press=once)
    assert await Offer.count() == 1


async def test_who_is_told_already_is_not_asked(told: Adult) -> None:
    await has_phone(told)
    assert not await offer_push(told)


async def test_a_device_whose_session_ended_tells_nobody(told: Adult) -> None:
    await has_phone(told)
    await end_all(told.id)
    assert await offer_push(await signed_in(told))


async def test_nothing_is_offered_on_a_shared_phone(told: Adult) -> None:
    assert not await offer_push(await signed_in(told, Device.SHARED))


async def test_staff_who_write_down_what_a_parent_said_are_not_asked(
    world: World, browsers: Browsers
) -> None:
    await open_round(world)
    ben = await browsers.of(world.ben)
    spoken = {"author": str(world.amira.id), "way": "phone", "step": "assess", "lang": "en_GB"}
    form = unasked("He sings.", **spoken)
    answer = await ben.post(f"/children/{world.sam}/insights/record", data=form)
    assert answer.status_code == 303, answer.text
    for adult in (world.ben, world.amira):
        assert not await offer_push(await signed_in(adult))


async def test_the_picture_shows_the_very_words_that_would_come(world: World) -> None:
    assert glimpse(world.amira, staff=False).title == "You have a reply"
    assert glimpse(world.ben, staff=True).title == "New from a family"
