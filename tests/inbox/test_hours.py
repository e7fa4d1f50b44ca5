"""When a message may leave: quiet time, one a day, digests."""

from datetime import UTC, date, datetime, time

import pytest

from server.inbox.hours_rules import USUAL, Quiet, clock, day_of, due, is_quiet, opening
from server.inbox.rules import Side, When

FAMILY, STAFF = USUAL[Side.FAMILY], USUAL[Side.STAFF]
NEVER = Quiet(time(0), time(0), weekends=False)


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


TUESDAY_NOON = at("2026-11-24 12:00")


def test_by_day_a_message_leaves_at_once():
    assert due(When.NOW, TUESDAY_NOON, FAMILY) == TUESDAY_NOON


@pytest.mark.parametrize(
    ("moment", "leaves"),
    [
        ("2026-11-24 19:00", "2026-11-25 07:30"),  # the evening
        ("2026-11-24 18:59", "2026-11-24 18:59"),
        ("2026-11-25 03:00", "2026-11-25 07:30"),  # the night
        ("2026-11-25 07:30", "2026-11-25 07:30"),
        ("2026-11-27 19:30", "2026-11-30 07:30"),  # Friday evening, over the weekend
        ("2026-11-28 12:00", "2026-11-30 07:30"),  # Saturday
        ("2026-07-14 18:30", "2026-07-15 06:30"),  # summer time is an hour ahead of UTC
    ],
)
def test_in_quiet_time_it_waits_for_the_morning(moment, leaves):
    assert due(When.NOW, at(moment), FAMILY) == at(leaves)


def test_staff_are_not_pushed_outside_their_hours():
    assert opening(at("2026-11-24 18:30"), STAFF) == at("2026-11-25 08:00")
    assert opening(at("2026-11-24 07:45"), STAFF) == at("2026-11-24 08:00")


def test_quiet_time_is_on_the_persons_own_clock():
    karachi = FAMILY._replace(zone="Asia/Karachi")
    assert opening(at("2026-11-24 15:00"), karachi) == at("2026-11-25 02:30")


def test_the_same_start_and_end_is_no_quiet_time():
    assert not is_quiet(at("2026-11-28 03:00"), NEVER)
    assert opening(at("2026-11-28 03:00"), NEVER) == at("2026-11-28 03:00")


def test_quiet_time_within_a_day():
    nap = Quiet(time(13), time(15), weekends=False)
    assert opening(at("2026-11-24 13:30"), nap) == at("2026-11-24 15:00")
    assert opening(at("2026-11-24 16:00"), nap) == at("2026-11-24 16:00")


def test_a_day_that_had_its_one_is_left_alone():
    later = due(When.NOW, TUESDAY_NOON, FAMILY, had_one_on=date(2026, 11, 24))
    assert later == at("2026-11-25 07:30")
    friday = due(When.NOW, at("2026-11-27 12:00"), FAMILY, had_one_on=date(2026, 11, 27))
    assert friday == at("2026-11-30 07:30")


def test_yesterdays_one_does_not_count():
    assert due(When.NOW, TUESDAY_NOON, FAMILY, had_one_on=date(2026, 11, 23)) == TUESDAY_NOON


def test_a_daily_digest_comes_the_next_morning():
    assert due(When.DAILY, TUESDAY_NOON, FAMILY) == at("2026-11-25 07:30")
    assert due(When.DAILY, at("2026-11-27 12:00"), FAMILY) == at("2026-11-30 07:30")
    assert due(When.DAILY, TUESDAY_NOON, NEVER) == at("2026-11-25 07:30")


def test_a_weekly_digest_comes_on_monday():
    for day in ("2026-11-24", "2026-11-28", "2026-11-29"):
        assert due(When.WEEKLY, at(f"{day} 12:00"), FAMILY) == at("2026-11-30 07:30")
    assert due(When.WEEKLY, at("2026-11-30 12:00"), FAMILY) == at("2026-12-07 07:30")


def test_a_quiet_time_without_end_is_not_waited_for():
    always = Quiet(time(0), time(23, 59), weekends=True)
    assert opening(TUESDAY_NOON, always) == at("2026-11-24 23:59")


def test_the_night_the_clocks_change_is_as_quiet_as_any():
    assert opening(at("2026-03-28 23:30"), FAMILY._replace(weekends=False)) == at(
        "2026-03-29 06:30"
    )
    assert opening(at("2026-10-24 23:30"), FAMILY._replace(weekends=False)) == at(
        "2026-10-25 07:30"
    )


def test_a_day_is_the_persons_own():
    assert day_of(at("2026-07-14 23:30"), FAMILY) == date(2026, 7, 15)


@pytest.mark.parametrize("text", ["", "7:30", "25:00", "07:30:00", "noon", "0730", "٠٧:٣٠"])
def test_a_time_that_is_none_is_refused(text):
    assert clock(text) is None


def test_a_time_of_day_is_read():
    assert clock("07:30") == time(7, 30)
