"""What both forms for a wording share: hints, problems, and trying to keep it."""

from collections.abc import Awaitable, Callable
from typing import NamedTuple
from uuid import UUID

from server.clock import today
from server.forms import day_of
from server.languages import LANGUAGES
from server.outcomes.drafts import Changed, Draft, Full
from server.outcomes.forms import Wording, draft_of
from server.outcomes.lacking import wording_problems
from server.outcomes.lint import Hint, lint, stops

LOOKS = frozenset({"check", "more"})  # presses that only show the form again


class Kept(NamedTuple):
    """What was kept, or why it was not."""

    made: UUID | None
    problems: dict[str, str]


def hints_on(form: Wording, called: str, baseline: str, why: str) -> list[Hint]:
    """The hints on a form's statement."""
    given = day_of(form.by_date) is not None
    return lint(form.statement, called, by_date_given=given, baseline=baseline, why=why)


def problems_of(form: Wording, hints: list[Hint], more: dict[str, str]) -> dict[str, str]:
    """What is wrong, and whether a hint stops the sharing."""
    wrong = {**more, **wording_problems(form, today(), LANGUAGES)}
    if form.then == "share" and stops(hints):
        wrong.setdefault("statement", "lint")
    return wrong


async def tried(
    form: Wording, problems: dict[str, str], keep: Callable[[Draft], Awaitable[UUID]]
) -> Kept:
    """Keep the wording, unless something is wrong or stands in the way."""
    by_date = day_of(form.by_date)
    if problems or by_date is None:
        return Kept(None, problems)
    try:
        return Kept(await keep(draft_of(form, by_date, getattr(form, "reason", ""))), {})
    except Full:
        return Kept(None, {"statement": "three"})
    except Changed:
        return Kept(None, {"statement": "moved"})
