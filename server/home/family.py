"""What a family's first page and plan page show."""

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from server.children.beside import Beside, beside
from server.children.queries import TheChild
from server.children.rules import FAMILY, Act
from server.clock import now as moment
from server.concerns.notices import notice_of
from server.concerns.waiting import my_concerns
from server.cycles.reviews import latest_review
from server.cycles.rounds import Round, open_round, rounds_of
from server.cycles.rules import STEPS, state
from server.home.rules import Ask, first
from server.insights.queries import asking_for, echoes_to, spoken
from server.outcomes.queries import outcomes_of, to_answer, to_rate
from server.people.asking import Adult

FRESH = timedelta(days=28)


class Waiting(NamedTuple):
    """All that is asked of this adult for one child, and which of it comes first."""

    child: TheChild
    round: Round | None
    notice: Any
    answers: list[Any]
    ratings: list[Any]
    review: Any
    question: Any
    echoes: list[Any]
    worry: Any
    key_person: str
    ask: Ask | None


async def waiting_for(person: Adult, child: TheChild) -> Waiting:
    """What is asked of this adult for this child."""
    now = await open_round(person, child.id, Act.SEE)
    notice = await notice_of(person, child.id)
    answers = await to_answer(person, child.id)
    ratings = await to_rate(person, child.id)
    review = await latest_review(person, child.id)
    question = await asking_for(person, child, now)
    unread = notice is not None and not notice.read_by_me
    unconfirmed = review is not None and review.mine is None
    ask = first(
        {
            Ask.NOTICE: unread,
            Ask.ANSWER: bool(answers),
            Ask.RATE: bool(ratings),
            Ask.CONFIRM: unconfirmed,
            Ask.QUESTION: question is not None,
        }
    )
    return Waiting(
        child,
        now,
        notice if unread else None,
        answers,
        ratings,
        review if unconfirmed else None,
        question,
        await echoes_to(person, child.id),
        await worry_of(person, child.id),
        key_person_of(await beside(child.id)),
        ask,
    )


async def worry_of(person: Adult, child: UUID) -> Any:
    """This adult's latest worry until a while after its answer, or None."""
    mine = await my_concerns(person, child)
    latest = mine[0] if mine else None
    if latest and latest.answer and latest.answer.made_at < moment() - FRESH:
        return None
    return latest


def key_person_of(adults: list[Beside]) -> str:
    """What the key person is called, or "" when there is none today."""
    return next((adult.called for adult in adults if adult.role == "key-person"), "")


class Quarter(NamedTuple):
    """One step on the wheel."""

    step: str
    state: str
    mine: bool


def quarters(now: Round | None, mine: set[str]) -> list[Quarter]:
    """The wheel: what is done, where we are, what comes; and where this adult has spoken."""
    if now is None:
        return [Quarter(step, "coming", False) for step in STEPS]
    closed = now.closed_at is not None
    return [Quarter(step, state(step, now.step, closed=closed), step in mine) for step in STEPS]


class Plan(NamedTuple):
    """The plan of one child, as one adult may see it."""

    round: Round | None
    quarters: list[Quarter]
    outcomes: list[Any]
    heard: list[tuple[str, bool]]
    key_person: str
    notice: Any
    concerns: list[Any]
    review: Any


async def plan_of(person: Adult, child: TheChild) -> Plan:
    """Everything on the plan page."""
    rounds = await rounds_of(person, child.id, Act.SEE)
    now = next((each for each in rounds if each.closed_at is None), None)
    shown = now or (rounds[0] if rounds else None)
    said = await spoken(person, child.id, shown.id) if shown else {}
    adults = await beside(child.id)
    here = said.get(now.step, set()) if now else set()
    return Plan(
        shown,
        quarters(shown, {step for step, authors in said.items() if person.id in authors}),
        await outcomes_of(person, child.id, Act.SEE),
        [(each.called, each.id in here) for each in adults if now and each.role in FAMILY],
        key_person_of(adults),
        await notice_of(person, child.id),
        await my_concerns(person, child.id),
        await latest_review(person, child.id),
    )


async def my_steps(person: Adult, child: UUID, now: Round | None) -> set[str]:
    """The steps of this round where this adult has spoken."""
    if now is None:
        return set()
    said = await spoken(person, child, now.id)
    return {step for step, authors in said.items() if person.id in authors}
