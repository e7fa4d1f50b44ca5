"""The keys that push services know us by (RFC 8292): made at first need, sealed, replaced."""

import hashlib
import hmac
import os
from base64 import urlsafe_b64encode
from datetime import timedelta
from functools import cache
from typing import Any
from uuid import UUID

import structlog
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from server.clock import now
from server.db import unit
from server.inbox.devices import forget_devices
from server.inbox.tables import PushKey, Subscription

_log = structlog.get_logger("push")
KEPT = timedelta(days=90)  # once retired, for the devices that still know it
_NONCE = 12


async def public_key(secret: bytes) -> str:
    """The key of today as browsers take it, base64url; made now when there is none."""
    row = await _current(secret) or await _made(secret)
    return str(row["public"])


async def private_key(secret: bytes, key_id: UUID) -> ec.EllipticCurvePrivateKey | None:
    """The half that signs; none when it is forgotten, or was sealed with another secret."""
    row = await PushKey.select(PushKey.id, PushKey.sealed).where(PushKey.id == key_id).first()
    return opened(secret, key_id, row["sealed"]) if row else None


async def rotate(secret: bytes) -> str:
    """A new key from now on. Devices stay with the one they know until they are opened again."""
    return str((await _rotated(secret))["public"])


@unit
async def forget_old_keys() -> None:
    """A key that was retired long ago goes, and with it the devices that know no newer one."""
    old = await PushKey.select(PushKey.id).where(PushKey.retired_at < now() - KEPT)
    ids = [row["id"] for row in old]
    if not ids:
        return
    theirs = await Subscription.select(Subscription.id).where(Subscription.key.is_in(ids))
    await forget_devices([row["id"] for row in theirs], "old-key")
    await PushKey.delete().where(PushKey.id.is_in(ids))


@unit
async def _made(secret: bytes) -> dict[str, Any]:
    newest = await _newest()  # first: whoever was quicker is then seen by the look, or by the id
    return await _current(secret) or await _another(secret, newest)


@unit
async def _rotated(secret: bytes) -> dict[str, Any]:
    made = await _another(secret, await _newest())
    others = PushKey.retired_at.is_null() & (PushKey.id != made["id"])
    await PushKey.update({PushKey.retired_at: now()}).where(others)
    return made


async def _current(secret: bytes) -> dict[str, Any] | None:
    """The newest key in use that this secret opens."""
    rows = (
        await PushKey.select()
        .where(PushKey.retired_at.is_null())
        .order_by(PushKey.made_at, ascending=False)
    )
    return next((row for row in rows if opened(secret, row["id"], row["sealed"])), None)


async def _newest() -> bytes:
    """The id of the last key made, whoever opens it; empty when there is none."""
    row = await PushKey.select(PushKey.id).order_by(PushKey.made_at, ascending=False).first()
    return bytes(row["id"].bytes) if row else b""


async def _another(secret: bytes, after: bytes) -> dict[str, Any]:
    """The key after that one; whoever makes it at the same moment makes the same row."""
    key_id = UUID(bytes=hmac.digest(secret, b"push key after " + after, hashlib.sha256)[:16])
    private = ec.generate_private_key(ec.SECP256R1())
    fresh = PushKey(
        id=key_id,
        public=public_text(private),
        sealed=sealed(secret, key_id, private),
        made_at=now(),
    )
    await PushKey.insert(fresh).on_conflict(target=PushKey.id, action="DO NOTHING")
    rows: list[dict[str, Any]] = await PushKey.select().where(PushKey.id == key_id)
    return rows[0]


def public_text(private: ec.EllipticCurvePrivateKey) -> str:
    """The half that everybody may know: base64url of the uncompressed point."""
    point = private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return urlsafe_b64encode(point).decode().rstrip("=")


def sealed(secret: bytes, key_id: UUID, private: ec.EllipticCurvePrivateKey) -> bytes:
    """The half that signs, as it is kept: only for this secret and this row."""
    nonce, number = os.urandom(_NONCE), private.private_numbers().private_value
    return nonce + _seal(secret).encrypt(nonce, number.to_bytes(32, "big"), key_id.bytes)


def opened(secret: bytes, key_id: UUID, kept: bytes) -> ec.EllipticCurvePrivateKey | None:
    """The half that signs, again; none, and one line in the log, when it does not open."""
    try:
        number = _seal(secret).decrypt(kept[:_NONCE], kept[_NONCE:], key_id.bytes)
    except (InvalidTag, ValueError):
        _say_once(key_id)
        return None
    return ec.derive_private_key(int.from_bytes(number, "big"), ec.SECP256R1())


def _seal(secret: bytes) -> AESGCM:
    return AESGCM(HKDF(SHA256(), 32, None, b"alongside push keys").derive(secret))


@cache
def _say_once(_key_id: UUID) -> None:
    """For each key: a changed secret is no news at every page."""
    _log.warning("a push key does not open with this secret: another one is used")
