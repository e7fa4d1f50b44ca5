"""Staff tap the number that the phone shows: only now does anybody join."""

from typing import Any
from uuid import UUID

from server.children.queries import standing_tie
from server.children.tables import Restriction, Tie
from server.clock import now
from server.db import unit
from server.joining.queries import TheInvitation, family_of
from server.joining.rules import MATCH_LIFE, For
from server.joining.tables import Claim, Invitation
from server.people.asking import Adult
from server.people.ops import Press, once
from server.people.passkeys import remove_all
from server.people.sessions import end_all, end_but_at_work
from server.people.tables import Person
from server.settings.queries import current
from server.settings.tables import Membership
from server.trail.noting import About, note_event
from server.trail.rules import Happened, Visible


@unit
@once
async def match(person: Adult, invitation: TheInvitation, number: int, *, press: Press) -> UUID:
    """The right number lets the phone's owner in; a wrong one closes the invitation."""
    at, pending = now(), _pending(invitation)
    right = (
        await Claim.update({Claim.matched_at: at})
        .where(pending & (Claim.number == number) & _free(invitation))
        .returning(Claim.id, Claim.person, Claim.language)
        if await _still_wanted(person, invitation)
        else []
    )
    if right:
        await _let_in(person, invitation, right[0])
    else:
        await Claim.update({Claim.refused_at: at}).where(pending)
    await Invitation.update({Invitation.closed_at: at}).where(
        (Invitation.id == invitation.id) & Invitation.closed_at.is_null()
    )
    return invitation.id


def _pending(invitation: TheInvitation) -> Any:
    """The claim of this invitation whose number can still be matched."""
    undecided = Claim.matched_at.is_null() & Claim.refused_at.is_null()
    fresh = Claim.made_at > now() - MATCH_LIFE
    return (Claim.invitation == invitation.id) & undecided & fresh


def _free(invitation: TheInvitation) -> Any:
    """The phone's owner is nobody whom an order keeps from this child."""
    barred = Restriction.select(Restriction.tie.person).where(
        Restriction.lifted_at.is_null() & (Restriction.tie.child == invitation.child)
    )
    return Claim.person.is_null() | Claim.person.not_in(barred)


async def _still_wanted(person: Adult, invitation: TheInvitation) -> bool:
    """Whoever is let back in still stands beside the child."""
    if invitation.kind != For.RESCUE or invitation.child is None:
        return True
    return invitation.person in {each.id for each in await family_of(person, invitation.child)}


async def _let_in(person: Adult, invitation: TheInvitation, claimed: dict[str, Any]) -> None:
    who = invitation.person or claimed["person"] or await _new_person(invitation, claimed)
    await Claim.update({Claim.person: who}).where(Claim.id == claimed["id"])
    if invitation.kind == For.STAFF:
        await _works(invitation, who)
    elif invitation.kind == For.RESCUE:
        await _lost(who)
    else:
        await _stands_beside(invitation, who)
    if invitation.child is not None:
        about = About(
            child=invitation.child,
            setting=invitation.setting,
            visible=Visible.AUTHOR if invitation.kind == For.RESCUE else Visible.STAFF,
            author=who,
            about=who,
            item=invitation.id,
        )
        await note_event(person, Happened.ADULT_JOINED, about)


async def _new_person(invitation: TheInvitation, claimed: dict[str, Any]) -> UUID:
    language = claimed["language"]
    row = Person(
        name=invitation.called,
        called=invitation.called,
        reads=language,
        speaks=language.partition("_")[0],
        made_at=now(),
    )
    await Person.insert(row)
    return UUID(str(row.id))


async def _stands_beside(invitation: TheInvitation, who: UUID) -> None:
    """A tie as staff wrote it down; one that stands already is left as it is."""
    at = now()
    same = (Tie.child == invitation.child) & (Tie.person == who) & (Tie.role == invitation.role)
    if await Tie.exists().where(same & standing_tie(at)):
        return
    checked = invitation.responsible or invitation.may_agree
    row = Tie(
        child=invitation.child,
        person=who,
        role=invitation.role,
        relation=invitation.relation,
        household=invitation.household,
        responsible=invitation.responsible,
        may_agree=invitation.may_agree,
        basis=invitation.basis,
        checked_by=invitation.made_by if checked else None,
        since=at,
    )
    await Tie.insert(row)


async def _works(invitation: TheInvitation, who: UUID) -> None:
    """A membership for each job; one that somebody has already is left as it is."""
    await end_but_at_work(who)
    at = now()
    mine = (Membership.person == who) & (Membership.setting == invitation.setting) & current(at)
    rows = await Membership.select(Membership.job).where(mine)
    for job in sorted(set(invitation.role.split()) - {row["job"] for row in rows}):
        await Membership.insert(
            Membership(
                person=who,
                setting=invitation.setting,
                job=job,
                title=invitation.relation,
                qualification=invitation.basis,
                since=at,
            )
        )


async def _lost(who: UUID) -> None:
    """A lost phone opens nothing any more: every session and passkey ends."""
    await end_all(who)
    await remove_all(who)
