"""A demo that really runs, and a browser that really opens it."""

import os
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.async_api import Browser, BrowserContext, Error, Page, async_playwright

from tests.conftest import drop_database, make_database
from tests.journeys.mozilla_push import PushService, push_service
from tests.journeys.visitor import House

ROOT = Path(__file__).parents[2]
RESULTS = ROOT / "test-results"
STARTS_WITHIN = 120.0  # seconds; filling the demo on a busy machine included
PHONE = {"width": 360, "height": 740}
failed = pytest.StashKey[bool]()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    """Remember that a journey failed, for the picture of where it stood."""
    report = yield
    item.stash[failed] = item.stash.get(failed, False) or report.failed
    return report


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running(url: str, folder: Path, **more: str) -> Iterator[House]:
    """python -m server demo, for as long as it is needed."""
    port = free_port()
    env = {
        **os.environ,
        "DATABASE_URL": url,
        "ALONGSIDE_DEMO": "1",
        "ALONGSIDE_SECRET_FILE": str(folder / "secret"),
        "ALONGSIDE_MAIL": f"file:{folder / 'outbox'}",
        "ALONGSIDE_TEXT": f"file:{folder / 'texts'}",
        "ALONGSIDE_ORIGIN": f"http://localhost:{port},http://127.0.0.1:{port}",
        **more,
    }
    command = [sys.executable, "-m", "server", "demo", "--port", str(port)]
    said = folder / "said.txt"
    with said.open("w") as out:
        server = subprocess.Popen(command, cwd=ROOT, env=env, stdout=out, stderr=out)
    try:
        answers(server, f"http://localhost:{port}/demo", said)
        yield House(port)
    finally:
        server.terminate()
        server.wait(timeout=30)


def answers(server: subprocess.Popen[bytes], address: str, said: Path) -> None:
    """Wait until the demo is there; say what it said when it is not."""
    until = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < until and server.poll() is None:
        try:
            with urlopen(address, timeout=5):
                return
        except (URLError, OSError):
            time.sleep(0.2)
    pytest.fail(f"The demo did not start:\n{said.read_text()[-2000:]}")


@pytest.fixture(scope="session")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The demo on SQLite."""
    folder = tmp_path_factory.mktemp("demo")
    with running(f"sqlite:///{folder / 'demo.db'}", folder) as found:
        yield found


@pytest.fixture(scope="session")
async def postgres_house(
    postgres_url: str, tmp_path_factory: pytest.TempPathFactory
) -> AsyncIterator[House]:
    """The demo on PostgreSQL."""
    folder = tmp_path_factory.mktemp("demo-postgres")
    url = await make_database("postgres", postgres_url, folder)
    with running(url, folder) as found:
        yield found
    await drop_database(url, postgres_url)


@pytest.fixture(scope="session")
async def service() -> AsyncIterator[PushService]:
    """A push service on this machine."""
    async with push_service() as found:
        yield found


@pytest.fixture(scope="module")
def pushing_house(
    service: PushService, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[House]:
    """A demo of its own, whose sender knows that push service too."""
    folder = tmp_path_factory.mktemp("demo-push")
    url = f"sqlite:///{folder / 'demo.db'}"
    with running(url, folder, ALONGSIDE_PUSH_ALSO=service.origin) as found:
        yield found


def own_browser() -> str | None:
    """$CHROMIUM, or Debian's Chromium; else Playwright's own (None)."""
    named = (os.environ.get("CHROMIUM"), "/usr/bin/chromium", shutil.which("google-chrome"))
    return next((path for path in named if path and Path(path).exists()), None)


@pytest.fixture(scope="session")
async def chromium() -> AsyncIterator[Browser]:
    """A real browser; a journey without one fails and says what to install."""
    async with async_playwright() as driver:
        quiet = ["--disable-gpu", "--disable-quic", "--no-first-run"]
        try:
            browser = await driver.chromium.launch(executable_path=own_browser(), args=quiet)
        except Error as error:
            pytest.fail(f"No browser: apt install chromium, or set CHROMIUM. {error.message}")
        yield browser
        await browser.close()


Open = Callable[..., Awaitable[BrowserContext]]


@pytest.fixture
async def a_phone(chromium: Browser, request: pytest.FixtureRequest) -> AsyncIterator[Open]:
    """A phone with nothing in it; a picture of each of its windows is kept when a journey fails."""
    opened: list[BrowserContext] = []

    async def found(**more: object) -> BrowserContext:
        facts = {"viewport": PHONE, "locale": "en-GB", **more}
        opened.append(await chromium.new_context(**facts))
        return opened[-1]

    yield found
    if request.node.stash.get(failed, False):
        await keep_pictures([page for each in opened for page in each.pages], request.node.name)
    for context in opened:
        await context.close()


async def keep_pictures(pages: list[Page], name: str) -> None:
    RESULTS.mkdir(exist_ok=True)
    for number, page in enumerate(pages):
        file = re.sub(r"[^a-z0-9]+", "-", name.lower())
        await page.screenshot(path=RESULTS / f"{file}-{number}.png", full_page=True)
