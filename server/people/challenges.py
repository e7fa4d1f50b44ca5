"""Passkey challenges: five minutes, once, only for the browser that asked."""

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

from webauthn.helpers import generate_challenge

from server.clock import now
from server.people.tables import Challenge

LIFE = timedelta(minutes=5)
MAKE = "make"
OPEN = "open"


class Asked(NamedTuple):
    """Who a challenge was for, if for anybody."""

    person: UUID | None


async def challenge_for(browser: str, purpose: str, person: UUID | None = None) -> bytes:
    """A new challenge (512 bits) for this browser."""
    fresh = generate_challenge()
    await Challenge.insert(
        Challenge(browser=browser, challenge=fresh, purpose=purpose, person=person, made_at=now())
    )
    return fresh


async def take(browser: str, purpose: str, challenge: bytes) -> Asked | None:
    """Use a challenge up, whatever comes of it; none when it was not given to this browser."""
    at = now()
    rows = (
        await Challenge.update({Challenge.used_at: at})
        .where(
            (Challenge.challenge == challenge)
            & (Challenge.browser == browser)
            & (Challenge.purpose == purpose)
            & Challenge.used_at.is_null()
            & (Challenge.made_at > at - LIFE)
            & (Challenge.made_at <= at)
        )
        .returning(Challenge.person)
    )
    return Asked(rows[0]["person"]) if rows and browser else None


async def forget_challenges() -> None:
    """Those that are over are of no use to anybody."""
    over = Challenge.made_at < now() - 2 * LIFE
    await Challenge.delete().where(over & (Challenge.purpose.is_in([MAKE, OPEN])))
