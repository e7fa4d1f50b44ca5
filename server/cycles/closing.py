"""Holding a review: who was heard, what was decided; and what parents say of what was written."""

from typing import Any
from uuid import UUID

import msgspec

from server.children.beside import beside
from server.children.rules import FAMILY
from server.clock import now
from server.cycles.moving import about_round, begin_round, hold
from server.cycles.reviews import ReviewShown
from server.cycles.rounds import Round
from server.cycles.rules import Decision, Meeting, NotNow, Said, Step, heard, may_close
from server.cycles.tables import Confirmation, Cycle, Present, Review
from server.db import unit
from server.people.asking import Adult
from server.people.ops import Press, once
from server.trail.noting import About, note_event
from server.trail.rules import Happened, Visible
from server.trail.tables import Event
from server.trail.withdrawals import stands

SPEAKING = (Happened.TOLD.value, Happened.TALK_WANTED.value, Happened.RATED.value)


class Hearing(msgspec.Struct, frozen=True):
    """A deciding adult, and whether they have spoken at the review step."""

    person: UUID
    called: str
    spoken: bool


async def hearings(seen: Round) -> list[Hearing]:
    """Each adult who decides for the child, and whether they have spoken at this review."""
    rows = await Event.select(Event.author).where(
        stands()
        & (Event.cycle == seen.id)
        & (Event.step == Step.REVIEW.value)
        & Event.kind.is_in(list(SPEAKING))
    )
    spoken = {row["author"] for row in rows}
    return [
        Hearing(adult.id, adult.called, adult.id in spoken)
        for adult in await beside(seen.child)
        if adult.may_agree and adult.role in FAMILY
    ]


async def _check(seen: Round, meeting: Meeting) -> None:
    if await hold(seen) is not Step.REVIEW:
        raise NotNow("not-review")
    asked = await hearings(seen)
    everyone = heard([one.person for one in asked], [one.person for one in asked if one.spoken])
    if not may_close(heard=everyone, reason=meeting.unheard):
        raise NotNow("unheard")


@unit
@once
async def hold_review(person: Adult, seen: Round, meeting: Meeting, *, press: Press) -> UUID:
    """The review is written, the round closes, and the next one opens if that was decided.

    Raises NotNow before the review step, when it closed meanwhile, or while somebody is unheard
    and no reason is given.
    """
    await _check(seen, meeting)
    row = _row(person, seen, meeting)
    await Review.insert(row)
    await Present.insert(*(Present(review=row.id, person=each) for each in meeting.present))
    await Cycle.update({Cycle.closed_at: now()}).where(Cycle.id == seen.id)
    told: dict[str, Any] = {
        "detail": meeting.decision,
        "words": meeting.summary,
        "lang": person.reads,
    }
    about = about_round(seen, step=Step.REVIEW, item=row.id, **told)
    await note_event(person, Happened.REVIEWED, about)
    await note_event(person, Happened.ROUND_CLOSED, about_round(seen, step=Step.REVIEW))
    if meeting.decision is Decision.NEXT_ROUND and meeting.next_on:
        await begin_round(person, seen.child, seen.setting, meeting.next_on)
    return UUID(str(row.id))


def _row(person: Adult, seen: Round, meeting: Meeting) -> Review:
    facts = msgspec.structs.asdict(meeting)
    facts.pop("present")
    return Review(**facts, cycle=seen.id, lang=person.reads, by=person.id, made_at=now())


@unit
@once
async def confirm(
    person: Adult, review: ReviewShown, said: Said, words: str, *, press: Press
) -> UUID:
    """A parent's word on what was written. It stands beside the review and beside earlier words."""
    own: dict[str, Any] = {"words": words, "lang": person.reads}
    row = Confirmation(review=review.id, person=person.id, said=said, made_at=now(), **own)
    await Confirmation.insert(row)
    about = About(
        child=review.child,
        setting=review.setting,
        visible=Visible.AUTHOR,
        cycle=review.cycle,
        step=Step.REVIEW,
        about=review.id,
        item=row.id,
        detail=said,
        **own,
    )
    await note_event(person, Happened.CONFIRMED, about)
    return UUID(str(row.id))
