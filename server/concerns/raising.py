"""Raising a worry, writing one down for somebody, answering it, looking more closely."""

from uuid import UUID

import msgspec

from server.children.beside import setting_of
from server.clock import now
from server.concerns.rules import Next, Source, who_sees
from server.concerns.tables import CloserLook, Concern, ConcernReply
from server.concerns.worries import OneConcern
from server.db import unit
from server.people.asking import Adult
from server.people.ops import Press, once
from server.trail.noting import About, note_event
from server.trail.rules import Happened, Way


class Worry(msgspec.Struct, frozen=True, kw_only=True):
    """A worry as it was said: by whom, how, in which language."""

    source: Source
    author: UUID
    way: Way
    words: str
    lang: str


@unit
@once
async def raise_concern(person: Adult, child: UUID, words: str, *, press: Press) -> UUID:
    """A parent's worry, in their own words and language."""
    worry = Worry(
        source=Source.PARENT, author=person.id, way=Way.WRITE, words=words, lang=person.reads
    )
    return await _keep(person, child, worry)


@unit
@once
async def record_concern(person: Adult, child: UUID, worry: Worry, *, press: Press) -> UUID:
    """A worry that staff write down: their own, or what a parent said, named as written by them."""
    return await _keep(person, child, worry)


async def _keep(person: Adult, child: UUID, worry: Worry) -> UUID:
    setting = await setting_of(child)
    facts = msgspec.structs.asdict(worry)
    writer = None if worry.author == person.id else person.id
    row = Concern(child=child, setting=setting, written_by=writer, made_at=now(), **facts)
    await Concern.insert(row)
    facts.pop("source")
    visible = who_sees(worry.source)
    about = About(child=child, setting=setting, visible=visible, item=row.id, **facts)
    await note_event(person, Happened.CONCERN_RAISED, about)
    return UUID(str(row.id))


@unit
@once
async def answer_concern(
    person: Adult, concern: OneConcern, then: Next, words: str, *, press: Press
) -> UUID:
    """What staff answer, and what will happen now."""
    row = ConcernReply(
        concern=concern.id, by=person.id, next=then, words=words, lang=person.reads, made_at=now()
    )
    await ConcernReply.insert(row)
    about = _answer(person, concern, row.id, words)
    about = msgspec.structs.replace(about, detail=then)
    await note_event(person, Happened.CONCERN_ANSWERED, about)
    return UUID(str(row.id))


@unit
@once
async def look_closer(person: Adult, concern: OneConcern, words: str, *, press: Press) -> UUID:
    """Something done on the way to a decision."""
    row = CloserLook(
        concern=concern.id, by=person.id, words=words, lang=person.reads, made_at=now()
    )
    await CloserLook.insert(row)
    await note_event(person, Happened.CONCERN_LOOKED, _answer(person, concern, row.id, words))
    return UUID(str(row.id))


def _answer(person: Adult, concern: OneConcern, item: UUID, words: str) -> About:
    return About(
        child=concern.child,
        setting=concern.setting,
        visible=who_sees(concern.source),
        to_whom=concern.author,
        about=concern.id,
        item=item,
        words=words,
        lang=person.reads,
    )
