"""Rounds: the four steps, their order, review dates and what may follow a review."""

from datetime import date, timedelta
from enum import StrEnum

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
