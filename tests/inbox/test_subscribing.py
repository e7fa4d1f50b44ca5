"""Whose device it is: one endpoint belongs to who signed in last, and signing out ends it."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import pytest

from server.inbox.endpoint_rules import MOST_DEVICES
from server.inbox.keys import rotate
from server.inbox.subscribing import devices_of, push_key_of
from server.inbox.tables import Subscription
from server.inbox.wishes import wishes_for
from server.people.asking import COOKIE
from server.people.rules import Device, Level
from tests.browsing import CONFIG, Browsers, op
from tests.inbox.phones import AGENT, FCM, adult_in, asks_for_a_test, only, phone, says, sent_to
from tests.inbox.telling_town import held
from tests.world import World, sign_in

AT = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
SHARED = "Others use this phone too. So no messages come here."


@pytest.fixture
async def amira(world: World, browsers: Browsers) -> httpx.AsyncClient:
    return await browsers.of(world.amira)


async def test_a_phone_is_of_who_says_yes_on_it(world: World, amira: httpx.AsyncClient) -> None:
    amira.headers["user-agent"] = AGENT
    assert (await says(amira, phone())).json() == {"ok": True}
    row = await only()
    assert (row["person"], row["origin"]) == (world.amira.id, FCM)
    (device,) = await devices_of(await adult_in(amira))
    assert (device.label, device.here) == ("Android, Chrome", True)
    (device,) = await devices_of(world.amira)
    assert not device.here


async def test_a_code_is_enough_for_messages(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira, Level.CODE)
    assert (await says(amira, phone())).status_code == 200


async def test_no_messages_come_to_a_phone_that_others_use(
    world: World, browsers: Browsers
) -> None:
    amira, token = browsers.nobody(), await sign_in(world.amira, device=Device.SHARED)
    amira.cookies.set(COOKIE, token, domain="alongside.test")
    answer = await says(amira, phone())
    assert (answer.status_code, answer.json()) == (422, {"problem": SHARED})
    assert await Subscription.count() == 0


@pytest.mark.parametrize(
    "more", [{"key": "B" * 87}, {"p256dh": "B" * 87}, {"auth": "B" * 21}, {"endpoint": FCM + "."}]
)
async def test_what_could_never_be_sent_is_not_kept(
    amira: httpx.AsyncClient, more: dict[str, str]
) -> None:
    answer = await says(amira, phone(), **more)
    assert (answer.status_code, set(answer.json())) == (422, {"problem"})
    assert await Subscription.count() == 0


@pytest.mark.parametrize("body", ["", "[]", "{", '{"endpoint": 1}', '{"endpoint": "x"}'])
async def test_what_is_no_subscription_is_refused(amira: httpx.AsyncClient, body: str) -> None:
    kind = {"content-type": "application/json"}
    answer = await amira.post("/me/subscriptions", content=body, headers=kind)
    assert answer.status_code == 400


async def test_a_field_nobody_knows_and_a_form_are_refused(amira: httpx.AsyncClient) -> None:
    facts = phone().info(await push_key_of(CONFIG))
    for sent in ({"json": {**facts, "person": "x"}}, {"data": facts}):
        assert (await amira.post("/me/subscriptions", **sent)).status_code == 400  # type: ignore[arg-type]


async def test_signing_out_ends_it_at_once(world: World, amira: httpx.AsyncClient) -> None:
    await says(amira, phone())
    assert len((await wishes_for(world.amira.id)).devices) == 1
    await amira.post("/sign-out")
    assert await devices_of(world.amira) == []
    assert (await wishes_for(world.amira.id)).devices == ()


async def test_the_next_on_the_same_phone_hears_nothing_of_who_was_there_before(
    world: World, browsers: Browsers, amira: httpx.AsyncClient
) -> None:
    omar, shared = await browsers.of(world.omar), phone()
    await says(amira, shared)
    first = await only()
    await asks_for_a_test(amira)
    await says(omar, shared)
    row = await only()
    assert row["person"] == world.omar.id
    assert row["id"] != first["id"]
    assert await sent_to(world.amira) == [("cancelled", "moved")]
    assert await devices_of(world.amira) == []


async def test_the_same_again_within_a_day_writes_nothing(amira: httpx.AsyncClient) -> None:
    mine = phone()
    with held(AT):
        await says(amira, mine)
        first = await only()
    with held(AT + timedelta(hours=23)):
        await says(amira, mine)
        assert await only() == first
    with held(AT + timedelta(hours=25)):
        await says(amira, mine)
        assert await only() == {**first, "seen_at": AT + timedelta(hours=25)}


async def test_a_new_session_on_the_same_phone_takes_the_device_along(
    world: World, browsers: Browsers, amira: httpx.AsyncClient
) -> None:
    mine, again = phone(), await browsers.of(world.amira)
    await says(amira, mine)
    first = await only()
    await asks_for_a_test(amira)
    await says(again, mine)
    row = await only()
    assert (row["id"], row["session"]) == (first["id"], (await adult_in(again)).session)
    assert await sent_to(world.amira) == [("ready", "")]


async def test_a_browser_with_new_keys_is_the_same_device(amira: httpx.AsyncClient) -> None:
    mine, newer = phone(), phone()
    await says(amira, mine)
    first = await only()
    facts: dict[str, Any] = {"p256dh": newer.p256dh, "auth": newer.auth}
    await says(amira, mine, **facts)
    assert await only() == {**first, **facts, "seen_at": (await only())["seen_at"]}


async def test_the_device_used_longest_ago_goes_when_there_are_too_many(
    world: World, amira: httpx.AsyncClient
) -> None:
    phones = [phone() for _ in range(MOST_DEVICES + 1)]
    for minute, each in enumerate(phones[:-1]):
        with held(AT + timedelta(minutes=minute)):
            await says(amira, each)
    with held(AT + timedelta(minutes=30)):
        await asks_for_a_test(amira)
        await says(amira, phones[-1])
        left = {row["endpoint"] for row in await Subscription.select()}
    assert left == {each.endpoint for each in phones[1:]}
    assert (await sent_to(world.amira)).count(("cancelled", "too-many")) == 1


async def test_a_replaced_key_is_given_to_browsers_and_the_old_one_still_taken(
    amira: httpx.AsyncClient,
) -> None:
    old = (await amira.get("/me/subscriptions/key")).json()["key"]
    new = await rotate(CONFIG.secret)
    assert (await amira.get("/me/subscriptions/key")).json() == {"key": new}
    assert (await says(amira, phone(), key=old)).status_code == 200


async def test_a_stopped_device_gets_nothing_and_is_not_taken_again(
    world: World, browsers: Browsers, amira: httpx.AsyncClient
) -> None:
    mine, omar = phone(), await browsers.of(world.omar)
    await says(amira, mine)
    await asks_for_a_test(amira)
    device = str((await only())["id"])
    answer = await amira.post("/me/subscriptions/ended", data=op(device=device))
    assert answer.headers["location"] == "/me/phone"
    assert await sent_to(world.amira) == [("cancelled", "ended")]
    assert (await says(amira, mine)).status_code == 410
    assert await Subscription.count() == 0
    assert (await says(amira, phone())).status_code == 200
    assert (await says(omar, mine)).status_code == 200


async def test_nobody_stops_the_device_of_another(
    world: World, browsers: Browsers, amira: httpx.AsyncClient
) -> None:
    mine, omar = phone(), await browsers.of(world.omar)
    await says(amira, mine)
    device = str((await only())["id"])
    assert (await omar.post("/me/subscriptions/ended", data=op(device=device))).status_code == 303
    assert len(await devices_of(world.amira)) == 1
    assert (await says(amira, mine)).status_code == 200
