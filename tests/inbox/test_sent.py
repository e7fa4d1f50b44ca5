"""Staff see how each message to a family went; its words, its address and others' stay unseen."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest

from server.children.queries import child_for
from server.children.rules import Act
from server.children.tables import Tie
from server.clock import now
from server.inbox.rules import Channel, State, Topic
from server.inbox.sent import MOST, Reached, sent_for
from server.inbox.sent_rules import Step, Way, Went, stuck, ways_of
from server.inbox.tables import Delivery, Message
from server.people.asking import Adult
from server.people.tables import Person
from server.templating import pages
from tests.browsing import Browsers
from tests.world import World

NOON = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
LATER = NOON + timedelta(hours=3)
PUSH, MAIL, TEXT, APP = Channel.PUSH, Channel.MAIL, Channel.TEXT, Channel.APP
TAG = re.compile(r"<[^>]*>")


def went(*steps: Step) -> list[tuple[Channel, Went]]:
    return [(way.channel, way.went) for way in ways_of(steps, NOON)]


@pytest.mark.parametrize(
    ("state", "reason", "how"),
    [
        (State.READY, "", Went.WAITING),
        (State.LEASED, "", Went.WAITING),
        (State.SENT, "", Went.SENT),
        (State.DEAD, "mail 550", Went.FAILED),
        (State.SUPERSEDED, "", Went.REPLACED),
        (State.CANCELLED, "handled", Went.NOT_NEEDED),
        (State.CANCELLED, "gone", Went.FAILED),
        (State.NO_WAY, "", Went.NO_WAY),
    ],
)
def test_each_state_says_how_it_went(state: State, reason: str, how: Went) -> None:
    assert went(Step(PUSH, state, NOON, reason)) == [(PUSH, how)]


def test_of_two_phones_the_one_that_was_reached_counts() -> None:
    assert went(Step(PUSH, State.DEAD, NOON), Step(PUSH, State.SENT, NOON)) == [(PUSH, Went.SENT)]


def test_ways_stand_in_the_order_they_were_tried() -> None:
    tried = (Step(PUSH, State.DEAD, NOON), Step(MAIL, State.READY, LATER))
    assert ways_of(tried, NOON) == (Way(PUSH, Went.FAILED), Way(MAIL, Went.WAITING, LATER))


def test_what_is_due_waits_for_no_moment() -> None:
    assert ways_of([Step(MAIL, State.READY, NOON)], LATER) == (Way(MAIL, Went.WAITING),)


def test_stuck_is_when_nothing_reached_and_nothing_is_on_its_way() -> None:
    assert stuck(ways_of([Step(APP, State.NO_WAY, NOON)], NOON))
    assert not stuck(ways_of([Step(PUSH, State.DEAD, NOON), Step(MAIL, State.READY, NOON)], NOON))
    assert not stuck(())


@pytest.mark.parametrize("how", Went)
def test_there_is_a_word_for_however_it_went(how: Went) -> None:
    labels = pages.get_template("inbox/_sent_labels.html").module
    assert TAG.sub("", labels.went(Way(MAIL, how))).strip()


async def told(
    world: World, adult: Adult, topic: Topic, *steps: tuple[Any, ...], **more: Any
) -> UUID:
    """A message to this adult about Sam, and what became of it."""
    facts = {"child": world.sam, "side": "family", "subject": uuid4(), "made_at": now(), **more}
    row = Message(person=adult.id, topic=topic, link="/", once=uuid4().hex, **facts)
    await Message.insert(row)
    for channel, state, *due in steps:
        at = due[0] if due else now()
        moments = {"due_at": at, "until": at, "made_at": now()}
        whom = {"person": adult.id, "address": f"{adult.id.hex}-{channel}"[:40]}
        sent = {"message": row.id, "channel": channel, "state": state, "subject": uuid4().hex}
        await Delivery.insert(Delivery(**sent, **whom, **moments))
    return UUID(str(row.id))


async def page(world: World, browsers: Browsers, adult: Adult) -> str:
    browser = await browsers.of(adult)
    answer = await browser.get(f"/children/{world.sam}/messages")
    assert answer.status_code == 200
    return answer.text


async def as_ben_sees(world: World) -> list[Reached]:
    return await sent_for(world.ben, await child_for(world.ben, world.sam, Act.WATCH))


def seen(text: str) -> str:
    """What stands on the page, in one line."""
    return " ".join(TAG.sub(" ", text).split())


async def test_staff_see_kind_way_and_state(world: World, browsers: Browsers) -> None:
    await told(world, world.amira, Topic.REPLY, (PUSH, State.DEAD), (MAIL, State.SENT))
    text = seen(await page(world, browsers, world.ben))
    assert "A reply" in text
    assert "On the phone Could not be sent E-mail Sent" in text


async def test_what_waits_says_until_when(world: World, browsers: Browsers) -> None:
    at = datetime(2031, 1, 7, 7, 30, tzinfo=UTC)
    await told(world, world.amira, Topic.DECIDE, (TEXT, State.READY, at))
    text = seen(await page(world, browsers, world.sue))
    assert "Text message Waits until 7 January 2031, 07:30" in text


async def test_a_message_that_stays_in_the_app_says_so(world: World, browsers: Browsers) -> None:
    await told(world, world.amira, Topic.NOTICE)
    text = seen(await page(world, browsers, world.ben))
    assert re.search(r"The notice about extra help [^.]{10,30} Only in the app", text)


async def test_without_any_way_the_next_thing_to_do_is_said(
    world: World, browsers: Browsers
) -> None:
    await told(world, world.amira, Topic.DECIDE, (APP, State.NO_WAY))
    whole = await page(world, browsers, world.ben)
    assert "No way to reach this person" in seen(whole)
    assert "Ask in person, or let their phone in." in seen(whole)
    assert f'href="/children/{world.sam}/adults"' in whole


async def test_a_later_message_that_arrived_needs_nothing(world: World, browsers: Browsers) -> None:
    await told(
        world, world.amira, Topic.DECIDE, (APP, State.NO_WAY), made_at=now() - timedelta(days=1)
    )
    await told(world, world.amira, Topic.REPLY, (MAIL, State.SENT))
    assert "Ask in person" not in await page(world, browsers, world.ben)


async def test_no_contact_and_no_words_are_on_the_page(world: World, browsers: Browsers) -> None:
    reach = {Person.email: "amira@example.org", Person.phone: "07700 900123"}
    await Person.update(reach).where(Person.id == world.amira.id)
    await told(world, world.amira, Topic.REPLY, (MAIL, State.SENT))
    text = await page(world, browsers, world.mona)
    hidden = ("example.org", "07700", "You have a reply", "Someone has answered", "/messages/")
    assert [word for word in hidden if word in text] == []


async def test_whom_an_order_keeps_away_and_who_has_left_are_not_there(
    world: World, browsers: Browsers
) -> None:
    for adult in (world.rhys, world.edna, world.omar):
        await told(world, adult, Topic.REPLY, (MAIL, State.SENT))
    for reader in (world.ben, world.sue, world.mona):
        text = await page(world, browsers, reader)
        assert [name for name in ("Rhys", "Edna") if name in text] == []
        assert "Omar" in text


@pytest.mark.parametrize(
    "name", ["amira", "omar", "grace", "rhys", "edna", "nan", "tess", "lee", "olga", "stranger"]
)
async def test_nobody_else_finds_the_page(world: World, browsers: Browsers, name: str) -> None:
    await told(world, world.rhys, Topic.REPLY, (MAIL, State.SENT))
    browser = await browsers.of(world.adults[name])
    assert (await browser.get(f"/children/{world.sam}/messages")).status_code == 404


async def test_another_childs_messages_are_not_there(world: World, browsers: Browsers) -> None:
    await Tie.insert(Tie(child=world.mo, person=world.amira.id, role="parent", since=NOON))
    await told(world, world.amira, Topic.QUESTION, (MAIL, State.SENT), child=world.mo)
    await told(world, world.amira, Topic.TEST, (MAIL, State.SENT), child=None)
    (amira, *_) = await as_ben_sees(world)
    assert (amira.called, amira.messages) == ("Amira", [])


async def test_what_a_parent_hears_at_work_is_not_there(world: World, browsers: Browsers) -> None:
    await told(world, world.amira, Topic.HEARD, (MAIL, State.SENT), side="staff")
    (amira, *_) = await as_ben_sees(world)
    assert amira.messages == []


async def test_the_newest_fifty_are_there_newest_first(world: World) -> None:
    for day in range(MOST + 2):
        await told(world, world.amira, Topic.REPLY, made_at=NOON - timedelta(days=day))
    (amira, *_) = await as_ben_sees(world)
    assert [each.at for each in amira.messages] == [
        NOON - timedelta(days=day) for day in range(MOST)
    ]


async def test_who_has_heard_nothing_is_there_too(world: World, browsers: Browsers) -> None:
    text = seen(await page(world, browsers, world.ben))
    assert text.count("Nothing was sent yet.") == 3


async def test_a_childs_page_leads_there(world: World, browsers: Browsers) -> None:
    browser = await browsers.of(world.ben)
    answer = await browser.get(f"/children/{world.sam}")
    assert f'href="/children/{world.sam}/messages"' in answer.text
