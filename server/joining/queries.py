"""Invitations: made by those who may, seen by those who may, each for ten minutes."""

from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException

from server.children.beside import beside
from server.children.queries import reaches
from server.children.rules import FAMILY, Act
from server.clock import now
from server.db import unit
from server.joining.rules import For, Stage, claim_stage, scannable
from server.joining.tables import Claim, Invitation
from server.people.asking import Adult
from server.people.ops import Press, once
from server.settings.queries import at_work
from server.working import works


class Wanted(msgspec.Struct, frozen=True, kw_only=True):
    """Whom an invitation is for, as staff wrote it down."""

    kind: For
    setting: UUID
    child: UUID | None = None
    person: UUID | None = None
    called: str = ""
    role: str = ""  # a tie's role; for staff their jobs, space between
    relation: str = ""  # for staff their title
    household: str = ""
    responsible: bool = False
    may_agree: bool = False
    basis: str = ""  # for staff their qualification


@unit
@once
async def invite(person: Adult, wanted: Wanted, hashes: tuple[str, str], *, press: Press) -> UUID:
    """An invitation that a phone can claim from now on."""
    row = Invitation(
        secret_hash=hashes[0],
        code_hash=hashes[1],
        made_by=person.id,
        made_at=now(),
        **msgspec.structs.asdict(wanted),
    )
    await Invitation.insert(row)
    return UUID(str(row.id))


class TheInvitation(msgspec.Struct, frozen=True):
    """An invitation an adult has been let to, with the phone that claimed it, if one did."""

    id: UUID
    secret_hash: str
    kind: str
    setting: UUID
    child: UUID | None
    person: UUID | None
    called: str
    role: str
    relation: str
    household: str
    responsible: bool
    may_agree: bool
    basis: str
    made_by: UUID
    made_at: datetime
    closed_at: datetime | None
    stage: Stage = Stage.OPEN
    numbers: tuple[int, ...] = ()
    here: str = ""  # who is signed in already on the phone that asks

    @property
    def at(self) -> str:
        """Its address."""
        first = "staff-invitations" if self.kind == For.STAFF else "invitations"
        return f"/{first}/{self.id}"

    @property
    def back(self) -> str:
        """Where staff came from."""
        return f"/children/{self.child}" if self.child else f"/settings/{self.setting}"


def _within_reach(person: Adult, act: Act) -> Any:
    if act is Act.STAFF:
        mine = Invitation.setting.is_in(at_work(person, act))
        return (Invitation.kind == For.STAFF.value) & mine
    return (Invitation.kind != For.STAFF.value) & reaches(Invitation.child, person, act)


async def invitation_for(person: Adult, invitation_id: UUID, act: Act) -> TheInvitation:
    """This invitation, if the adult may do this for the child or setting it is for; else 404."""
    row = (
        await Invitation.select()
        .where((Invitation.id == invitation_id) & _within_reach(person, act))
        .first()
    )
    if row is None:
        raise NotFoundException
    found = msgspec.convert(row, TheInvitation)
    claimed = (
        await Claim.select(*Claim.all_columns(), Claim.person.called.as_alias("here"))
        .where(Claim.invitation == found.id)
        .first()
    )
    return _with_claim(found, claimed)


def _with_claim(found: TheInvitation, claimed: dict[str, Any] | None) -> TheInvitation:
    at = now()
    if claimed is None:
        fresh = scannable(found.made_at, found.closed_at, at)
        return msgspec.structs.replace(found, stage=Stage.OPEN if fresh else Stage.OVER)
    stage = claim_stage(claimed["made_at"], claimed["matched_at"], claimed["refused_at"], at)
    numbers = sorted(int(each) for each in (claimed["number"], *claimed["others"].split()))
    here = claimed["here"] or ""
    return msgspec.structs.replace(found, stage=stage, numbers=tuple(numbers), here=here)


class Locked(msgspec.Struct, frozen=True):
    """An adult of the family who may be let back in."""

    id: UUID
    called: str
    relation: str


async def family_of(person: Adult, child: UUID) -> list[Locked]:
    """The family's adults whom staff may let back in here.

    Not who also works at a setting: their way back in opens more than this child.
    """
    family = {role.value for role in FAMILY}
    found = [each for each in await beside(child) if each.role in family and each.id != person.id]
    return [
        Locked(each.id, each.called, each.relation) for each in found if not await works(each.id)
    ]
