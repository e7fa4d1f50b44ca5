"""Names of push services become addresses: public ones only, looked at when they are used."""

import socket

from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from server.inbox.endpoint_rules import public


class NotPublic(OSError):  # noqa: N818 -- said as it is
    """A name leads into somebody's own network: nobody connects there."""


class OnlyPublic(AbstractResolver):
    """Refuses a name when any of its addresses is not out in the world; no other is used."""

    def __init__(self, lookup: AbstractResolver | None = None) -> None:
        self.lookup = lookup or ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        found = await self.lookup.resolve(host, port, family)
        if not all(public(each["host"]) for each in found):
            raise NotPublic
        return found

    async def close(self) -> None:
        await self.lookup.close()
