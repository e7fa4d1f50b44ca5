"""Whether somebody works at a setting today: which frame their own pages wear."""

from uuid import UUID

from server.clock import now
from server.settings.tables import Membership


async def works(person: UUID) -> bool:
    """Whether this person works at any setting today."""
    at = now()
    current = (Membership.since <= at) & (Membership.until.is_null() | (Membership.until > at))
    return await Membership.exists().where((Membership.person == person) & current)
