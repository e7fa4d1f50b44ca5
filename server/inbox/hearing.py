"""Who stands where they would hear of something, and may see it at this moment."""

from datetime import datetime
from typing import Any, Protocol
from uuid import UUID

from server.children.queries import may, standing_tie
from server.children.rules import FAMILY, Act, TieRole
from server.children.tables import Tie
from server.clock import now
from server.inbox.telling_rules import Part
from server.people.asking import Adult
from server.settings.queries import current
from server.settings.rules import Job
from server.settings.tables import Membership
from server.trail.queries import sees

_FAMILY = sorted(role.value for role in FAMILY)


class Heard(Protocol):
    """What decides who hears: where it happened, who did it, and to whom it was said."""

    @property
    def seq(self) -> int: ...
    @property
    def child(self) -> UUID: ...
    @property
    def setting(self) -> UUID | None: ...
    @property
    def actor(self) -> UUID: ...
    @property
    def author(self) -> UUID: ...
    @property
    def to_whom(self) -> UUID | None: ...


async def hearers(row: Heard, part: Part) -> list[UUID]:
    """The adults who hear of this in this part: they may see it now, and did not do it."""
    if part is Part.FAMILY:
        return await _may(row, await _tied(row, _FAMILY))
    if part is Part.TO_WHOM:
        family = await _tied(row, _FAMILY)
        return await _may(row, [each for each in family if each == row.to_whom])
    if part is Part.SENCO:
        return await _may(row, await working(row.setting, Job.SENCO))
    return await _key_person(row)


async def _key_person(row: Heard) -> list[UUID]:
    """The key person; without one the SENCO stands in, and without a SENCO the manager."""
    found = await _seeing(row, await _tied(row, [TieRole.KEY_PERSON.value], at=row.setting))
    for job in (Job.SENCO, Job.MANAGER):
        found = found or await _seeing(row, await working(row.setting, job))
    return [each for each in found if each != row.actor]


async def _may(row: Heard, adults: list[UUID]) -> list[UUID]:
    return [each for each in await _seeing(row, adults) if each != row.actor]


async def _seeing(row: Heard, adults: list[UUID]) -> list[UUID]:
    """Those of them who may see it, but for whoever said it."""
    others = [each for each in adults if each != row.author]
    return [each for each in others if await sees(someone(each), row.seq)]


def someone(adult: UUID) -> Adult:
    """An adult a message may be for: only the id is used."""
    return Adult(id=adult, called="", name="", reads="")


async def _tied(row: Heard, roles: list[str], at: UUID | None = None) -> list[UUID]:
    here = (Tie.child == row.child) & Tie.role.is_in(roles) & standing_tie(now())
    rows = await Tie.select(Tie.person).where(here & (Tie.setting == at) if at else here)
    return list(dict.fromkeys(each["person"] for each in rows))


async def working(setting: UUID | None, job: Job, at: datetime | None = None) -> list[UUID]:
    """Who works at this setting today in this job."""
    here: Any = (Membership.setting == setting) & (Membership.job == job.value)
    rows = await Membership.select(Membership.person).where(here & current(at or now()))
    return [each["person"] for each in rows]


async def leading(child: UUID, setting: UUID) -> list[UUID]:
    """Who leads the SEN work for a child already fetched: the SENCO, or else the key person."""
    found = await _watching(child, await working(setting, Job.SENCO))
    if found:
        return found
    key = (Tie.role == TieRole.KEY_PERSON.value) & (Tie.setting == setting)
    rows = await Tie.select(Tie.person).where((Tie.child == child) & key & standing_tie(now()))
    return await _watching(child, [each["person"] for each in rows])


async def _watching(child: UUID, adults: list[UUID]) -> list[UUID]:
    return [each for each in adults if await may(someone(each), child, Act.WATCH)]
