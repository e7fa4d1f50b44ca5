"""Who stands beside a child, and where the child goes. For a child already fetched."""

from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException

from server.children.queries import standing_tie
from server.children.rules import TieRole
from server.children.tables import Child, Placement, Tie
from server.clock import now
from server.settings.queries import current
from server.settings.tables import Membership


class Beside(msgspec.Struct, frozen=True):
    """An adult beside a child: name and part, never a contact detail."""

    id: UUID
    called: str
    role: str
    relation: str
    may_agree: bool
    interpreter: str
    reads: str
    tie: UUID


async def beside(child: UUID) -> list[Beside]:
    """Everybody whose tie to this child stands today, family first. For a child already fetched."""
    rows = (
        await Tie.select(
            Tie.person.id.as_alias("id"),
            Tie.person.called.as_alias("called"),
            Tie.role,
            Tie.relation,
            Tie.may_agree,
            Tie.person.interpreter.as_alias("interpreter"),
            Tie.person.reads.as_alias("reads"),
            Tie.id.as_alias("tie"),
        )
        .where((Tie.child == child) & standing_tie(now()))
        .order_by(Tie.since)
    )
    order = list(TieRole)
    people = [msgspec.convert(row, Beside) for row in rows]
    return sorted(people, key=lambda adult: order.index(TieRole(adult.role)))


async def setting_of(child: UUID) -> UUID:
    """The setting this child goes to now (the first, when there are two)."""
    at = now()
    row = (
        await Placement.select(Placement.setting)
        .where((Placement.child == child) & (Placement.until.is_null() | (Placement.until > at)))
        .order_by(Placement.since)
        .first()
    )
    if row is None:
        raise NotFoundException
    return UUID(str(row["setting"]))


async def one_at_a_time(child: UUID) -> None:
    """Whoever changes this child's plan waits here for whoever does so too (PostgreSQL)."""
    await Child.update({Child.picture: Child.picture}).where(Child.id == child)


async def staff_of(setting: UUID) -> list[tuple[UUID, str, str]]:
    """Who works at a setting today: id, name, job."""
    rows = (
        await Membership.select(
            Membership.person.id.as_alias("id"),
            Membership.person.called.as_alias("called"),
            Membership.job,
        )
        .where((Membership.setting == setting) & current(now()))
        .order_by(Membership.person.called)
    )
    return [(row["id"], row["called"], row["job"]) for row in rows]
