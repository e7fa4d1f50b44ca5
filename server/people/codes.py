"""Six-digit codes: asked for, tried, used. Known and unknown addresses look the same here."""

import secrets
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from server.clock import now
from server.people.hashing import fits
from server.people.limits import within
from server.people.rules import Device
from server.people.tables import Code, Person

LIFE = timedelta(minutes=10)
TRIES = 5
A_DAY = timedelta(hours=24)
CODES_A_DAY = 5  # for each address
HOUSE_CODES = 100  # in ten minutes, for everybody together
HOUSE_TRIES = 300  # likewise


class TooMany(Exception):  # noqa: N818 -- said as it is
    """More tries than a house like this one ever sees: answered 429."""


class Entered(NamedTuple):
    """A code was right: whose it is, and whose device it was asked for on."""

    person: UUID
    device: Device


def six_digits() -> str:
    """A new code."""
    return f"{secrets.randbelow(1_000_000):06d}"


async def ask_for_code(browser: str, email: str, device: Device, language: str) -> None:
    """Note that a code was asked for here; whether anybody gets one is decided later."""
    if not await within("codes", HOUSE_CODES, LIFE):
        return
    if not await within(f"code {email}", CODES_A_DAY, A_DAY):
        return
    await Code.insert(
        Code(browser=browser, email=email, device=device, language=language, made_at=now())
    )


async def waiting_for_code(browser: str) -> bool:
    """Whether this browser asked for a code that could still be good."""
    return bool(browser) and await Code.exists().where(_live(browser))


async def enter(browser: str, digits: str) -> Entered | None:
    """Whose code this is, once; five tries for each code, and only where it was asked for."""
    tried = await _count_try(browser)
    if tried is None:
        return None
    if not await within("code tries", HOUSE_TRIES, LIFE):
        raise TooMany
    if not await fits(digits, tried["code_hash"]):
        return None
    used = (
        await Code.update({Code.used_at: now()})
        .where((Code.id == tried["id"]) & Code.used_at.is_null())
        .returning(Code.person, Code.device)
    )
    if not used or not await _still_here(used[0]["person"]):
        return None
    return Entered(used[0]["person"], Device(used[0]["device"]))


def _live(browser: str) -> Any:
    return (
        (Code.browser == browser)
        & (Code.made_at > now() - LIFE)
        & Code.used_at.is_null()
        & (Code.tries < TRIES)
    )


async def _count_try(browser: str) -> dict[str, Any] | None:
    """The newest code of this browser, with this try counted before it is looked at."""
    newest = (
        await Code.select(Code.id)
        .where(_live(browser))
        .order_by(Code.made_at, ascending=False)
        .first()
    )
    if newest is None or not browser:
        return None
    rows = (
        await Code.update({Code.tries: Code.tries + 1})
        .where((Code.id == newest["id"]) & (Code.tries < TRIES) & Code.used_at.is_null())
        .returning(Code.id, Code.code_hash)
    )
    return rows[0] if rows else None


async def _still_here(person: UUID) -> bool:
    return await Person.exists().where((Person.id == person) & Person.left_at.is_null())


async def forget_codes() -> None:
    """Addresses somebody typed are not kept longer than they are counted."""
    await Code.delete().where(Code.made_at < now() - A_DAY)
