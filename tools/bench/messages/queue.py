"""How many deliveries a second are claimed and completed, in batches."""

import time

from server.db import unit
from server.inbox.queue import Claim, Ended, claim, complete
from server.inbox.rules import State
from server.inbox.tables import Delivery
from tools.bench.messages.figures import Figure

BATCHES = (64, 256)
TIMES = 5  # each delivery that was sent is queued so often again
LONGEST = 10.0  # seconds, where the machine is busy
AT_LEAST = 20_000  # the aim


async def queue_figures() -> list[Figure]:
    """Rows a second, for each size of batch; of a database that has sent before."""
    return [await _figure(size) for size in BATCHES]


async def _figure(size: int) -> Figure:
    await _fill(f" of {size}")
    await _one_batch(size)
    began, done = time.perf_counter(), 0
    while time.perf_counter() < began + LONGEST and (count := await _one_batch(size)):
        done += count
    speed = done / (time.perf_counter() - began)
    what = f"claimed and completed, {size} at a time"
    return Figure(what, f"{speed:,.0f} rows/s", f">= {AT_LEAST:,}", speed >= AT_LEAST)


async def _one_batch(size: int) -> int:
    claimed = await claim(size)
    return len(await _complete(claimed)) if claimed.rows else 0


@unit
async def _complete(claimed: Claim) -> set[int]:
    lease, state = claimed.lease, State.SENT
    return await complete([Ended(seq=seq, lease=lease, state=state) for seq in claimed.rows])


async def _fill(subject: str) -> None:
    """What was sent, waiting again, each on subjects of its own."""
    new = ("seq", "subject", "state", "attempt", "done_at")
    same = ", ".join(it._meta.name for it in Delivery._meta.columns if it._meta.name not in new)
    sql = f"""
    WITH RECURSIVE number (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM number WHERE n < {{}})
    INSERT INTO delivery (subject, state, attempt, {same})
    SELECT number.n || {{}}, 'ready', 0, {same} FROM delivery, number
    WHERE state = 'sent' AND subject LIKE 'reply-%'
    """  # noqa: S608 -- our own names
    await Delivery.raw(sql, TIMES, subject)
