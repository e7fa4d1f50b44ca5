"""A push service that says "too many" is sent to slower; one that is broken is left in peace."""

from server.inbox.pace_rules import (
    FAILURES,
    FIRST,
    FLOOR,
    PEACE,
    Health,
    Pace,
    heard,
    let_in,
    next_turn,
    quickened,
    shut,
    slowed,
)


def told(pace: Pace, *moments: float) -> Pace:
    for at in moments:
        pace = slowed(pace, at)
    return pace


def test_there_is_no_limit_until_there_were_two_within_a_minute() -> None:
    assert told(Pace(), 100).rate is None
    assert told(Pace(), 100, 161).rate is None
    assert told(Pace(), 100, 160).rate == FIRST


def test_two_more_halve_it_down_to_a_floor() -> None:
    pace = told(Pace(), 0, 10, 20, 30)
    assert pace.rate == FIRST / 2
    assert told(pace, *range(40, 400, 10)).rate == FLOOR


def test_what_left_before_we_slowed_down_says_nothing_new() -> None:
    assert told(Pace(), 0, 1, *[1.5] * 60).rate == FIRST


def test_each_quiet_minute_it_is_a_tenth_faster_until_there_is_no_limit() -> None:
    pace = told(Pace(), 0, 10)
    assert quickened(pace, 69).rate == FIRST
    assert quickened(pace, 70).rate == FIRST * 1.1
    assert quickened(quickened(pace, 70), 130).rate == FIRST * 1.1 * 1.1
    assert quickened(pace, 10 + 60 * 8).rate is None


def test_whoever_asks_waits_for_a_turn() -> None:
    pace, waits = told(Pace(), 0, 10), []
    for _ in range(4):
        pace, wait = next_turn(pace, 20.0)
        waits.append(round(wait * FIRST, 6))
    assert waits == [0, 1, 2, 3]
    assert next_turn(Pace(), 20.0)[1] == 0


def failing(times: int, at: float = 0.0) -> Health:
    health = Health()
    for _ in range(times):
        health = heard(health, at, well=False)
    return health


def test_ten_failures_in_a_row_shut_it() -> None:
    assert not shut(failing(FAILURES - 1), 0)
    assert shut(failing(FAILURES), 0)
    assert not shut(heard(failing(FAILURES - 1), 0, well=True), 0)


def test_then_one_goes_to_see_every_half_minute() -> None:
    health, may = let_in(failing(FAILURES), PEACE - 1)
    assert not may
    health, may = let_in(health, PEACE)
    assert may
    health, may = let_in(health, PEACE)
    assert not may
    assert let_in(heard(health, PEACE + 1, well=True), PEACE + 1)[1]
    assert shut(heard(health, PEACE + 1, well=False), PEACE + 30)
