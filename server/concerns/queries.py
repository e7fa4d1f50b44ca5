"""Raising a worry, answering it, and telling the family that extra help is starting."""

from uuid import UUID

from server.children.queries import setting_of
from server.clock import now
from server.concerns.rules import Source
from server.concerns.tables import Concern
from server.db import unit
from server.people.asking import Adult
from server.people.ops import Press, once
from server.trail.queries import About, note_event
from server.trail.rules import Happened, Visible, Way


@unit
@once
async def raise_concern(person: Adult, child: UUID, words: str, *, press: Press) -> UUID:
    """A parent's worry, in their own words and language."""
    setting = await setting_of(child)
    row = Concern(
        child=child,
        setting=setting,
        source=Source.PARENT,
        author=person.id,
        way=Way.WRITE,
        words=words,
        lang=person.reads,
        made_at=now(),
    )
    await Concern.insert(row)
    await note_event(
        person,
        Happened.CONCERN_RAISED,
        About(
            child=child,
            setting=setting,
            visible=Visible.AUTHOR,
            item=row.id,
            way=Way.WRITE,
            words=words,
            lang=person.reads,
        ),
    )
    return row.id
