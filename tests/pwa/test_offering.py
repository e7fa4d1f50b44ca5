"""The app is offered for a phone at the right moment, and never again after an answer."""

from datetime import timedelta
from uuid import uuid4

import msgspec
import pytest

from server import clock
from server.inbox.offer_rules import Offered, Reply
from server.inbox.offers import answer_offer
from server.inbox.tables import PushKey, Subscription
from server.people.asking import Adult, adult_of
from server.people.ops import Press
from server.people.rules import Device
from server.people.tables import Session
from server.pwa.offering import offer_install
from tests.browsing import Browsers, op
from tests.world import World, sign_in


async def on(adult: Adult, device: Device = Device.OWN, ago: timedelta = timedelta(0)) -> Adult:
    """This adult on a phone where they came in some time ago."""
    found = await adult_of(await sign_in(adult, device=device))
    assert found
    at = clock.now() - ago
    await Session.update({Session.began_at: at}).where(Session.id == found.session)
    return found


async def is_told(person: Adult) -> None:
    """Messages were switched on on this phone."""
    key = PushKey(id=uuid4(), public="k", sealed=b"", made_at=clock.now())
    await PushKey.insert(key)
    row = Subscription(
        person=person.id,
        session=person.session,
        endpoint="https://push.test/1",
        endpoint_hash="h",
        origin="https://push.test",
        p256dh="p",
        auth="a",
        key=key.id,
        made_at=clock.now(),
        seen_at=clock.now(),
    )
    await Subscription.insert(row)


async def test_nothing_is_offered_on_the_first_visit(world: World) -> None:
    assert not await offer_install(await on(world.amira))


async def test_it_is_offered_on_the_second_visit(world: World) -> None:
    assert await offer_install(await on(world.amira, ago=timedelta(hours=5)))


async def test_a_second_visit_may_be_a_second_sign_in(world: World) -> None:
    await on(world.amira, ago=timedelta(days=2))
    assert await offer_install(await on(world.amira))


async def test_it_is_offered_once_messages_are_switched_on(world: World) -> None:
    amira = await on(world.amira)
    await is_told(amira)
    assert await offer_install(amira)


@pytest.mark.parametrize("said", list(Reply))
async def test_an_answer_is_the_last_word(world: World, said: Reply) -> None:
    amira = await on(world.amira, ago=timedelta(hours=5))
    await answer_offer(amira, Offered.INSTALL, said, press=Press(uuid4(), ""))
    assert not await offer_install(amira)


async def test_not_now_to_messages_says_nothing_of_the_app(world: World) -> None:
    amira = await on(world.amira, ago=timedelta(hours=5))
    await answer_offer(amira, Offered.PUSH, Reply.NOT_NOW, press=Press(uuid4(), ""))
    assert await offer_install(amira)


@pytest.mark.parametrize("device", [Device.SHARED, Device.STAFF])
async def test_it_is_not_offered_on_a_phone_of_others(world: World, device: Device) -> None:
    assert not await offer_install(await on(world.amira, device, timedelta(minutes=1)))
    await on(world.amira, ago=timedelta(days=2))
    assert not await offer_install(await on(world.amira, device))


async def test_i_have_done_it_is_an_answer_too(world: World, browsers: Browsers) -> None:
    amira = await on(world.amira, ago=timedelta(hours=5))
    browser = await browsers.of(world.amira)
    assert 'name="what" value="install"' in (await browser.get("/install")).text
    answer = await browser.post("/me/offers", data=op(what="install", answer="yes"))
    assert answer.headers["location"] == "/"
    assert not await offer_install(amira)


async def test_nobody_is_offered_it_without_a_session(world: World) -> None:
    await on(world.amira, ago=timedelta(days=2))
    assert not await offer_install(msgspec.structs.replace(world.amira, session=None))
