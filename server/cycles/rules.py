"""Rounds: the four steps, their order, review dates and what may follow a review."""

from collections.abc import Collection
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

import msgspec

from server.concerns.rules import LINE, How

USUAL_WEEKS = 6


class Step(StrEnum):
    """One of the four steps of a round (SEND Code 5.39 to 5.43)."""

    ASSESS = "assess"
    PLAN = "plan"
    DO = "do"
    REVIEW = "review"


STEPS = tuple(Step)


class Decision(StrEnum):
    """What follows a review."""

    NEXT_ROUND = "next-round"
    STEP_DOWN = "step-down"
    SPECIALIST = "specialist"
    ASSESSMENT = "assessment"


class Said(StrEnum):
    """A parent's word on the written review."""

    YES = "yes"
    ADD = "add"
    NOT_RIGHT = "not-right"


def usual_review(opened: date) -> date:
    """Six weeks on, unless somebody changes it."""
    return opened + timedelta(weeks=USUAL_WEEKS)


def may_move(now: Step, to: Step) -> bool:
    """Only to the next step, or one back to look again; never past a step."""
    return abs(STEPS.index(to) - STEPS.index(now)) == 1


def state(step: Step, now: Step, *, closed: bool) -> str:
    """done, now or coming: how a quarter of the wheel is drawn."""
    if closed or STEPS.index(step) < STEPS.index(now):
        return "done"
    return "now" if step is now else "coming"


class NotNow(Exception):  # noqa: N818 -- said as it is
    """This cannot happen as things stand; `problem` is the key of the sentence that says why."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


def why_not_open(*, told: bool, going_on: bool) -> str:
    """What stands before a new round, or "": a notice first, and one round at a time."""
    # SEND Code 5.38: the family is told before the cycle starts.
    if not told:
        return "notice"
    return "round-open" if going_on else ""


def why_not_move(now: Step, to: Step, seen: Step) -> str:
    """What stands before a move, or "": another tab was quicker, or a step would be skipped."""
    if now is not seen:
        return "moved"
    return "" if may_move(now, to) else "skips"


def heard(deciders: Collection[UUID], spoken: Collection[UUID]) -> bool:
    """Every adult who decides for the child has spoken. Nobody to ask is not everybody heard."""
    return bool(deciders) and set(deciders) <= set(spoken)


def may_close(*, heard: bool, reason: str) -> bool:
    """A review closes when each deciding adult has spoken, or when it says why not."""
    return heard or bool(reason)


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """What staff write down about a review."""

    held_on: date | None
    how: How | None
    present: tuple[UUID, ...]
    interpreter: str
    summary: str
    decision: Decision | None
    detail: str
    next_on: date | None
    unheard: str


def review_problems(meeting: Meeting, known: Collection[UUID], today: date) -> dict[str, str]:
    """What a review still lacks, by field."""
    on, there = meeting.held_on, set(meeting.present)
    specialist = meeting.decision is Decision.SPECIALIST
    wrong = {
        "held_on": "date" if on is None else "future" if on > today else "",
        "how": "" if meeting.how else "unpicked",
        "present": "" if there and there <= set(known) else "who",
        "interpreter": "long-line" if len(meeting.interpreter) > LINE else "",
        "decision": "" if meeting.decision else "unpicked",
        "detail": "empty" if specialist and not meeting.detail else "",
        "next_on": _date_problem(meeting, today),
    }
    return {field: key for field, key in wrong.items() if key}


def _date_problem(meeting: Meeting, today: date) -> str:
    if meeting.decision is not Decision.NEXT_ROUND:
        return ""
    return review_date_problem(meeting.next_on, today)


def review_date_problem(review_on: date | None, today: date) -> str:
    """A review date is a day still to come."""
    if review_on is None:
        return "date"
    return "past" if review_on < today else ""


def word_needed(said: Said) -> bool:
    """A correction needs its words; a yes does not."""
    return said is not Said.YES
