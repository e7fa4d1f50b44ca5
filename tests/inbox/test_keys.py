"""Push services know us by a key that is made once, sealed, and replaced without losing anybody."""

import asyncio
import sys
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from structlog.testing import capture_logs

from server.db import Engine, engine_from_url, migrate
from server.db.choosing import using
from server.inbox import keys
from server.inbox.keys import (
    forget_old_keys,
    opened,
    private_key,
    public_key,
    public_text,
    rotate,
    sealed,
)
from server.inbox.tables import PushKey, Subscription
from tests.inbox.telling_town import has_phone, held
from tests.world import World

SECRET, OTHER = b"s" * 32, b"o" * 32
AT = datetime(2026, 9, 1, 9, 0, tzinfo=UTC)
ELSEWHERE = """
import asyncio, sys
from server.db import engine_from_url, use
from server.inbox.keys import public_key
use(engine_from_url(sys.argv[1]))
print(asyncio.run(public_key(b"s" * 32)))
"""


async def row_of(public: str) -> dict[str, object]:
    row = await PushKey.select().where(PushKey.public == public).first()
    assert row
    return row


async def test_a_key_is_made_at_first_need_and_stays(clean: Engine) -> None:
    first = await public_key(SECRET)
    assert len(first) == 87
    assert await public_key(SECRET) == first
    assert await PushKey.count() == 1


async def test_many_first_needs_at_once_make_one_key(clean: Engine) -> None:
    made = await asyncio.gather(*(public_key(SECRET) for _ in range(8)))
    assert len(set(made)) == 1
    assert await PushKey.count() == 1


async def test_two_processes_make_one_key(new_url: str) -> None:
    engine = engine_from_url(new_url)
    await migrate(engine)
    asked = [sys.executable, "-c", ELSEWHERE, new_url]
    both = [
        await asyncio.create_subprocess_exec(*asked, stdout=asyncio.subprocess.PIPE) for _ in "ab"
    ]
    said = {(await each.communicate())[0].decode().strip() for each in both}
    with using(engine):
        assert [row["public"] for row in await PushKey.select()] == list(said)


async def test_the_half_that_signs_opens_only_with_the_secret_and_in_its_own_row(
    clean: Engine,
) -> None:
    row = await row_of(await public_key(SECRET))
    key_id, kept = UUID(str(row["id"])), bytes(row["sealed"])  # type: ignore[call-overload]
    private = opened(SECRET, key_id, kept)
    assert private is not None
    assert public_text(private) == row["public"]
    assert private.private_numbers().private_value.to_bytes(32, "big") not in kept
    assert opened(OTHER, key_id, kept) is None
    assert opened(SECRET, uuid4(), kept) is None
    assert opened(SECRET, key_id, b"") is None
    assert sealed(SECRET, key_id, private) != kept


async def test_after_a_change_of_secret_another_key_is_made_and_it_is_said_once(
    clean: Engine,
) -> None:
    keys._say_once.cache_clear()
    first = await public_key(SECRET)
    with capture_logs() as said:
        other = [await public_key(OTHER) for _ in range(3)]
    assert len({first, *other}) == 2
    assert len(said) == 1
    assert first not in str(said)
    assert await public_key(SECRET) == first


async def test_a_new_key_replaces_the_old_one_and_forgets_nobody(clean: Engine) -> None:
    with held(AT):
        old = await public_key(SECRET)
    with held(AT + timedelta(days=1)):
        new = await rotate(SECRET)
        assert await public_key(SECRET) == new
    row = await row_of(old)
    assert row["retired_at"] == AT + timedelta(days=1)
    private = await private_key(SECRET, UUID(str(row["id"])))
    assert private is not None
    assert public_text(private) == old


@pytest.mark.parametrize(("days", "left"), [(89, 2), (91, 1)])
async def test_an_old_key_goes_after_90_days_with_the_devices_that_know_no_newer(
    world: World, days: int, left: int
) -> None:
    with held(AT):
        await public_key(SECRET)
        device = await has_phone(world.amira)
        await rotate(SECRET)
    with held(AT + timedelta(days=days)):
        await forget_old_keys()
        await has_phone(world.omar)
    assert await PushKey.count() == left
    assert await Subscription.exists().where(Subscription.id == device) is (left == 2)


async def test_what_is_not_retired_is_never_too_old(clean: Engine) -> None:
    with held(AT):
        first = await public_key(SECRET)
    with held(AT + timedelta(days=3650)):
        await forget_old_keys()
        assert await public_key(SECRET) == first


async def test_a_key_that_is_gone_signs_nothing(clean: Engine) -> None:
    assert await private_key(SECRET, uuid4()) is None
