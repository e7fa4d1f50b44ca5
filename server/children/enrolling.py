"""A child begins at a setting; and which children go there."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException

from server.children.beside import staff_of
from server.children.rules import Area, TieRole
from server.children.tables import Child, Placement, Tie
from server.clock import now
from server.db import unit
from server.people.asking import Adult
from server.people.ops import Press, once
from server.settings.queries import TheSetting

OLDEST = timedelta(days=366 * 8)


class Begins(msgspec.Struct, frozen=True, kw_only=True):
    """A child as the family and the setting speak of them."""

    name: str
    called: str
    say: str
    born: date
    languages: str
    areas: str
    picture: str
    in_care: bool


def enrol_problems(
    name: str, called: str, born: date | None, on: date, areas: Collection[str]
) -> dict[str, str]:
    """What is wrong with what was written about a child."""
    problems = {}
    if not name:
        problems["name"] = "name"
    for field, text, most in (("name", name, 200), ("called", called, 100)):
        if len(text) > most:
            problems[field] = "shorter"
    if born is None or born > on or on - born > OLDEST:
        problems["born"] = "future" if born and born > on else "date"
    if set(areas) - {area.value for area in Area}:
        problems["areas"] = "unpicked"
    return problems


def key_tie(person: Adult, child: UUID, setting: UUID, who: UUID) -> Tie:
    """A key person's tie from now on; it holds while they work at the setting."""
    return Tie(
        child=child,
        person=who,
        role=TieRole.KEY_PERSON,
        setting=setting,
        checked_by=person.id,
        since=now(),
    )


@unit
@once
async def enrol(
    person: Adult, setting: TheSetting, begins: Begins, room: str, key: UUID, *, press: Press
) -> UUID:
    """The child, their place in a room and their key person, all or nothing."""
    if key not in {worker for worker, _, _ in await staff_of(setting.id)}:
        raise NotFoundException
    at = now()
    row = Child(made_at=at, **msgspec.structs.asdict(begins))
    await Child.insert(row)
    await Placement.insert(Placement(child=row.id, setting=setting.id, room=room, since=at))
    await Tie.insert(key_tie(person, row.id, setting.id, key))
    return UUID(str(row.id))


class Placed(msgspec.Struct, frozen=True):
    """A child in a room of a setting."""

    id: UUID
    called: str
    name: str
    picture: str
    room: str


async def children_at(setting: TheSetting) -> list[Placed]:
    """Which children go to a setting already fetched, by room and name."""
    at = now()
    here = (Placement.since <= at) & (Placement.until.is_null() | (Placement.until > at))
    rows = (
        await Placement.select(
            Placement.child.id.as_alias("id"),
            Placement.child.called.as_alias("called"),
            Placement.child.name.as_alias("name"),
            Placement.child.picture.as_alias("picture"),
            Placement.room,
        )
        .where((Placement.setting == setting.id) & here)
        .order_by(Placement.room)
    )
    found = [msgspec.convert(row, Placed) for row in rows]
    return sorted(found, key=lambda child: (child.room, child.called))
