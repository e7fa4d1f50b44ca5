"""Asking for an EHC needs assessment: any day, with no number of rounds before it."""

from datetime import datetime
from uuid import UUID

import msgspec

from server.children.beside import setting_of
from server.children.queries import reaches
from server.children.rules import Act
from server.clock import now
from server.cycles.tables import AssessmentAsk
from server.db import unit
from server.people.asking import Adult
from server.people.ops import Press, once
from server.trail.noting import About, note_event
from server.trail.rules import Happened, Visible


@unit
@once
async def ask_assessment(person: Adult, child: UUID, words: str, *, press: Press) -> UUID:
    """A parent tells the setting that they ask for one."""
    row = AssessmentAsk(
        child=child, person=person.id, words=words, lang=person.reads, made_at=now()
    )
    await AssessmentAsk.insert(row)
    about = About(
        child=child,
        setting=await setting_of(child),
        visible=Visible.AUTHOR,
        item=row.id,
        words=words,
        lang=person.reads,
    )
    await note_event(person, Happened.ASSESSMENT_ASKED, about)
    return UUID(str(row.id))


class Asked(msgspec.Struct, frozen=True):
    """Somebody asked for an assessment."""

    id: UUID
    by_called: str
    words: str
    lang: str
    made_at: datetime


async def assessments_of(person: Adult, child: UUID) -> list[Asked]:
    """Who asked and when, newest first: one's own, or all for those who watch over the child."""
    mine = AssessmentAsk.person == person.id
    rows = (
        await AssessmentAsk.select(
            AssessmentAsk.id,
            AssessmentAsk.person.called.as_alias("by_called"),
            AssessmentAsk.words,
            AssessmentAsk.lang,
            AssessmentAsk.made_at,
        )
        .where(
            (AssessmentAsk.child == child)
            & reaches(AssessmentAsk.child, person, Act.SEE)
            & (mine | reaches(AssessmentAsk.child, person, Act.WATCH))
        )
        .order_by(AssessmentAsk.made_at, ascending=False)
    )
    return [msgspec.convert(row, Asked) for row in rows]
