"""The header that push services know us by: one for each key and service, for hours (RFC 8292)."""

from datetime import datetime, timedelta
from uuid import UUID

from py_vapid import Vapid02

from server.clock import now
from server.config import Config
from server.inbox import figures
from server.inbox.keys import private_key

LIFE = timedelta(hours=12)  # at most 24 (RFC 8292 2)
USED = timedelta(hours=11)  # Apple asks for the same one for an hour at least
MOST = 512


class Tokens:
    """Signs one when it is needed, and gives the same one to everybody until it is old."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.signers: dict[UUID, Vapid02] = {}
        self.kept: dict[tuple[UUID, str], tuple[datetime, str]] = {}

    async def header(self, key: UUID, origin: str) -> str:
        """The header for this service; "" when this key of ours cannot be used."""
        signer = self.signers.get(key) or await self._signer(key)
        if signer is None:
            return ""
        at = now()
        until, token = self.kept.get((key, origin), (at, ""))
        return token if at < until else self._signed(signer, key, origin, at)

    def _signed(self, signer: Vapid02, key: UUID, origin: str, at: datetime) -> str:
        if len(self.kept) >= MOST:
            self.kept.clear()
        expires = int((at + LIFE).timestamp())
        claims = {"aud": origin, "exp": expires, "sub": self.config.push_contact}
        token: str = signer.sign(claims)["Authorization"]
        figures.tokens.inc()
        self.kept[key, origin] = at + USED, token
        return token

    async def _signer(self, key: UUID) -> Vapid02 | None:
        private = await private_key(self.config.secret, key)
        if private is not None:
            # Its own check of the contact knows no ports and no paths; config made a better one.
            self.signers[key] = Vapid02(private, conf={"no-strict": True})
        return self.signers.get(key)
