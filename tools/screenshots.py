"""The pictures of the README and of the installed app, of today's demo: `make screenshots`."""

import os
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

PORT = 8970
HOME = f"http://localhost:{PORT}"
ROOT = Path(__file__).resolve().parents[1]
README = ROOT / "docs" / "screenshots"
APP = ROOT / "server" / "static" / "shots"
PHONE = ViewportSize(width=360, height=740)
DESK = ViewportSize(width=1280, height=800)
# What a phone shows before it installs the app: of a parent who reads each language.
PARENTS = {"en_GB": "Imran", "pl": "Tomek", "ur": "Sadia"}


@contextmanager
def demo() -> Iterator[None]:
    """The demo, with files of its own, for as long as the pictures take."""
    with tempfile.TemporaryDirectory() as folder:
        own = {
            "DATABASE_URL": f"sqlite:///{folder}/demo.db",
            "ALONGSIDE_SECRET_FILE": f"{folder}/secret",
            "ALONGSIDE_MAIL": f"file:{folder}/outbox",
            "ALONGSIDE_TEXT": f"file:{folder}/texts",
        }
        command = [sys.executable, "-m", "server", "demo", "--port", str(PORT)]
        with subprocess.Popen(command, env={**os.environ, **own}) as running:
            try:
                _wait()
                yield
            finally:
                running.terminate()


def _wait() -> None:
    for _ in range(120):
        try:
            urllib.request.urlopen(f"{HOME}/demo", timeout=2).close()  # noqa: S310 -- our own
            return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.5)
    sys.exit("The demo did not start.")


def take(browser: Browser, who: str, to: Path, size: ViewportSize, dots: float = 2) -> None:
    """The first page of one person of the demo."""
    page = browser.new_page(viewport=size, device_scale_factor=dots)
    page.goto(f"{HOME}/demo")
    page.locator("form", has_text=who).first.get_by_role("button").first.click()
    page.wait_for_load_state()
    page.screenshot(path=to, quality=80 if to.suffix == ".jpg" else None)
    page.close()


def main() -> None:
    """Take them all."""
    for folder in (README, APP):
        folder.mkdir(parents=True, exist_ok=True)
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    found = chromium if Path(chromium).exists() else None
    with demo(), sync_playwright() as play, play.chromium.launch(executable_path=found) as browser:
        take(browser, "Tomek", README / "parent-pl.png", PHONE)
        take(browser, "Helen", README / "board-en.png", DESK)
        take(browser, "Helen", APP / "wide-en_GB.jpg", DESK, 1)
        for code, who in PARENTS.items():
            take(browser, who, APP / f"narrow-{code}.jpg", PHONE, 1.5)


if __name__ == "__main__":
    main()
