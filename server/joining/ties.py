"""Who stands beside a child, as staff see it."""

from typing import Any
from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException

from server.children.queries import reaches, standing_tie
from server.children.rules import FAMILY, Act, TieRole
from server.children.tables import Restriction, Tie
from server.clock import now
from server.people.asking import Adult
from server.settings.queries import current
from server.settings.tables import Membership

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
    Tie.setting,
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


def going(at: Any) -> Any:
    """A tie that has begun and has not ended, limited or not."""
    return (Tie.since <= at) & (Tie.until.is_null() | (Tie.until > at))


async def adults_of(person: Adult, child: UUID, act: Act) -> list[Stands]:
    """Every adult whose tie stands today; a limited one only for whoever keeps the ties."""
    held = going(now()) if act is Act.TIES else standing_tie(now())
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
    people = [
        msgspec.convert({**row, "limited": orders.get(row["tie"])}, Stands)
        for row in await _still_at_work(rows)
    ]
    order = list(TieRole)
    return sorted(people, key=lambda adult: order.index(TieRole(adult.role)))


async def _still_at_work(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A key person who no longer works at the setting is none, whatever the tie says."""
    keys = [row for row in rows if row["role"] == TieRole.KEY_PERSON.value]
    jobs = Membership.select(Membership.person, Membership.setting).where(
        Membership.person.is_in([row["person"] for row in keys]) & current(now())
    )
    held = {(job["person"], job["setting"]) for job in (await jobs if keys else [])}
    gone = {row["tie"] for row in keys if (row["person"], row["setting"]) not in held}
    return [row for row in rows if row["tie"] not in gone]


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
