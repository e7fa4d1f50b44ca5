"""Whether somebody works at a setting today: which frame their own pages wear."""

from uuid import UUID

from server.clock import now
from server.settings.queries import current
from server.settings.tables import Membership


async def works(person: UUID) -> bool:
    """Whether this person works at any setting today."""
    return await Membership.exists().where((Membership.person == person) & current(now()))
