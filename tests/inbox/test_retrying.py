"""What an answer means: who is forgotten, who is waited for, and when it is too late."""

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from server.inbox.retry_rules import NEVER, STEPS, Kind, Verdict, verdict

NOW = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
UNTIL = NOW + timedelta(hours=48)


def after(status: int, asked: str = "", attempt: int = 1, jitter: float = 0.0) -> Verdict:
    return verdict(status, asked, attempt, NOW, UNTIL, jitter)


def wait(status: int, asked: str = "", attempt: int = 1, jitter: float = 0.0) -> float:
    return (after(status, asked, attempt, jitter).at - NOW).total_seconds()


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        *((status, Kind.SENT) for status in (200, 201, 202, 204)),
        *((status, Kind.GONE) for status in (404, 410)),
        *((status, Kind.REFUSED) for status in (400, 401, 403)),
        *((status, Kind.RETRY) for status in (0, 301, 302, 307, 308, 408, 500, 502, 503, 504)),
        (413, Kind.TOO_BIG),
        (429, Kind.WAIT),
    ],
)
def test_what_an_answer_means(status: int, kind: Kind) -> None:
    assert after(status).kind is kind


def test_only_404_and_410_forget_a_device() -> None:
    assert {status for status in range(600) if after(status).kind is Kind.GONE} == {404, 410}


def test_each_try_waits_longer_up_to_six_hours() -> None:
    waits = [wait(503, attempt=attempt) for attempt in range(1, 10)]
    assert waits == [15, 60, 300, 900, 3600, 10800, 21600, 21600, 21600]
    assert wait(503, attempt=0) == 15


@pytest.mark.parametrize("attempt", range(1, len(STEPS) + 1))
def test_a_wait_is_a_fifth_shorter_or_longer_at_most(attempt: int) -> None:
    even = wait(0, attempt=attempt)
    assert wait(0, attempt=attempt, jitter=-1) == pytest.approx(even * 0.8)
    assert wait(0, attempt=attempt, jitter=1) == pytest.approx(even * 1.2)


def test_asked_to_wait_in_seconds_or_until_a_moment_we_do() -> None:
    for jitter in (-1, 0, 1):
        assert wait(429, "7", jitter=jitter) == 7
    at = format_datetime(NOW + timedelta(seconds=7), usegmt=True)
    assert wait(429, at) == 7
    assert wait(503, "120") == 120
    assert wait(429, " 0007 ") == 7


def test_asked_to_come_at_once_we_wait_a_second() -> None:
    assert wait(429, "0") == 1
    assert wait(429, format_datetime(NOW - timedelta(days=1), usegmt=True)) == 1


@pytest.mark.parametrize("asked", ["", "soon", "-7", "7.5", "+7", "Tue", "٧", "x" * 5000, NEVER])
def test_a_wait_nobody_understands_is_the_usual_one(asked: str) -> None:
    assert after(429, asked) == Verdict(Kind.WAIT, NOW + timedelta(seconds=15))


@pytest.mark.parametrize("asked", ["172800", "999999999", "9" * 5000])
def test_asked_to_wait_for_longer_than_it_is_of_use_is_the_end(asked: str) -> None:
    assert after(429, asked).kind is Kind.DEAD


def test_asked_to_wait_until_the_end_of_the_calendar_is_the_end() -> None:
    assert after(429, "Fri, 31 Dec 9999 23:59:59 GMT").kind is Kind.DEAD


@pytest.mark.parametrize("status", [0, 307, 403, 429, 503])
def test_what_would_come_too_late_is_not_tried(status: int) -> None:
    soon = NOW + timedelta(seconds=15)
    assert verdict(status, "", 1, NOW, soon).kind is Kind.DEAD
    assert verdict(status, "", 1, NOW, soon + timedelta(seconds=1)).kind is not Kind.DEAD


def test_what_we_did_not_send_for_good_reason_is_not_tried_again() -> None:
    assert after(0, NEVER) == Verdict(Kind.DEAD, NOW)
    assert after(0).kind is Kind.RETRY
