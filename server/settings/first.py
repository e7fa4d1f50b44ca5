"""The first setting and its manager, and the one link that lets the manager in."""

import secrets
from datetime import timedelta
from typing import Any
from uuid import UUID

from server.clock import now
from server.db import unit
from server.people.asking import hashed
from server.people.tables import Challenge, Person
from server.settings.rules import Job
from server.settings.tables import Membership, Setting

LIFE = timedelta(hours=24)
FIRST = "first"


async def first_setting(origin: str, name: str, manager: str, email: str = "") -> str:
    """Make a setting and its manager; the link (128 bits, 24 hours, once) is kept nowhere."""
    secret = secrets.token_urlsafe(16)
    await _make(name, manager, email.lower(), secret)
    return f"{origin}/first#{secret}"


@unit
async def _make(name: str, manager: str, email: str, secret: str) -> None:
    at = now()
    setting = Setting(name=name, made_at=at)
    person = Person(name=manager, called=manager[:100], email=email, made_at=at)
    await Setting.insert(setting)
    await Person.insert(person)
    await Membership.insert(
        Membership(person=person.id, setting=setting.id, job=Job.MANAGER, since=at)
    )
    await Challenge.insert(
        Challenge(
            browser=hashed(secret), challenge=b"", purpose=FIRST, person=person.id, made_at=at
        )
    )


def _open(secret: str) -> Any:
    at = now()
    return (
        (Challenge.browser == hashed(secret))
        & (Challenge.purpose == FIRST)
        & Challenge.used_at.is_null()
        & (Challenge.made_at > at - LIFE)
    )


async def whose_link(secret: str) -> UUID | None:
    """Whose first link this is, while it can still be used. Looking uses nothing up."""
    row = await Challenge.select(Challenge.person).where(_open(secret)).first()
    return UUID(str(row["person"])) if row else None


async def use_link(secret: str) -> bool:
    """Use the link up; only one request ever can."""
    rows = (
        await Challenge.update({Challenge.used_at: now()})
        .where(_open(secret))
        .returning(Challenge.id)
    )
    return bool(rows)


@unit
async def give_back(secret: str) -> None:
    """The device made no passkey: the link holds as long as it would have."""
    mine = (Challenge.browser == hashed(secret)) & (Challenge.purpose == FIRST)
    await Challenge.update({Challenge.used_at: None}).where(mine)
