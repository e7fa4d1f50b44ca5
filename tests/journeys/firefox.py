"""A stock Firefox, started for a while and spoken to by WebDriver BiDi, its own windows too."""

import asyncio
import json
import os
import re
import shutil
import signal
import subprocess
import time
from collections.abc import AsyncIterator, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Any

import aiohttp
import pytest

STARTS_WITHIN = 60.0  # seconds; a busy machine is no failure
SHORT = 20.0
EVERY = 0.05
PREFERENCES: Mapping[str, bool | int | str] = {
    "alerts.useSystemBackend": False,  # notifications as windows of its own, that we can see
    "app.normandy.enabled": False,
    "app.update.disabledForTesting": True,
    "browser.contentblocking.report.show_mobile_app": False,
    "browser.region.network.url": "",
    "browser.safebrowsing.downloads.enabled": False,
    "browser.safebrowsing.malware.enabled": False,
    "browser.safebrowsing.phishing.enabled": False,
    "browser.search.update": False,
    "browser.shell.checkDefaultBrowser": False,
    "browser.translations.enable": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "dom.push.alwaysConnect": True,
    "dom.push.connection.enabled": True,
    "dom.push.enabled": True,
    "dom.push.requestTimeout": 10_000,
    "dom.push.retryBaseInterval": 200,
    "dom.push.testing.allowInsecureServerURL": True,
    "extensions.systemAddon.update.enabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "network.manage-offline-status": False,
    "security.notification_enable_delay": 0,
    "services.settings.server": "data:,#remote-settings-dummy/v1",
    "toolkit.telemetry.enabled": False,
    "toolkit.telemetry.server": "",
}


class FirefoxSaid(Exception):  # noqa: N818 -- Firefox's own words
    """Firefox refused to do something."""


def program() -> str:
    """$FIREFOX, or the Firefox of this machine; a journey without one fails."""
    named = (os.environ.get("FIREFOX"), shutil.which("firefox-esr"), shutil.which("firefox"))
    found = next((path for path in named if path and Path(path).exists()), None)
    if found is None:
        pytest.fail("No Firefox: apt install firefox-esr, or set FIREFOX.")
    return found


class Firefox:
    """The browser: sends commands, hands back answers."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.numbers = count(1)
        self.answers: dict[int, asyncio.Future[dict[str, Any]]] = {}
        self.window = ""
        self.people: list[str] = []

    async def listens(self) -> None:
        """Every answer goes to who asked, until the browser is gone."""
        async for message in self.socket:
            said = json.loads(message.data)
            asked = self.answers.pop(said.get("id") or 0, None)
            if asked and not asked.done():
                asked.set_result(said)
        for left in self.answers.values():
            if not left.done():
                left.set_exception(FirefoxSaid("It is gone."))

    async def does(self, method: str, **how: Any) -> dict[str, Any]:
        """One command of WebDriver BiDi, and its result."""
        number = next(self.numbers)
        self.answers[number] = asyncio.get_running_loop().create_future()
        await self.socket.send_json({"id": number, "method": method, "params": how})
        said = await asyncio.wait_for(self.answers[number], SHORT)
        if said["type"] == "error":
            raise FirefoxSaid(f"{method}: {said['error']}: {said['message']}")
        result: dict[str, Any] = said["result"]
        return result

    async def value(self, context: str, expression: str) -> Any:
        """What an expression (or a promise) comes to in a window, by way of JSON."""
        wrapped = f"(async () => JSON.stringify((await ({expression})) ?? null))()"
        said = await self.does(
            "script.evaluate", expression=wrapped, target={"context": context}, awaitPromise=True
        )
        if said["type"] == "exception":
            raise FirefoxSaid(said["exceptionDetails"]["text"])
        return json.loads(said["result"]["value"])

    async def itself(self, expression: str) -> Any:
        """What an expression comes to in the browser's own window."""
        if not self.window:
            found = await self.does("browsingContext.getTree", **{"moz:scope": "chrome"})
            self.window = found["contexts"][0]["context"]
        return await self.value(self.window, expression)

    async def person(self) -> str:
        """A place with cookies, workers and permissions of its own, like another phone."""
        made = await self.does("browser.createUserContext")
        self.people.append(made["userContext"])
        return self.people[-1]

    async def tab(self, person: str = "default") -> str:
        """A new tab of this person, in front."""
        made = await self.does("browsingContext.create", type="tab", userContext=person)
        return str(made["context"])


async def until(what: str, look: Any, within: float = SHORT) -> Any:
    """The first answer that is something; a page on its way to another is asked again."""
    last: object = None
    end = time.monotonic() + within
    while time.monotonic() < end:
        try:
            if last := await look():
                return last
        except FirefoxSaid as refusal:
            last = refusal
        await asyncio.sleep(EVERY)
    pytest.fail(f"Not within {within:.0f} s: {what} ({last!r})")


def prepare(profile: Path, more: Mapping[str, bool | int | str]) -> None:
    """The profile's preferences, before the first start."""
    profile.mkdir(parents=True, exist_ok=True)
    wanted = {**PREFERENCES, **more}.items()
    lines = [f"user_pref({json.dumps(name)}, {json.dumps(value)});" for name, value in wanted]
    (profile / "user.js").write_text("\n".join(lines))


@contextmanager
def started(profile: Path) -> Iterator[str]:
    """The program; where it can be spoken to. It and all its processes are gone afterwards."""
    ways = ("--headless", "--no-remote", "--new-instance", "--remote-debugging-port", "0")
    command = [program(), "--profile", str(profile), *ways, "--remote-allow-system-access"]
    said = profile / "said.txt"
    with said.open("w") as out:
        browser = subprocess.Popen(
            [*command, "about:blank"],
            env={**os.environ, "HOME": str(profile)},
            stdout=out,
            stderr=out,
            start_new_session=True,
        )
    try:
        yield address(browser, said)
    finally:
        ends(browser)


def address(browser: subprocess.Popen[bytes], said: Path) -> str:
    """Where it can be spoken to, once it says so."""
    end = time.monotonic() + STARTS_WITHIN
    while time.monotonic() < end and browser.poll() is None:
        if found := re.search(r"WebDriver BiDi listening on (ws://\S+)", said.read_text()):
            return f"{found[1]}/session"
        time.sleep(EVERY)
    pytest.fail(f"Firefox did not start:\n{said.read_text()[-2000:]}")


def ends(browser: subprocess.Popen[bytes]) -> None:
    """Asked first, then made to; whatever it began, too."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        with suppress(ProcessLookupError, subprocess.TimeoutExpired):
            os.killpg(browser.pid, sign)
            browser.wait(timeout=5)


@asynccontextmanager
async def firefox(profile: Path, **more: bool | int | str) -> AsyncIterator[Firefox]:
    """A Firefox with these preferences, for as long as it is needed."""
    prepare(profile, more)
    with started(profile) as where:
        async with aiohttp.ClientSession() as session, session.ws_connect(where) as socket:
            browser = Firefox(socket)
            listening = asyncio.create_task(browser.listens())
            await browser.does("session.new", capabilities={})
            try:
                yield browser
            finally:
                listening.cancel()
                await asyncio.wait([listening])
