"""Reading what families said, with what came of it. Who may see it is decided in the query."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException

from server.children.queries import reaches
from server.children.rules import Act
from server.insights.one import FACTS, Changed, OneInsight, Reader, standing
from server.insights.rules import Kind
from server.insights.tables import Echo, Insight, Seen
from server.outcomes.queries import outcomes_of
from server.outcomes.shapes import OutcomeShown
from server.people.asking import Adult
from server.settings.tables import Setting
from server.trail.rules import Visible

MOST = 200


async def insight_for(person: Adult, insight_id: UUID, act: Act) -> OneInsight:
    """This one, if the adult may do this for its child and watches over it; else 404."""
    watched = reaches(Insight.child, person, act) & reaches(Insight.child, person, Act.WATCH)
    return await _one((Insight.id == insight_id) & watched & standing())


async def own_insight(person: Adult, insight_id: UUID, act: Act) -> OneInsight:
    """This one, if it is the adult's own; taken back or skipped, it still is. Else 404."""
    mine = (Insight.author == person.id) & reaches(Insight.child, person, act)
    return await _one((Insight.id == insight_id) & mine)


async def _one(where: Any) -> OneInsight:
    rows = await Insight.select(*FACTS).where(where)
    if not rows:
        raise NotFoundException
    return (await _answered([msgspec.convert(rows[0], OneInsight)]))[0]


async def heard_for(person: Adult, child: UUID, act: Act) -> list[OneInsight]:
    """What families said for this child that this adult may see, newest first."""
    mine = (Insight.author == person.id) | (Insight.written_by == person.id)
    kept = Insight.taken_back_at.is_null() | (Insight.author == person.id)
    rows = (
        await Insight.select(*FACTS)
        .where(
            (Insight.child == child)
            & reaches(Insight.child, person, act)
            & (mine | (Insight.visible == Visible.ALL.value) | _watched(person))
            & kept
            & (Insight.kind != Kind.SKIP.value)
        )
        .order_by(Insight.made_at, ascending=False)
        .limit(MOST)
    )
    return await _answered([msgspec.convert(row, OneInsight) for row in rows])


def _watched(person: Adult) -> Any:
    return reaches(Insight.child, person, Act.WATCH)


async def _answered(found: Sequence[OneInsight]) -> list[OneInsight]:
    """Each with who has read it and what came of it: two queries, however many."""
    ids = [one.id for one in found]
    readers: dict[UUID, list[Reader]] = defaultdict(list)
    if not ids:
        return []
    for row in await Seen.select(
        Seen.insight, Seen.by.id.as_alias("by"), Seen.by.called.as_alias("called")
    ).where(Seen.insight.is_in(ids)):
        readers[row["insight"]].append(Reader(row["by"], row["called"]))
    rows = await Echo.select(Echo.insight, Echo.by.called.as_alias("by_called"), *_ECHOED).where(
        Echo.insight.is_in(ids)
    )
    echoes = {row["insight"]: msgspec.convert(row, Changed) for row in rows}
    return [
        msgspec.structs.replace(one, readers=tuple(readers[one.id]), echo=echoes.get(one.id))
        for one in found
    ]


_ECHOED = (Echo.reply, Echo.changed, Echo.lang, Echo.made_at)


async def setting_called(setting: UUID) -> str:
    """What a setting is called."""
    row = await Setting.select(Setting.name).where(Setting.id == setting).first()
    return str(row["name"]) if row else ""


async def subjects_of(
    person: Adult, child: UUID, found: Sequence[OneInsight]
) -> dict[UUID, OutcomeShown]:
    """The next steps these were said about, ended ones too; not looked up when there are none."""
    if not any(one.about for one in found):
        return {}
    return {each.id: each for each in await outcomes_of(person, child, Act.SEE)}
