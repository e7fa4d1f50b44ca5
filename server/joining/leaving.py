"""Somebody stops working at a setting: one unit, and their next request finds nothing."""

from uuid import UUID

from litestar.exceptions import NotFoundException

from server.children.queries import standing_tie
from server.children.rules import FAMILY, TieRole
from server.children.tables import Tie
from server.clock import now
from server.db import unit
from server.people.asking import Adult
from server.people.ops import Press, once
from server.people.sessions import end_all
from server.settings.queries import TheSetting, current
from server.settings.tables import Membership
from server.working import works


@unit
@once
async def end_work(person: Adult, setting: TheSetting, worker: UUID, *, press: Press) -> UUID:
    """Their jobs here end, and their ties as key person; also their sessions if nothing is left."""
    at = now()
    here = (Membership.person == worker) & (Membership.setting == setting.id) & current(at)
    not_me = Membership.person != person.id
    ended = (
        await Membership.update({Membership.until: at})
        .where(here & not_me)
        .returning(Membership.id)
    )
    if not ended:
        raise NotFoundException
    key = (Tie.person == worker) & (Tie.setting == setting.id) & Tie.until.is_null()
    await Tie.update({Tie.until: at}).where(key & (Tie.role == TieRole.KEY_PERSON.value))
    if not await works(worker) and not await _has_family(worker):
        await end_all(worker)
    return worker


async def _has_family(who: UUID) -> bool:
    family = sorted(role.value for role in FAMILY)
    return bool(
        await Tie.exists().where((Tie.person == who) & Tie.role.is_in(family) & standing_tie(now()))
    )
