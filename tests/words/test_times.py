"""Dates and times read rightly in every language."""

from datetime import UTC, datetime

import pytest

from server import words
from server.languages import SOURCE


@pytest.fixture(autouse=True)
def _english_again():
    yield
    words.speak(SOURCE)


def test_a_time_keeps_its_order_in_a_language_from_right_to_left() -> None:
    words.speak("ur")
    said = words.clock_time(datetime(2026, 11, 23, 19, 5, tzinfo=UTC))
    assert said.startswith("\u2066")
    assert said.endswith("\u2069")
    assert "7:05" in said


def test_a_month_is_a_word_in_its_own_case() -> None:
    words.speak("pl")
    assert words.day(datetime(2026, 9, 7, 12, tzinfo=UTC)) == "7 września 2026"


@pytest.mark.parametrize(
    ("code", "said"), [("en_GB", "a, b and c"), ("pl", "a, b i c"), ("ur", "a، b، اور c")]
)
def test_names_in_a_line_are_joined_as_the_language_joins_them(code: str, said: str) -> None:
    words.speak(code)
    assert words.listed("abc") == said
    assert words.listed([]) == ""
