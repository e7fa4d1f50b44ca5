"""The phone's side: claiming an invitation, waiting, and taking up the session."""

from datetime import datetime
from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException

from server.clock import now
from server.db import unit
from server.joining.rules import (
    MATCH_LIFE,
    QR_LIFE,
    Claimed,
    For,
    Stage,
    claim_stage,
    scannable,
)
from server.joining.squares import draw_three
from server.joining.tables import Claim, Invitation
from server.people.asking import hashed
from server.people.code_rules import typed
from server.people.limits import within
from server.people.rules import Device, Level
from server.people.sessions import begin
from server.working import works

MOST_CODES = 300  # typed here in ten minutes, by everybody together


class Key(msgspec.Struct, frozen=True):
    """What a phone brings: the secret of a square, or a short code somebody typed."""

    secret: str = ""
    code: str = ""


class Phone(msgspec.Struct, frozen=True, kw_only=True):
    """Who asks: the browser, its owner's language, and who is signed in there already."""

    browser: str
    language: str
    device: Device
    label: str
    person: UUID | None = None


class Found(msgspec.Struct, frozen=True):
    """An invitation that can be scanned: nothing of whom it is for."""

    id: UUID
    kind: str


async def invitation_by(key: Key) -> Found | None:
    """The invitation this key opens, while it can still be scanned."""
    by_secret = Invitation.secret_hash == hashed(key.secret)
    fits = by_secret if key.secret else Invitation.code_hash == hashed(typed(key.code))
    facts = (Invitation.id, Invitation.kind, Invitation.made_at, Invitation.closed_at)
    rows, at = await Invitation.select(*facts).where(fits), now()
    live = [row for row in rows if scannable(row["made_at"], row["closed_at"], at)]
    return Found(live[0]["id"], live[0]["kind"]) if live else None


async def patient(key: Key) -> bool:
    """Whether codes may still be typed; a square's secret cannot be guessed and is not counted."""
    return bool(key.secret) or await within("joining-code", MOST_CODES, QR_LIFE)


def _row(invitation: Found, phone: Phone) -> Claim:
    number, *others = draw_three()
    return Claim(
        invitation=invitation.id,
        browser=phone.browser,
        number=number,
        others=" ".join(str(other) for other in others),
        language=phone.language,
        device=Device.STAFF if invitation.kind == For.STAFF else phone.device,
        label=phone.label,
        person=None if invitation.kind == For.RESCUE else phone.person,
        made_at=now(),
    )


@unit
async def claim(key: Key, phone: Phone) -> Claimed:
    """The first phone that asks is the one; asking again from it changes nothing."""
    invitation = await invitation_by(key)
    if invitation is None:
        return Claimed.OVER
    row = _row(invitation, phone)
    fresh = (
        await Claim.insert(row)
        .on_conflict(target=Claim.invitation, action="DO NOTHING")
        .returning(Claim.id)
    )
    same = (Claim.invitation == invitation.id) & (Claim.browser == phone.browser)
    return Claimed.YES if fresh or await Claim.exists().where(same) else Claimed.USED


class MyClaim(msgspec.Struct, frozen=True):
    """What this browser waits for."""

    stage: Stage
    number: int
    until: datetime
    opened: bool


async def claim_in(browser: str) -> MyClaim:
    """The last claim of the browser that asks; 404 when it made none."""
    row = (
        await Claim.select()
        .where(Claim.browser == browser)
        .order_by(Claim.made_at, ascending=False)
        .first()
    )
    if row is None or not browser:
        raise NotFoundException
    stage = claim_stage(row["made_at"], row["matched_at"], row["refused_at"], now())
    opened = row["opened_at"] is not None
    return MyClaim(stage, row["number"], row["made_at"] + MATCH_LIFE, opened)


@unit
async def take_up(browser: str) -> str:
    """The session's token, once, for the browser whose number was matched."""
    at = now()
    rows = (
        await Claim.update({Claim.opened_at: at})
        .where(
            (Claim.browser == browser)
            & Claim.opened_at.is_null()
            & (Claim.matched_at > at - MATCH_LIFE)
        )
        .returning(Claim.person, Claim.device, Claim.label)
    )
    if not rows or not browser:
        raise NotFoundException
    last = rows[-1]
    device = Device.STAFF if await works(last["person"]) else Device(last["device"])
    return await begin(last["person"], Level.FULL, device, last["label"])
