"""The queue of deliveries: put in, claimed for a minute, completed or put back."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from uuid import UUID, uuid4

import msgspec
from piccolo.querystring import QueryString

from server.clock import now
from server.db import among, current, wake
from server.inbox import figures
from server.inbox.rules import Channel, State
from server.inbox.tables import Delivery

LEASE = timedelta(seconds=60)
LONG_LEASE = timedelta(minutes=5)  # for mail and texts: longer than all their waiting together
_SUPERSEDE = """
UPDATE delivery SET state = 'superseded', done_at = {}
WHERE state = 'ready' AND address = {} AND subject = {} RETURNING seq
"""
# One statement: a row that is chosen is leased, and to nobody else (SKIP LOCKED on PostgreSQL).
# A locked older row still looks ready to another claim, so one address hears in order.
_CLAIM = """
UPDATE delivery SET state = 'leased', lease = {}, lease_until = {}, attempt = attempt + 1
WHERE seq IN (
    SELECT seq FROM delivery AS one
    WHERE state = 'ready' AND channel = {} AND due_at <= {} AND until > {} AND NOT EXISTS (
        SELECT 1 FROM subscription AS device WHERE device.id = one.subscription AND {}
    ) AND NOT EXISTS (
        SELECT 1 FROM delivery AS older
        WHERE older.address = one.address AND older.subject = one.subject
        AND older.seq < one.seq AND older.state IN ('ready', 'leased')
    )
    ORDER BY due_at, seq LIMIT {} {}
) RETURNING seq
"""
_DONE = """
UPDATE delivery SET state = {}, status = {}, reason = {}, done_at = {},
    lease = NULL, lease_until = NULL
WHERE state = 'leased' AND lease = {} AND seq {} RETURNING seq
"""
# What failed is not tried again when a newer one of its subject leaves no later.
_OUTRUN = """
UPDATE delivery SET state = 'superseded', done_at = {}, lease = NULL, lease_until = NULL
WHERE state = 'leased' AND {} AND EXISTS (
    SELECT 1 FROM delivery AS newer
    WHERE newer.address = delivery.address AND newer.subject = delivery.subject
    AND newer.seq > delivery.seq AND newer.state = 'ready' AND newer.due_at <= {}
) RETURNING seq
"""
_BACK = """
UPDATE delivery SET state = 'ready', status = {}, reason = {}, due_at = {}, attempt = attempt - {},
    lease = NULL, lease_until = NULL
WHERE state = 'leased' AND {} RETURNING seq
"""
_LOST = """
UPDATE delivery SET state = 'ready', lease = NULL, lease_until = NULL
WHERE state = 'leased' AND lease_until <= {} RETURNING seq
"""
_EXPIRE = """
UPDATE delivery SET state = 'dead', reason = 'expired', done_at = {}
WHERE state = 'ready' AND until <= {} RETURNING seq
"""


class Claim(msgspec.Struct, frozen=True):
    """Rows that are ours until the lease is over."""

    lease: UUID
    rows: list[int]


class Ended(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one delivery that was claimed: READY means once more, when it is due."""

    seq: int
    lease: UUID
    state: State
    status: int = 0
    reason: str = ""
    due_at: datetime | None = None
    tried: bool = True


async def put(*rows: Delivery) -> None:
    """Into the queue; what waits there for the same address and subject is superseded."""
    for address, subject in sorted({(row.address, row.subject) for row in rows}):
        figures.superseded.inc(len(await Delivery.raw(_SUPERSEDE, now(), address, subject)))
    await Delivery.insert(*rows)
    await wake()


async def claim(
    limit: int, channel: Channel = Channel.PUSH, *, spare: Collection[str] = ()
) -> Claim:
    """At most so many rows that are due, each for nobody else; none for a push origin to spare."""
    at, lease = now(), uuid4()
    told_to_wait = QueryString("(device.next_at > {} OR device.origin {})", at, among(spare))
    lock = "FOR UPDATE SKIP LOCKED" if current().engine_type == "postgres" else ""
    until = at + (LEASE if channel is Channel.PUSH else LONG_LEASE)
    asked = (lease, until, channel.value, at, at, told_to_wait, limit, QueryString(lock))
    rows = await Delivery.raw(_CLAIM, *asked)
    return Claim(lease, sorted(row["seq"] for row in rows))


async def complete(ends: Sequence[Ended]) -> set[int]:
    """Keep what became of these, wherever the lease still holds; which those were."""
    alike: dict[Ended, list[int]] = defaultdict(list)
    for each in ends:
        alike[msgspec.structs.replace(each, seq=0)].append(each.seq)
    kept: set[int] = set()
    for end, seqs in alike.items():
        kept |= await (_put_back if end.state is State.READY else _done)(end, seqs)
    return kept


async def _done(end: Ended, seqs: list[int]) -> set[int]:
    said = (end.state.value, end.status, end.reason, now(), end.lease)
    return _seqs(await Delivery.raw(_DONE, *said, among(seqs)))


async def _put_back(end: Ended, seqs: list[int]) -> set[int]:
    at, due = now(), end.due_at or now()
    mine = QueryString("lease = {} AND seq {}", end.lease, among(seqs))
    outrun = await Delivery.raw(_OUTRUN, at, mine, due)
    back = (end.status, end.reason, due, int(not end.tried), mine)
    return _seqs(outrun) | _seqs(await Delivery.raw(_BACK, *back))


async def reap() -> int:
    """Rows whose lease is over wait again: their sender is gone, or too slow to be believed."""
    at = now()
    over = QueryString("lease_until <= {}", at)
    outrun = await Delivery.raw(_OUTRUN, at, over, at)
    lost = len(outrun) + len(await Delivery.raw(_LOST, at))
    figures.leases_expired.inc(lost)
    return lost


async def expire() -> int:
    """Rows that nobody sent while they were of use are dead."""
    return len(await Delivery.raw(_EXPIRE, at := now(), at))


def _seqs(rows: list[dict[str, int]]) -> set[int]:
    return {row["seq"] for row in rows}
