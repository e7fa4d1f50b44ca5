"""By which way an adult is reached."""

from datetime import UTC, datetime, timedelta

from server.inbox.rules import Channel
from server.inbox.ways_rules import Reach, next_way, ways

NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)
SILENT = timedelta(days=7)
ALL = Reach(Channel.PUSH, devices=True, email=True, phone=True, seen_at=NOW)


def test_push_comes_first():
    assert ways(ALL, NOW, SILENT) == (Channel.PUSH,)


def test_without_a_device_it_goes_by_mail_and_without_an_address_by_text():
    assert ways(ALL._replace(devices=False), NOW, SILENT) == (Channel.MAIL,)
    assert ways(ALL._replace(devices=False, email=False), NOW, SILENT) == (Channel.TEXT,)


def test_what_somebody_prefers_comes_before_push():
    assert ways(ALL._replace(prefers=Channel.TEXT), NOW, SILENT) == (Channel.TEXT,)
    text = ALL._replace(prefers=Channel.TEXT, phone=False)
    assert ways(text, NOW, SILENT) == (Channel.PUSH,)


def test_only_in_the_app_means_only_there():
    app = ALL._replace(prefers=Channel.APP, devices=False)
    assert ways(app, NOW, SILENT) == (Channel.APP,)
    assert next_way(app, ()) is None


def test_after_a_long_silence_the_next_way_is_taken_too():
    quiet = ALL._replace(seen_at=NOW - SILENT)
    assert ways(quiet, NOW, SILENT) == (Channel.PUSH, Channel.MAIL)
    assert ways(quiet._replace(seen_at=None), NOW, SILENT) == (Channel.PUSH, Channel.MAIL)
    assert ways(quiet._replace(prefers=Channel.MAIL), NOW, SILENT) == (Channel.MAIL,)
    assert ways(ALL._replace(seen_at=NOW - SILENT / 2), NOW, SILENT) == (Channel.PUSH,)


def test_nothing_to_reach_somebody_by_is_said():
    nothing = Reach(Channel.PUSH, devices=False, email=False, phone=False, seen_at=NOW)
    assert ways(nothing, NOW, SILENT) == ()


def test_a_way_that_came_to_nothing_is_followed_by_the_next():
    assert next_way(ALL, {Channel.PUSH}) is Channel.MAIL
    assert next_way(ALL, {Channel.PUSH, Channel.MAIL}) is Channel.TEXT
    assert next_way(ALL, {Channel.PUSH, Channel.MAIL, Channel.TEXT}) is None
