"""A session lives as long as is written down, and no longer."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from server import clock
from server.people.asking import adult_of
from server.people.rules import Device, Level, Standing
from server.people.sessions import begin
from server.people.tables import Passkey, Session
from tests.browsing import Browsers
from tests.world import World


@pytest.fixture(autouse=True)
def _time_goes_on() -> Iterator[None]:
    yield
    clock.hold(None)


@pytest.mark.parametrize(
    ("level", "device", "passkey", "idle", "standing"),
    [
        (Level.FULL, Device.OWN, True, timedelta(hours=11), Standing.OPEN),
        (Level.FULL, Device.OWN, True, timedelta(hours=12), Standing.LOCKED),
        (Level.FULL, Device.OWN, True, timedelta(days=30), None),
        (Level.FULL, Device.OWN, False, timedelta(days=6), Standing.OPEN),
        (Level.FULL, Device.OWN, False, timedelta(days=7), None),
        (Level.FULL, Device.SHARED, True, timedelta(minutes=15), None),
        (Level.FULL, Device.STAFF, True, timedelta(minutes=29), Standing.OPEN),
        (Level.FULL, Device.STAFF, True, timedelta(minutes=30), None),
        (Level.CODE, Device.OWN, False, timedelta(hours=24), None),
        (Level.CODE, Device.SHARED, False, timedelta(minutes=15), None),
    ],
)
async def test_a_session_lives_as_long_as_written_down(
    world: World,
    level: Level,
    device: Device,
    passkey: bool,  # noqa: FBT001
    idle: timedelta,
    standing: Standing | None,
) -> None:
    if passkey:
        await Passkey.insert(
            Passkey(person=world.amira.id, credential="x", public_key=b"x", made_at=clock.now())
        )
    token = await begin(world.amira.id, level, device, "")
    clock.hold(clock.now() + idle)
    found = await adult_of(token)
    assert (found.standing if found else None) == standing


async def test_a_locked_session_asks_for_the_passkey_and_shows_nothing(
    world: World, browsers: Browsers
) -> None:
    browser = await browsers.of(world.amira)
    await Session.update({Session.reopens: True}).where(Session.person == world.amira.id)
    clock.hold(clock.now() + timedelta(hours=13))
    answer = await browser.get("/me")
    assert answer.headers["location"] == "/unlock?next=/me"
    assert "Amira" not in (await browser.get("/unlock")).text
