"""Reading reviews: what was written, and what each parent says of it."""

from datetime import date, datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException

from server.children.queries import reaches
from server.children.rules import Act
from server.cycles.rules import Decision, Said
from server.cycles.tables import Confirmation, Present, Review
from server.people.asking import Adult

_cycle: Any = Review.cycle
_of: Any = Confirmation.review


class MyWord(msgspec.Struct, frozen=True):
    """What a parent said of the written review."""

    person: UUID
    called: str
    said: Said
    words: str
    lang: str
    made_at: datetime


class ReviewShown(msgspec.Struct, frozen=True, kw_only=True):
    """A review as its readers see it."""

    id: UUID
    child: UUID
    child_called: str
    setting: UUID
    cycle: UUID
    number: int
    held_on: date
    how: str
    interpreter: str
    summary: str
    lang: str
    decision: Decision
    detail: str
    unheard: str
    next_on: date | None
    by_called: str
    mine: MyWord | None = None


FACTS = (
    Review.id,
    _cycle.child.id.as_alias("child"),
    _cycle.child.called.as_alias("child_called"),
    _cycle.setting.as_alias("setting"),
    _cycle.id.as_alias("cycle"),
    _cycle.number.as_alias("number"),
    Review.held_on,
    Review.how,
    Review.interpreter,
    Review.summary,
    Review.lang,
    Review.decision,
    Review.detail,
    Review.unheard,
    Review.next_on,
    Review.by.called.as_alias("by_called"),
)


async def _first(person: Adult, where: Any) -> ReviewShown | None:
    row = await Review.select(*FACTS).where(where).order_by(Review.made_at, ascending=False).first()
    if row is None:
        return None
    own = [word for word in await words_on(person, row["id"]) if word.person == person.id]
    return msgspec.convert({**row, "mine": own[-1] if own else None}, ReviewShown)


async def review_for(person: Adult, review_id: UUID, act: Act) -> ReviewShown:
    """This review, if the adult may do this for its child; else 404."""
    theirs = reaches(_cycle.child, person, act)
    found = await _first(person, (Review.id == review_id) & theirs)
    if found is None:
        raise NotFoundException
    return found


async def latest_review(person: Adult, child: UUID) -> ReviewShown | None:
    """The latest review for this child, with this adult's own word on it."""
    theirs = reaches(_cycle.child, person, Act.SEE)
    return await _first(person, (_cycle.child == child) & theirs)


async def words_on(person: Adult, review: UUID) -> list[MyWord]:
    """What parents said of it, oldest first: all for those who watch, else one's own."""
    watches = reaches(_of.cycle.child, person, Act.WATCH)
    rows = (
        await Confirmation.select(
            Confirmation.person.id.as_alias("person"),
            Confirmation.person.called.as_alias("called"),
            Confirmation.said,
            Confirmation.words,
            Confirmation.lang,
            Confirmation.made_at,
        )
        .where((Confirmation.review == review) & ((Confirmation.person == person.id) | watches))
        .order_by(Confirmation.made_at)
    )
    return [msgspec.convert(row, MyWord) for row in rows]


async def present_at(review: ReviewShown) -> list[str]:
    """Who was there, by name."""
    rows = (
        await Present.select(Present.person.called.as_alias("called"))
        .where(Present.review == review.id)
        .order_by(Present.person.called)
    )
    return [row["called"] for row in rows]
