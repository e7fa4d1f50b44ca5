"""The hints on the wording of a next step say what lint.toml promises, and say it fast."""

import time

import pytest

from server.outcomes.lint import Hint, Rule, content, lint, stops

RULES = content().rule
GOOD = "By {date}, Zofia will ask for help 3 times a day. It can be at home or at nursery."


def hints(statement: str, **more: object) -> list[Hint]:
    facts = {"by_date_given": True, "baseline": "Waits.", "why": "Calm meals.", **more}
    return lint(statement, "Zofia", **facts)


def keys(statement: str, **more: object) -> set[str]:
    return {each.key for each in hints(statement, **more)}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_each_rule_finds_what_it_should_and_nothing_else(rule: Rule) -> None:
    for bad in rule.bad:
        assert (rule.key, rule.level) in {(each.key, each.level) for each in hints(bad)}
    for good in rule.good:
        assert rule.key not in keys(good)


def test_a_good_next_step_has_no_hints() -> None:
    assert hints(GOOD) == []


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.key)
def test_good_examples_are_never_stopped(rule: Rule) -> None:
    for good in rule.good:
        called = next(name for name in ("Zofia", "Maya", "Idris", "Kasia") if name in good)
        assert not stops(lint(good, called, by_date_given=True, baseline="", why=""))


def test_a_next_step_without_a_date_or_a_child_is_stopped() -> None:
    assert stops(hints(GOOD, by_date_given=False))
    assert stops(hints(GOOD.replace("Zofia", "She")))


def test_what_is_only_better_is_no_stop() -> None:
    wanted = {"baseline", "family-words", "how-often", "where-or-with-whom", "action"}
    found = hints("By {date}, Zofia will shine.", baseline="", why=" ")
    assert {each.key for each in found} == wanted
    assert not stops(found)


def test_the_word_that_was_found_is_named() -> None:
    (hint,) = [each for each in hints("Zofia will improve.") if each.key == "improve"]
    assert hint.word == "improve"


def test_long_sentences_and_many_sentences_are_hinted() -> None:
    assert "sentence-words" in keys("Zofia will ask " + "and look " * 12)
    assert "sentences" in keys("Zofia will ask. " * 4)


@pytest.mark.parametrize(
    "piece", ["will and ", "in English ", "1 ", "1" + " " * 50, "will ", "a", "9/", "(\\", "won't "]
)
def test_a_hostile_text_is_answered_at_once(piece: str) -> None:
    text = piece * (100_000 // len(piece))
    began = time.perf_counter()
    hints(text)
    assert time.perf_counter() - began < 1
