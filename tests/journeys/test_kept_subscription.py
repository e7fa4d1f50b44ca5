"""Messages keep coming to a phone that said yes, and to no phone that was stopped."""

import os
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.journeys.conftest import ROOT, running
from tests.journeys.firefox import Firefox, firefox, until
from tests.journeys.in_firefox import Visitor, comes_in, notified
from tests.journeys.mozilla_push import PushService
from tests.journeys.reaching import asks_for_a_test, says_yes
from tests.journeys.visitor import House

pytestmark = pytest.mark.journey
LATER = "localStorage.messages = JSON.stringify({ ...JSON.parse(localStorage.messages), at: 0 })"
LOSE = """navigator.serviceWorker.ready.then((worker) => worker.pushManager.getSubscription())
  .then((held) => held.unsubscribe())"""
REPLACE = """navigator.serviceWorker.ready.then(async ({ pushManager }) => {
  const held = await pushManager.getSubscription();
  await held.unsubscribe();
  const { applicationServerKey } = held.options;
  await pushManager.subscribe({ userVisibleOnly: true, applicationServerKey });
})"""


class Home(NamedTuple):
    """A demo, and what its operator can do to it."""

    house: House
    env: dict[str, str]

    def rotates_its_key(self) -> None:
        """As an operator does, while the app runs."""
        command = [sys.executable, "-m", "server", "rotate-push-key"]
        subprocess.run(command, cwd=ROOT, env={**os.environ, **self.env}, check=True)


@pytest.fixture(scope="module")
def home(service: PushService, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    folder = tmp_path_factory.mktemp("demo-kept")
    env = {
        "DATABASE_URL": f"sqlite:///{folder / 'demo.db'}",
        "ALONGSIDE_SECRET_FILE": str(folder / "secret"),
        "ALONGSIDE_PUSH_ALSO": service.origin,
    }
    with running(env["DATABASE_URL"], folder, **env) as found:
        yield Home(found, {**env, "ALONGSIDE_ORIGIN": found.phone})


@pytest.fixture
async def browser(service: PushService, tmp_path: Path) -> AsyncIterator[Firefox]:
    """A Firefox that takes its messages from the push service of this machine."""
    where = {"dom.push.serverURL": f"{service.origin.replace('http', 'ws', 1)}/"}
    async with firefox(tmp_path, **where) as found:
        yield found


@pytest.fixture
async def imran(browser: Firefox, home: Home) -> Visitor:
    return await comes_in(browser, home.house, "Imran", "en_GB")


def channel(endpoint: str) -> str:
    return endpoint.rpartition("/")[2]


async def a_new_one(service: PushService, before: str) -> str:
    """The address that took the place of this one, whose browser lets go of it."""
    old = list(service.channels)

    async def looks() -> str | None:
        new = list(service.channels)[old.index(channel(before)) + 1 :]
        return new[-1] if new and not service.channels[channel(before)].live else None

    return service.endpoint(await until("a new subscription", looks))


async def is_told_there(adult: Visitor, house: House, service: PushService, at: str) -> None:
    """A test comes to this address and shows."""
    await asks_for_a_test(adult, house)
    assert (await notified(adult.browser))["title"] == "Test message"
    assert len(service.sent_to(at)) == 1


async def test_a_new_key_is_taken_up_a_day_later(
    imran: Visitor, home: Home, service: PushService
) -> None:
    first = await says_yes(imran, home.house, service)
    home.rotates_its_key()
    await imran.value(LATER)
    await imran.goes(f"{home.house.phone}/")
    second = await a_new_one(service, first)
    keys = {service.channels[channel(each)].key for each in (first, second)}
    assert len(keys) == 2
    await is_told_there(imran, home.house, service, second)


@pytest.mark.parametrize("what", [LOSE, REPLACE])
async def test_what_a_phone_lost_or_replaced_is_there_again_at_the_next_opening(
    what: str, imran: Visitor, home: Home, service: PushService
) -> None:
    first = await says_yes(imran, home.house, service)
    await imran.value(what)
    await imran.goes(f"{home.house.phone}/")
    await is_told_there(imran, home.house, service, await a_new_one(service, first))


async def test_signing_out_ends_it_in_the_browser_too(
    imran: Visitor, home: Home, service: PushService
) -> None:
    first = await says_yes(imran, home.house, service)
    await imran.goes(f"{home.house.phone}/me")
    await imran.taps("Sign out")
    await imran.is_at("/sign-in")
    assert not service.channels[channel(first)].live


async def test_a_phone_that_was_stopped_from_another_stays_so_until_the_next_yes(
    browser: Firefox, home: Home, service: PushService
) -> None:
    house = home.house
    phone, other = [await comes_in(browser, house, "Gloria", "en_GB") for _ in "ab"]
    first = await says_yes(phone, house, service)
    await other.goes(f"{house.phone}/me/phone")
    await other.taps("Stop messages there")
    await other.until("!document.querySelector('[aria-labelledby=told]')")
    await phone.value(LATER)
    await phone.goes(f"{house.phone}/")

    async def let_go() -> bool:
        return not service.channels[channel(first)].live

    await until("the browser lets go", let_go)
    await phone.goes(f"{house.phone}/me/phone")
    await phone.sees("Yes, tell me")
    await phone.taps("Yes, tell me")
    await phone.sees("Turn it off here")
    await is_told_there(phone, house, service, await a_new_one(service, first))
