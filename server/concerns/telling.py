"""Telling the family that extra help is starting, and their saying that they have read it.

A notice is never overwritten: a correction is a new one.
"""

from uuid import UUID

import msgspec

from server.children.beside import setting_of
from server.clock import now
from server.concerns.notices import OneNotice
from server.concerns.rules import Telling
from server.concerns.tables import Notice, NoticeAdult, NoticeRead
from server.content import wording
from server.db import unit
from server.people.asking import Adult
from server.people.ops import Press, once
from server.trail.noting import About, note_event
from server.trail.rules import Happened, Visible

WORDING = "sep-notice"


@unit
@once
async def give_notice(person: Adult, child: UUID, telling: Telling, *, press: Press) -> UUID:
    """What was told, by whom and how, with the version of the words the family reads."""
    setting = await setting_of(child)
    row = _row(person, child, setting, telling)
    await Notice.insert(row)
    parts = [(each, "by") for each in telling.by] + [(each, "told") for each in telling.told]
    await NoticeAdult.insert(
        *(NoticeAdult(notice=row.id, person=each, part=part) for each, part in parts)
    )
    about = About(child=child, setting=setting, item=row.id, words=telling.extra, lang=person.reads)
    await note_event(person, Happened.NOTICE_GIVEN, about)
    return UUID(str(row.id))


def _row(person: Adult, child: UUID, setting: UUID, telling: Telling) -> Notice:
    told = msgspec.structs.asdict(telling)
    for named in ("by", "told", "areas"):
        told.pop(named)
    return Notice(
        **told,
        child=child,
        setting=setting,
        areas=" ".join(telling.areas),
        lang=person.reads,
        wording=wording(WORDING).version_id,
        made_by=person.id,
        made_at=now(),
    )


@unit
@once
async def read_notice(person: Adult, notice: OneNotice, *, press: Press) -> UUID:
    """This adult has read it: one row each, however often they say so. It agrees to nothing."""
    row = NoticeRead(notice=notice.id, person=person.id, language=person.reads, made_at=now())
    fresh = (
        await NoticeRead.insert(row)
        .on_conflict(target=(NoticeRead.notice, NoticeRead.person), action="DO NOTHING")
        .returning(NoticeRead.id)
    )
    if fresh:
        about = About(
            child=notice.child,
            setting=notice.setting,
            visible=Visible.AUTHOR,
            about=notice.id,
            item=row.id,
        )
        await note_event(person, Happened.NOTICE_READ, about)
    return notice.id
