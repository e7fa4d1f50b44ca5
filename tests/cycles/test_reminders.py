"""A reminder goes 7 days and 1 day before a review, to whoever has not answered."""

from datetime import UTC, date, datetime, timedelta

import pytest

from server.clock import now, today
from server.cycles.reminder_rules import Mark, mark, may_remind, over, replaced
from server.cycles.reminding import remind
from server.cycles.tables import Cycle
from server.inbox.tables import Message
from server.trail.rules import Happened, Visible
from tests.browsing import CONFIG, op
from tests.inbox.telling_town import happens, held, messages, tell, who_heard
from tests.outcomes.sowing import open_a_round

REVIEW = date(2026, 12, 11)


@pytest.mark.parametrize(
    ("days", "due"),
    [(8, None), (7, Mark.WEEK), (4, Mark.WEEK), (1, Mark.DAY), (0, Mark.DAY), (-1, None)],
)
def test_each_reminder_has_its_day_and_a_missed_one_is_caught_up_with(days, due):
    assert mark(days) is due


@pytest.mark.parametrize(
    ("sent", "stands"),
    [("2026-11-30", False), ("2026-12-01", True), ("2026-12-05", True)],
)
def test_one_by_hand_in_the_three_days_before_takes_its_place(sent, stands):
    at = datetime.fromisoformat(sent).replace(hour=12, tzinfo=UTC)
    assert replaced(REVIEW, Mark.WEEK, [at]) is stands


def test_nobody_is_asked_again_within_three_days():
    at = datetime(2026, 12, 1, 12, tzinfo=UTC)
    assert may_remind([], at)
    assert not may_remind([at - timedelta(days=2)], at)
    assert may_remind([at - timedelta(days=3)], at)


def test_a_reminder_is_of_no_use_after_the_day():
    assert over(REVIEW) == datetime(2026, 12, 11, 23, 59, tzinfo=UTC)


async def due_in(world, days):
    cycle = await open_a_round(world, "review")
    await Cycle.update({Cycle.review_on: today() + timedelta(days=days)}).where(Cycle.id == cycle)
    return cycle


async def topics(*adults):
    return sorted(row["topic"] for row in await messages(*adults))


async def test_seven_days_before_the_family_is_reminded_and_the_senco_told(world):
    await due_in(world, 7)
    await remind(CONFIG)
    assert await who_heard(world) == {"amira", "omar", "grace", "sue"}
    assert await topics(world.amira) == ["review"]
    assert await topics(world.sue) == ["due"]


async def test_nobody_is_reminded_twice(world):
    await due_in(world, 7)
    await remind(CONFIG)
    before = await Message.count()
    await remind(CONFIG)
    assert await Message.count() == before


async def test_eight_days_before_nothing_happens(world):
    await due_in(world, 8)
    assert await remind(CONFIG) == 0


async def test_who_has_answered_is_not_reminded(world):
    cycle = await due_in(world, 7)
    said = {"cycle": cycle, "step": "review", "visible": Visible.AUTHOR}
    await happens(world, world.amira, Happened.TOLD, **said)
    await remind(CONFIG)
    assert await topics(world.amira) == []
    assert await topics(world.omar) == ["review"]


async def test_five_days_before_the_senco_hears_who_has_not_replied(world):
    await due_in(world, 5)
    await remind(CONFIG)
    assert await topics(world.sue) == ["due", "unheard"]


async def test_when_everybody_has_answered_the_senco_is_not_troubled(world):
    cycle = await due_in(world, 5)
    for adult in (world.amira, world.omar, world.grace):
        said = {"cycle": cycle, "step": "review", "visible": Visible.AUTHOR}
        await happens(world, adult, Happened.TOLD, **said)
    await remind(CONFIG)
    assert await topics(world.sue) == ["due"]


async def test_the_day_before_there_is_one_more(world):
    await due_in(world, 7)
    await remind(CONFIG)
    with held(now() + timedelta(days=6)):
        await remind(CONFIG)
    assert await topics(world.amira) == ["review", "review"]


async def test_a_moved_review_begins_anew(world):
    cycle = await due_in(world, 7)
    await remind(CONFIG)
    later = {Cycle.review_on: today() + timedelta(days=6)}
    await Cycle.update(later).where(Cycle.id == cycle)
    await remind(CONFIG)
    assert await topics(world.amira) == ["review", "review"]


async def test_one_sent_by_hand_replaces_the_next(world, browsers):
    cycle = await due_in(world, 7)
    ben = await browsers.of(world.ben)
    answer = await ben.post(f"/cycles/{cycle}/reminders", data=op(adult=str(world.amira.id)))
    assert answer.status_code == 303
    await tell()
    await remind(CONFIG)
    assert await topics(world.amira) == ["review"]
    assert await topics(world.omar) == ["review"]


async def test_a_second_one_by_hand_waits_three_days(world, browsers):
    cycle = await due_in(world, 7)
    ben = await browsers.of(world.ben)
    form = {"adult": str(world.amira.id)}
    await ben.post(f"/cycles/{cycle}/reminders", data=op(**form))
    again = await ben.post(f"/cycles/{cycle}/reminders", data=op(**form))
    assert again.status_code == 422
    assert "They were asked in the last three days." in again.text


async def test_nobody_an_order_keeps_away_can_be_asked_by_hand(world, browsers):
    cycle = await due_in(world, 7)
    ben = await browsers.of(world.ben)
    answer = await ben.post(f"/cycles/{cycle}/reminders", data=op(adult=str(world.rhys.id)))
    assert answer.status_code == 404


async def test_a_closed_round_reminds_nobody(world):
    cycle = await due_in(world, 7)
    await Cycle.update({Cycle.closed_at: now()}).where(Cycle.id == cycle)
    assert await remind(CONFIG) == 0
