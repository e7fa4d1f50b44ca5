"""Saying something, writing it down for somebody, taking it back."""

from uuid import UUID

from server.clock import now
from server.db import unit
from server.insights.rules import TAKE_BACK_WITHIN, Kind
from server.insights.saying import Saying, only
from server.insights.tables import Insight
from server.people.asking import Adult
from server.people.ops import Press, once
from server.trail.noting import About, note_event
from server.trail.rules import Happened, Visible
from server.trail.withdrawals import withdraw


@unit
@once
async def tell(person: Adult, saying: Saying, *, press: Press) -> UUID:
    """What a family says, or what staff write down for them, named as written by them."""
    said, asking = only(saying), saying.asking
    row = Insight(
        child=asking.child,
        setting=asking.setting,
        cycle=asking.cycle,
        step=asking.step,
        kind=said.kind,
        prompt=asking.prompt.key if asking.prompt else "",
        question=asking.question.id if asking.question else None,
        about=asking.about,
        author=said.author,
        written_by=None if said.author == person.id else person.id,
        way=said.way,
        picked=" ".join(said.picked),
        point=said.point,
        words=said.words,
        lang=said.lang,
        visible=said.visible,
        made_at=now(),
    )
    await Insight.insert(row)
    if said.kind is not Kind.SKIP:
        await _note(person, said, UUID(str(row.id)))
    return UUID(str(row.id))


async def _note(person: Adult, said: Saying, insight: UUID) -> None:
    asking = said.asking
    talk = said.kind is Kind.TALK
    about = About(
        child=asking.child,
        setting=asking.setting,
        visible=said.visible,
        author=said.author,
        cycle=asking.cycle,
        step=asking.step,
        about=asking.about,
        item=insight,
        way=said.way,
        prompt=asking.prompt.key if asking.prompt else "",
        picked="" if talk else " ".join(said.picked) or said.point,
        detail=said.kind if said.kind is Kind.NOT_SURE else "",
        words=said.words,
        lang=said.lang,
    )
    await note_event(person, Happened.TALK_WANTED if talk else Happened.TOLD, about)


@unit
@once
async def take_back(person: Adult, insight: UUID, *, press: Press) -> UUID:
    """Its author takes it back, within ten minutes: from then on it is theirs alone."""
    at = now()
    rows = (
        await Insight.update({Insight.taken_back_at: at})
        .where(
            (Insight.id == insight)
            & (Insight.author == person.id)
            & Insight.taken_back_at.is_null()
            & (Insight.made_at >= at - TAKE_BACK_WITHIN)
        )
        .returning(Insight.child, Insight.setting, Insight.cycle, Insight.step, Insight.kind)
    )
    for row in rows:
        await withdraw(person, insight)
        if row.pop("kind") != Kind.SKIP:
            about = About(**row, visible=Visible.AUTHOR, about=insight)
            await note_event(person, Happened.TAKEN_BACK, about)
    return insight
