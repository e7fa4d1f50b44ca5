"""How far, seen from both sides. Nobody sees the other side's view before their own has spoken."""

from collections import defaultdict
from typing import Any
from uuid import UUID

import msgspec
from piccolo.columns.combination import WhereRaw

from server.children.queries import may
from server.children.rules import Act
from server.clock import now
from server.cycles.rounds import Round
from server.db import unit
from server.outcomes.drafts import Changed
from server.outcomes.finding import TheOutcome
from server.outcomes.rules import Far, Side
from server.outcomes.shapes import RatingShown
from server.outcomes.tables import Rating
from server.people.asking import Adult
from server.people.ops import Press, once
from server.trail.noting import About, note_event
from server.trail.rules import Happened

_SPOKEN = (
    'EXISTS (SELECT 1 FROM "rating" AS "own" WHERE "own"."outcome" = "rating"."outcome"'
    ' AND "own"."cycle" = "rating"."cycle" AND "own"."side" = {})'
)


async def sides_of(person: Adult, child: UUID) -> list[Side]:
    """The sides this adult stands on for this child; hardly ever both."""
    sides = {Side.FAMILY: Act.RATE, Side.SETTING: Act.WATCH}
    return [side for side, act in sides.items() if await may(person, child, act)]


async def ratings_seen(
    person: Adult, child: UUID, outcomes: list[UUID]
) -> dict[UUID, list[RatingShown]]:
    """Own side's ratings; the other's once one's own side has spoken, or the round is closed."""
    mine = await sides_of(person, child)
    rows = await (
        Rating.select(
            Rating.outcome,
            Rating.side,
            Rating.far,
            Rating.words,
            Rating.lang,
            Rating.person.called.as_alias("called"),
            Rating.made_at,
            Rating.cycle.id.as_alias("cycle"),
            Rating.cycle.number.as_alias("number"),
            Rating.person.id.as_alias("person"),
        )
        .where(Rating.outcome.is_in(outcomes) & _open_to(person, mine))
        .order_by(Rating.made_at)
    )
    found: dict[UUID, list[RatingShown]] = defaultdict(list)
    for row in rows:
        found[row.pop("outcome")].append(_for(person, mine, RatingShown(**row)))
    return found


def _for(person: Adult, mine: list[Side], rating: RatingShown) -> RatingShown:
    """A parent's words are for that parent and the setting; another adult sees how far."""
    theirs = rating.side == Side.FAMILY.value and rating.person != person.id
    kept = theirs and Side.SETTING not in mine
    return msgspec.structs.replace(rating, words="") if kept else rating


def _open_to(person: Adult, mine: list[Side]) -> Any:
    own: Any = Rating.person == person.id
    if len(mine) == 1:
        own |= Rating.side == mine[0].value
    spoken: Any = None
    for side in mine:
        said = WhereRaw(_SPOKEN, side.value)
        spoken = said if spoken is None else spoken & said
    over = Rating.cycle.closed_at.is_not_null()  # no view can be swayed any more
    return own if spoken is None else own | over | spoken


async def has_rated(person: Adult, outcome: UUID, cycle: UUID) -> bool:
    """Whether this adult has said how far this got, in this round."""
    return await Rating.exists().where(
        (Rating.outcome == outcome) & (Rating.cycle == cycle) & (Rating.person == person.id)
    )


class View(msgspec.Struct, frozen=True):
    """How far one adult thinks it got, with their words."""

    side: Side
    far: Far
    words: str


@unit
@once
async def rate(
    person: Adult, outcome: TheOutcome, going: Round, view: View, *, press: Press
) -> UUID:
    """One adult's view of one step in one round. The trail tells that it was given, not what."""
    if await has_rated(person, outcome.id, going.id):
        raise Changed
    row = Rating(
        outcome=outcome.id,
        cycle=going.id,
        person=person.id,
        side=view.side,
        far=view.far,
        words=view.words,
        lang=person.reads,
        made_at=now(),
    )
    await Rating.insert(row)
    about = About(
        child=outcome.child,
        setting=outcome.setting,
        cycle=going.id,
        step=going.step,
        about=outcome.id,
        item=row.id,
        detail=view.side,
    )
    await note_event(person, Happened.RATED, about)
    return UUID(str(row.id))
