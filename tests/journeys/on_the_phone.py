"""The app as it stands on a phone: its worker, what it keeps, and a newer version of it all."""

import asyncio
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.async_api import Page, Worker

from tests.journeys.conftest import ROOT, answers, free_port
from tests.journeys.visitor import House

PATIENCE = 20.0
SHELLS = "async () => (await caches.keys()).filter((name) => name.startsWith('shell-'))"
WAITS = "async () => Boolean((await navigator.serviceWorker.getRegistration())?.waiting)"
LOOKS = "async () => { await (await navigator.serviceWorker.getRegistration()).update(); }"
# What this very page is made of, asked for once more by the page itself.
ASSETS = """async () => {
  const links = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon]")];
  const scripts = [...document.querySelectorAll("script[src]")];
  const urls = [...links.map((each) => each.href), ...scripts.map((each) => each.src)];
  const said = await Promise.all(urls.map((url) => fetch(url, { cache: "no-store" })));
  return said.map(({ status }) => status);
}"""


async def worked_for(page: Page) -> Worker:
    """The worker of this page, once it works for the page."""
    await page.evaluate("() => navigator.serviceWorker.ready.then(() => true)")
    await until(lambda: page.evaluate("() => Boolean(navigator.serviceWorker.controller)"))
    return page.context.service_workers[-1]


async def until(true: Callable[[], Awaitable[Any]]) -> None:
    """Wait for this, but not for ever."""
    ends = time.monotonic() + PATIENCE
    while not await true():
        assert time.monotonic() < ends, "It did not come true."
        await asyncio.sleep(0.1)


class Town:
    """A demo of its own at one address, which can be replaced by a newer version of itself."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.house = House(free_port())
        self.server: subprocess.Popen[bytes] | None = None
        self.version = 1

    def open(self, root: Path) -> None:
        """The version in this folder answers from now on."""
        self.close()
        port, said = self.house.phone.rpartition(":")[2], self.folder / "said.txt"
        env = {
            **os.environ,
            "DATABASE_URL": f"sqlite:///{self.folder / 'demo.db'}",
            "ALONGSIDE_SECRET_FILE": str(self.folder / "secret"),
            "ALONGSIDE_MAIL": f"file:{self.folder / 'outbox'}",
            "ALONGSIDE_TEXT": f"file:{self.folder / 'texts'}",
            "ALONGSIDE_ORIGIN": f"{self.house.phone},{self.house.screen}",
        }
        command = [sys.executable, "-m", "server", "demo", "--port", port]
        with said.open("w") as out:
            self.server = subprocess.Popen(command, cwd=root, env=env, stdout=out, stderr=out)
        answers(self.server, f"{self.house.phone}/demo", said)

    def deploy(self) -> None:
        """A version where every script and the sheet have changed."""
        self.version += 1
        newer = self.folder / f"version-{self.version}"
        for name in ("server", "locales"):
            ignored = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, newer / name, ignore=ignored)
        for path in (newer / "server/static").glob("*.js"):
            path.write_text(f"{path.read_text()}// {self.version}\n")
        sheet = newer / "server/static/tokens.css"
        sheet.write_text(
            f"{sheet.read_text()}\n@layer parts {{ .version-{self.version} {{ gap: 0; }} }}\n"
        )
        self.open(newer)

    def close(self) -> None:
        if self.server:
            self.server.terminate()
            self.server.wait(timeout=30)


@contextmanager
def a_town(folder: Path) -> Iterator[Town]:
    """A demo of today's version, for as long as it is needed."""
    town = Town(folder)
    town.open(ROOT)
    try:
        yield town
    finally:
        town.close()
