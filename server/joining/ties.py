"""Who stands beside a child: seen by staff, changed by whoever keeps the ties."""

from datetime import date
from typing import Any
from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException

from server.children.queries import TheChild, reaches, setting_of, standing_tie
from server.children.rules import FAMILY, Act, TieRole
from server.children.tables import Restriction, Tie
from server.clock import now
from server.db import unit
from server.people.asking import Adult
from server.people.ops import Press, once
from server.settings.queries import current
from server.settings.tables import Membership
from server.trail.queries import About, note_event
from server.trail.rules import Happened, Visible

_FAMILY = frozenset(role.value for role in FAMILY)


class Stands(msgspec.Struct, frozen=True):
    """One tie with all that staff need to know to call somebody."""

    tie: UUID
    person: UUID
    child: UUID
    called: str
    role: str
    relation: str
    household: str
    responsible: bool
    may_agree: bool
    basis: str
    interpreter: str
    reads: str
    email: str
    phone: str
    limited: UUID | None = None

    @property
    def family(self) -> bool:
        """Whether this is an adult of the family."""
        return self.role in _FAMILY


_FACTS = (
    Tie.id.as_alias("tie"),
    Tie.person.id.as_alias("person"),
    Tie.child.id.as_alias("child"),
    Tie.person.called.as_alias("called"),
    Tie.role,
    Tie.relation,
    Tie.household,
    Tie.responsible,
    Tie.may_agree,
    Tie.basis,
    Tie.person.interpreter.as_alias("interpreter"),
    Tie.person.reads.as_alias("reads"),
    Tie.person.email.as_alias("email"),
    Tie.person.phone.as_alias("phone"),
)


def _going(at: Any) -> Any:
    return (Tie.since <= at) & (Tie.until.is_null() | (Tie.until > at))


async def adults_of(person: Adult, child: UUID, act: Act) -> list[Stands]:
    """Every adult whose tie stands today; a limited one only for whoever keeps the ties."""
    held = _going(now()) if act is Act.TIES else standing_tie(now())
    rows = (
        await Tie.select(*_FACTS)
        .where((Tie.child == child) & held & reaches(Tie.child, person, act))
        .order_by(Tie.since)
    )
    orders = {
        row["tie"]: row["id"]
        for row in await Restriction.select(Restriction.id, Restriction.tie).where(
            Restriction.lifted_at.is_null() & (Restriction.tie.child == child)
        )
    }
    people = [msgspec.convert({**row, "limited": orders.get(row["tie"])}, Stands) for row in rows]
    order = list(TieRole)
    return sorted(people, key=lambda adult: order.index(TieRole(adult.role)))


async def tie_for(person: Adult, tie_id: UUID, act: Act) -> Stands:
    """This tie, gone by or not, if the adult may do this for its child; else 404."""
    row = (
        await Tie.select(*_FACTS)
        .where((Tie.id == tie_id) & reaches(Tie.child, person, act))
        .first()
    )
    if row is None:
        raise NotFoundException
    order = (
        await Restriction.select(Restriction.id)
        .where((Restriction.tie == tie_id) & Restriction.lifted_at.is_null())
        .first()
    )
    return msgspec.convert({**row, "limited": order["id"] if order else None}, Stands)


async def _note(person: Adult, tie: Stands, kind: Happened, visible: Visible) -> None:
    about = About(
        child=tie.child,
        setting=await setting_of(tie.child),
        visible=visible,
        about=tie.person,
        item=tie.tie,
    )
    await note_event(person, kind, about)


@unit
@once
async def end_tie(person: Adult, tie: Stands, *, press: Press) -> UUID:
    """From the next request on this adult is not beside the child."""
    at = now()
    mine = (Tie.id == tie.tie) & _going(at)
    if await Tie.update({Tie.until: at}).where(mine).returning(Tie.id):
        await _note(person, tie, Happened.TIE_ENDED, Visible.TIES)
    return tie.tie


class Rights(msgspec.Struct, frozen=True):
    """What an adult may do for a child, and what somebody looked at to know it."""

    responsible: bool
    may_agree: bool
    basis: str


@unit
@once
async def change_rights(person: Adult, tie: Stands, rights: Rights, *, press: Press) -> UUID:
    """A new tie in place of the old one, so that what held before can still be read."""
    at = now()
    ended = (
        await Tie.update({Tie.until: at})
        .where((Tie.id == tie.tie) & standing_tie(at))
        .returning(Tie.id)
    )
    if not ended:
        raise NotFoundException
    row = Tie(
        child=tie.child,
        person=tie.person,
        role=tie.role,
        relation=tie.relation,
        household=tie.household,
        checked_by=person.id,
        since=at,
        **msgspec.structs.asdict(rights),
    )
    await Tie.insert(row)
    return UUID(str(row.id))


class Order(msgspec.Struct, frozen=True):
    """An order that limits a tie, as whoever keeps the ties has seen it."""

    order: str
    seen_on: date
    review_on: date | None
    note: str


@unit
@once
async def restrict(person: Adult, tie: Stands, order: Order, *, press: Press) -> UUID:
    """From the next request on the tie opens nothing; whoever it binds finds an empty account."""
    row = Restriction(
        tie=tie.tie, seen_by=person.id, made_at=now(), **msgspec.structs.asdict(order)
    )
    if tie.limited is None:
        await Restriction.insert(row)
        await _note(person, tie, Happened.TIE_RESTRICTED, Visible.TIES)
    return tie.tie


@unit
@once
async def lift(person: Adult, tie: Stands, *, press: Press) -> UUID:
    """The order limits nothing any more; that it did stays written down."""
    await Restriction.update(
        {Restriction.lifted_at: now(), Restriction.lifted_by: person.id}
    ).where((Restriction.tie == tie.tie) & Restriction.lifted_at.is_null())
    await _note(person, tie, Happened.TIE_FREED, Visible.TIES)
    return tie.tie


async def who_could(child: UUID) -> list[tuple[UUID, str]]:
    """Who works at the child's setting and could be the key person: for a child already fetched."""
    rows = (
        await Membership.select(
            Membership.person.id.as_alias("id"), Membership.person.called.as_alias("called")
        )
        .where((Membership.setting == await setting_of(child)) & current(now()))
        .order_by(Membership.person.called)
    )
    return list(dict.fromkeys((row["id"], row["called"]) for row in rows))


@unit
@once
async def change_key_person(person: Adult, child: TheChild, who: UUID, *, press: Press) -> UUID:
    """One key person at a setting: the new one begins as the old one ends."""
    at, setting = now(), await setting_of(child.id)
    if who not in {each for each, _ in await who_could(child.id)}:
        raise NotFoundException
    old = (Tie.child == child.id) & (Tie.setting == setting) & _going(at)
    await Tie.update({Tie.until: at}).where(old & (Tie.role == TieRole.KEY_PERSON.value))
    row = Tie(
        child=child.id,
        person=who,
        role=TieRole.KEY_PERSON,
        setting=setting,
        checked_by=person.id,
        since=at,
    )
    await Tie.insert(row)
    return UUID(str(row.id))
