"""The queue gives each row to one sender at a time, in order, and loses none."""

import asyncio
import sys
from asyncio.subprocess import PIPE
from datetime import timedelta

from server.clock import now
from server.db import engine_from_url, migrate, using
from server.inbox.queue import LEASE, claim, expire, reap
from server.inbox.rules import Channel, State
from server.inbox.tables import Delivery, Subscription
from tests.inbox.going import ended, many_more, queued, states
from tests.inbox.telling_town import has_phone, held, tuesday
from tests.world import World, person

CLAIMING = """
import asyncio, sys
from server.db import engine_from_url, unit, use
from server.inbox.queue import Ended, claim, complete
from server.inbox.rules import State

@unit
async def done(held):
    await complete([Ended(seq=seq, lease=held.lease, state=State.SENT) for seq in held.rows])

async def main():
    engine = use(engine_from_url(sys.argv[1], synchronous="OFF", patience=60))
    await engine.open()
    print("ready", flush=True)
    sys.stdin.readline()
    while (held := await claim(250)).rows:
        await done(held)
        print(len(held.rows))
    await engine.close()

asyncio.run(main())
"""


async def test_two_senders_never_take_the_same_row(new_url: str) -> None:
    engine = engine_from_url(new_url, synchronous="OFF", patience=60)
    await migrate(engine)
    with using(engine):
        await queued(await person("Amira"))
        await many_more(9_999)
        claimed = await both_claim(new_url)
        assert sum(map(sum, claimed)) == 10_000
        assert all(claimed)
        assert await Delivery.count().where(Delivery.attempt != 1) == 0
        assert await Delivery.count().where(Delivery.state == State.SENT.value) == 10_000


async def both_claim(url: str) -> list[list[int]]:
    """Two senders begin at once and go on until there is nothing left; how much each claimed."""
    command = (sys.executable, "-c", CLAIMING, url)
    pipes = {"stdin": PIPE, "stdout": PIPE}
    senders = [await asyncio.create_subprocess_exec(*command, **pipes) for _ in "ab"]
    for each in senders:
        assert await each.stdout.readline() == b"ready\n"
    said = await asyncio.gather(*(each.communicate(b"go\n") for each in senders))
    return [[int(line) for line in out.split()] for out, _ in said]


async def test_only_what_is_due_and_of_use_is_claimed(world: World) -> None:
    soon, over = now() + timedelta(seconds=5), now() - timedelta(seconds=5)
    await queued(world.amira, due_at=soon)
    await queued(world.amira, until=over)
    await queued(world.amira, channel=Channel.MAIL)
    due = await queued(world.amira)
    assert (await claim(64)).rows == [due]


async def test_an_address_hears_of_a_subject_one_after_the_other(world: World) -> None:
    first = await queued(world.amira, subject="reply-1")
    held_first = await claim(64)
    second = await queued(world.amira, subject="reply-1")
    other = await queued(world.amira, subject="reply-2")
    assert held_first.rows == [first]
    assert (await claim(64)).rows == [other]
    await ended(held_first)
    assert (await claim(64)).rows == [second]


async def test_nothing_is_claimed_for_a_device_that_was_told_to_wait(world: World) -> None:
    phone = await has_phone(world.amira)
    told = {Subscription.next_at: now() + timedelta(seconds=7)}
    await Subscription.update(told).where(Subscription.id == phone)
    waits = await queued(world.amira, subscription=phone)
    assert (await claim(64)).rows == []
    with held(now() + timedelta(seconds=8)):
        assert (await claim(64)).rows == [waits]


async def test_nothing_is_claimed_for_a_push_service_that_is_left_in_peace(world: World) -> None:
    phone = await has_phone(world.amira)
    waits = await queued(world.amira, subscription=phone)
    origin = "https://updates.push.services.mozilla.com"
    assert (await claim(64, spare=[origin, "https://other.example"])).rows == []
    assert (await claim(64, spare=["https://other.example"])).rows == [waits]


async def test_whoever_is_stuck_loses_the_lease_and_is_not_believed_later(world: World) -> None:
    with held(tuesday()) as _:
        await queued(world.amira)
        stuck = await claim(64)
        assert await reap() == 0
    with held(tuesday() + LEASE + timedelta(seconds=5)):
        assert await reap() == 1
        again = await claim(64)
        assert again.rows == stuck.rows
        assert await ended(stuck, State.DEAD) == set()
        assert await ended(again) == set(again.rows)
    assert await states() == ["sent"]


async def test_what_waits_for_the_same_address_and_subject_is_superseded(world: World) -> None:
    for subject in ("reply-1", "reply-2", "reply-1"):
        await queued(world.amira, subject=subject)
    await queued(world.amira, subject="reply-1", address="tablet")
    assert await states() == ["superseded", "ready", "ready", "ready"]


async def test_what_is_on_its_way_is_not_superseded(world: World) -> None:
    await queued(world.amira, subject="reply-1")
    await claim(64)
    await queued(world.amira, subject="reply-1")
    assert await states() == ["leased", "ready"]


async def test_what_failed_gives_way_to_a_newer_one_that_leaves_no_later(world: World) -> None:
    await queued(world.amira, subject="reply-1")
    failed = await claim(64)
    await queued(world.amira, subject="reply-1")
    await ended(failed, State.READY, due_at=now() + timedelta(seconds=15), status=503)
    assert await states() == ["superseded", "ready"]


async def test_what_failed_is_tried_again_before_a_newer_one_that_leaves_later(
    world: World,
) -> None:
    await queued(world.amira, subject="reply-1")
    failed = await claim(64)
    await queued(world.amira, subject="reply-1", due_at=now() + timedelta(hours=9))
    await ended(failed, State.READY, due_at=now(), status=503)
    assert await states() == ["ready", "ready"]
    assert (await claim(64)).rows == failed.rows


async def test_what_was_not_sent_at_all_was_no_attempt(world: World) -> None:
    await queued(world.amira)
    await ended(await claim(64), State.READY, tried=False)
    await claim(64)
    row = await Delivery.select(Delivery.attempt).first()
    assert row == {"attempt": 1}


async def test_what_nobody_sent_in_time_is_given_up(world: World) -> None:
    await queued(world.amira, until=now() - timedelta(seconds=1))
    await queued(world.amira)
    assert await expire() == 1
    rows = await Delivery.select(Delivery.state, Delivery.reason).order_by(Delivery.seq)
    assert [tuple(row.values()) for row in rows] == [("dead", "expired"), ("ready", "")]
