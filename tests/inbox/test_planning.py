"""By which way a message goes and when: quiet time, one a day, digests, what waits together."""

from datetime import timedelta
from uuid import uuid4

import pytest

from server.clock import now
from server.inbox.tables import Choice, Delivery, Hours, Manner
from server.people.tables import Person, Session
from server.trail.rules import Happened, Visible
from tests.inbox.telling_town import (
    TEXTS,
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
NEXT_MORNING = NOON.replace(hour=7, minute=30) + timedelta(days=1)


async def shared(world, **about):
    """A next step that Amira and the others are to look at: routine."""
    await happens(world, world.ben, Happened.OUTCOME_SHARED, about=uuid4(), **about)
    await tell()


async def replied(world, about=None):
    """A reply to Amira: owed."""
    told = {"visible": Visible.AUTHOR, "to_whom": world.amira.id, "about": about or uuid4()}
    await happens(world, world.ben, Happened.ECHOED, **told)
    await tell()


def seen(rows, *names):
    return [tuple(row[name] for name in names) for row in rows]


@pytest.fixture(autouse=True)
async def noon(world):
    with held(NOON):
        yield


async def test_a_message_goes_to_every_phone_at_once(world):
    phones = {await has_phone(world.amira), await has_phone(world.amira)}
    await shared(world)
    rows = await deliveries(world.amira)
    assert {row["subscription"] for row in rows} == phones
    assert seen(rows, "channel", "state", "due_at") == [("push", "ready", NOON)] * 2


async def test_without_a_phone_it_goes_by_mail(world):
    await has_mail(world.amira)
    await shared(world)
    assert seen(await deliveries(world.amira), "channel", "state") == [("mail", "ready")]


async def test_nothing_to_reach_somebody_by_is_written_down(world):
    await shared(world)
    assert seen(await deliveries(world.omar), "channel", "state") == [("app", "no-way")]
    assert len(await messages(world.omar)) == 1


async def test_text_messages_go_where_they_can_be_sent_and_somebody_wants_them(world):
    await has_mail(world.amira)
    await Person.update({Person.phone: "07700 900123"}).where(Person.id == world.amira.id)
    row = Manner(person=world.amira.id, channel="text", made_at=now())
    await Manner.insert(row)
    await shared(world)
    await happens(world, world.ben, Happened.ECHOED, to_whom=world.amira.id, about=uuid4())
    await tell(TEXTS)
    assert seen(await deliveries(world.amira), "channel") == [("mail",), ("text",)]


async def test_only_when_i_open_it_sends_nothing(world):
    await has_phone(world.amira)
    await Manner.insert(Manner(person=world.amira.id, channel="app", made_at=now()))
    await shared(world)
    assert await deliveries(world.amira) == []
    assert len(await messages(world.amira)) == 1


async def test_in_the_app_alone_sends_nothing(world):
    await has_phone(world.amira)
    await Choice.insert(Choice(person=world.amira.id, topic="decide", when="app", made_at=now()))
    await shared(world)
    assert await deliveries(world.amira) == []


async def test_that_extra_help_starts_is_never_first_told_by_push(world):
    await has_phone(world.amira)
    await Choice.insert(Choice(person=world.amira.id, topic="notice", when="now", made_at=now()))
    await happens(world, world.ben, Happened.NOTICE_GIVEN)
    await tell()
    assert await deliveries(world.amira) == []
    assert len(await messages(world.amira)) == 1


async def test_after_a_long_silence_the_next_message_also_goes_by_mail(world):
    await has_phone(world.amira)
    await has_mail(world.amira)
    await Session.update({Session.seen_at: NOON - timedelta(days=8)}).where(
        Session.person == world.amira.id
    )
    await shared(world)
    assert seen(await deliveries(world.amira), "channel") == [("push",), ("mail",)]


async def test_a_second_routine_message_waits_for_the_next_morning(world):
    await has_phone(world.amira)
    await shared(world)
    await Delivery.update({Delivery.state: "sent"}).where(Delivery.person == world.amira.id)
    await shared(world)
    assert seen(await deliveries(world.amira), "due_at") == [(NOON,), (NEXT_MORNING,)]


async def test_what_has_to_wait_a_day_waits_together(world):
    await has_phone(world.amira)
    await shared(world)
    await Delivery.update({Delivery.state: "sent"}).where(Delivery.person == world.amira.id)
    for _ in range(4):
        await shared(world)
    rows = await deliveries(world.amira)
    assert [row["state"] for row in rows] == ["sent", *["superseded"] * 3, "ready"]
    assert (rows[-1]["merged"], rows[-1]["due_at"]) == (True, NEXT_MORNING)


async def test_a_digest_of_next_week_holds_back_nothing_today(world):
    await has_phone(world.amira)
    weekly = Choice(person=world.amira.id, topic="change", when="weekly", made_at=now())
    await Choice.insert(weekly)
    await happens(world, world.ben, Happened.SUPPORT_CHANGED, about=uuid4())
    await shared(world)
    assert (await deliveries(world.amira))[-1]["due_at"] == NOON


async def test_a_retry_that_waits_gives_way_to_what_is_newer(world):
    await has_phone(world.amira)
    thread = uuid4()
    await replied(world, thread)
    later = {Delivery.due_at: NOON + timedelta(minutes=5)}
    await Delivery.update(later).where(Delivery.person == world.amira.id)
    await replied(world, thread)
    assert seen(await deliveries(world.amira), "state", "due_at") == [
        ("superseded", NOON + timedelta(minutes=5)),
        ("ready", NOON),
    ]


async def test_what_carries_a_routine_one_is_the_one_of_its_day(world):
    await has_phone(world.amira)
    with held(NOON.replace(hour=20)):
        await shared(world)
        await replied(world)
    row = (await deliveries(world.amira))[-1]
    assert (row["merged"], row["routine"]) == (True, True)


async def test_replies_do_not_wait_for_anything_by_day(world):
    await has_phone(world.amira)
    await shared(world)
    await replied(world)
    await replied(world)
    assert seen(await deliveries(world.amira), "due_at") == [(NOON,)] * 3


async def test_ten_of_one_thread_become_one(world):
    await has_phone(world.amira)
    thread = uuid4()
    for _ in range(10):
        await replied(world, thread)
    rows = await deliveries(world.amira)
    assert [row["state"] for row in rows] == ["superseded"] * 9 + ["ready"]


async def test_what_waits_for_the_morning_comes_as_one(world):
    await has_phone(world.amira)
    evening = NOON.replace(hour=20)
    with held(evening):
        await replied(world)
        await replied(world)
        await shared(world)
    rows = await deliveries(world.amira)
    assert [row["state"] for row in rows] == ["superseded", "superseded", "ready"]
    assert (rows[-1]["merged"], rows[-1]["due_at"]) == (True, NEXT_MORNING)


async def test_one_that_waits_alone_keeps_its_own_words(world):
    await has_phone(world.amira)
    with held(NOON.replace(hour=20)):
        await replied(world)
    (row,) = await deliveries(world.amira)
    assert (row["merged"], row["due_at"]) == (False, NEXT_MORNING)


async def test_no_quiet_time_is_a_choice(world):
    await has_phone(world.amira)
    hours = {"side": "family", "quiet_from": "00:00", "quiet_to": "00:00", "weekends": False}
    await Hours.insert(Hours(person=world.amira.id, made_at=now(), **hours))
    night = NOON.replace(hour=3)
    with held(night):
        await replied(world)
    assert seen(await deliveries(world.amira), "due_at") == [(night,)]


async def test_staff_hear_within_their_hours_and_as_often_as_families_speak(world):
    await has_phone(world.ben)
    for _ in range(2):
        await happens(world, world.amira, Happened.TOLD, visible=Visible.AUTHOR)
    await tell()
    assert seen(await deliveries(world.ben), "due_at") == [(NOON,)] * 2
    with held(NOON.replace(hour=18, minute=30)):
        await happens(world, world.amira, Happened.TOLD, visible=Visible.AUTHOR)
        await tell()
    rows = await deliveries(world.ben)
    assert rows[-1]["due_at"] == NEXT_MORNING.replace(hour=8, minute=0)


async def test_agreements_come_to_the_key_person_once_a_day(world):
    await has_phone(world.ben)
    said = {"about": uuid4(), "detail": "agree", "visible": Visible.AUTHOR}
    for adult in (world.amira, world.omar):
        await happens(world, adult, Happened.OUTCOME_ANSWERED, **said)
    await tell()
    rows = await deliveries(world.ben)
    assert [row["state"] for row in rows] == ["superseded", "ready"]
    assert (rows[-1]["merged"], rows[-1]["due_at"].date()) == (True, NEXT_MORNING.date())


async def test_what_happened_days_ago_is_only_in_the_app(world):
    await has_phone(world.amira)
    with held(NOON - timedelta(days=3)):
        await happens(world, world.ben, Happened.OUTCOME_SHARED, about=uuid4())
    await tell()
    assert await deliveries(world.amira) == []
    assert len(await messages(world.amira)) == 1


async def test_what_happened_weeks_ago_is_told_to_nobody(world):
    with held(NOON - timedelta(days=40)):
        await happens(world, world.ben, Happened.OUTCOME_SHARED, about=uuid4())
    await tell()
    assert await messages() == []
