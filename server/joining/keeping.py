"""Whoever keeps the ties changes them: rights, an order, an end, another key person."""

from datetime import date
from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException

from server.children.beside import one_at_a_time, setting_of
from server.children.enrolling import key_tie
from server.children.queries import TheChild, standing_tie
from server.children.rules import TieRole
from server.children.tables import Restriction, Tie
from server.clock import now
from server.db import unit
from server.joining.ties import Stands, going
from server.people.asking import Adult
from server.people.ops import Press, once
from server.settings.queries import current
from server.settings.tables import Membership
from server.trail.noting import About, note_event
from server.trail.rules import Happened, Visible


async def _note(person: Adult, tie: Stands, kind: Happened, visible: Visible) -> None:
    about = About(
        child=tie.child,
        setting=await setting_of(tie.child),
        visible=visible,
        author=tie.person,
        about=tie.person,
        item=tie.tie,
    )
    await note_event(person, kind, about)


@unit
@once
async def end_tie(person: Adult, tie: Stands, *, press: Press) -> UUID:
    """From the next request on this adult is not beside the child."""
    at = now()
    mine = (Tie.id == tie.tie) & going(at)
    if await Tie.update({Tie.until: at}).where(mine).returning(Tie.id):
        await _note(person, tie, Happened.TIE_ENDED, Visible.TIES)
    return tie.tie


class Rights(msgspec.Struct, frozen=True):
    """What an adult may do for a child, and what somebody looked at to know it."""

    responsible: bool
    may_agree: bool
    basis: str


def _again(person: Adult, tie: Stands, rights: Rights) -> Tie:
    return Tie(
        child=tie.child,
        person=tie.person,
        role=tie.role,
        relation=tie.relation,
        household=tie.household,
        checked_by=person.id,
        since=now(),
        **msgspec.structs.asdict(rights),
    )


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
    row = _again(person, tie, rights)
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
    lifted = (
        await Restriction.update({Restriction.lifted_at: now(), Restriction.lifted_by: person.id})
        .where((Restriction.tie == tie.tie) & Restriction.lifted_at.is_null())
        .returning(Restriction.id)
    )
    if lifted:
        await _note(person, tie, Happened.TIE_FREED, Visible.TIES)
    return tie.tie


async def who_could(child: TheChild) -> list[tuple[UUID, str]]:
    """Who works at the child's setting and could be the key person: for a child already fetched."""
    rows = (
        await Membership.select(
            Membership.person.id.as_alias("id"), Membership.person.called.as_alias("called")
        )
        .where((Membership.setting == await setting_of(child.id)) & current(now()))
        .order_by(Membership.person.called)
    )
    return list(dict.fromkeys((row["id"], row["called"]) for row in rows))


@unit
@once
async def change_key_person(person: Adult, child: TheChild, who: UUID, *, press: Press) -> UUID:
    """One key person at a setting: the new one begins as the old one ends."""
    await one_at_a_time(child.id)
    at, setting = now(), await setting_of(child.id)
    if who not in {each for each, _ in await who_could(child)}:
        raise NotFoundException
    old = (Tie.child == child.id) & (Tie.setting == setting) & going(at)
    await Tie.update({Tie.until: at}).where(old & (Tie.role == TieRole.KEY_PERSON.value))
    row = key_tie(person, child.id, setting, who)
    await Tie.insert(row)
    return UUID(str(row.id))
