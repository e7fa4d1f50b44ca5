"""A push key that is the same in every run, and a device that knows it."""

from uuid import UUID

from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, derive_private_key

from server.inbox.keys import public_text, sealed
from server.inbox.tables import PushKey
from tests.browsing import CONFIG
from tests.world import LONG_AGO

KEY = UUID("00000000-0000-4000-8000-000000000001")
PRIVATE = derive_private_key(1, SECP256R1())
PUBLIC = public_text(PRIVATE)
DEVICE = {
    "endpoint": "https://updates.push.services.mozilla.com/wpush/v2/none",
    "p256dh": PUBLIC,
    "auth": "A" * 22,
    "key": PUBLIC,
}


async def make_key() -> None:
    """The key that browsers are given, as if it had been made long ago."""
    kept = sealed(CONFIG.secret, KEY, PRIVATE)
    await PushKey.insert(PushKey(id=KEY, public=PUBLIC, sealed=kept, made_at=LONG_AGO))
