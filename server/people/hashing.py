"""Short codes are kept as Argon2 hashes; each takes 64 MiB, so at most two are made at once."""

import asyncio
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

_hasher = PasswordHasher()
_turns = asyncio.Semaphore(2)


@cache
def _nobodys() -> str:
    return _hasher.hash("no code is like this")


async def kept(code: str) -> str:
    """What is stored in place of this code."""
    async with _turns:
        return await asyncio.to_thread(_hasher.hash, code)


async def fits(code: str, code_hash: str) -> bool:
    """Whether this is the code. Where there is none, the answer takes as long, and is no."""
    async with _turns:
        return await asyncio.to_thread(_fits, code, code_hash)


def _fits(code: str, code_hash: str) -> bool:
    try:
        return _hasher.verify(code_hash or _nobodys(), code) and bool(code_hash)
    except (VerificationError, InvalidHashError):
        return False
