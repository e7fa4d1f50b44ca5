"""The servers that are measured: each started alone, on loopback, and what its work costs."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.request import Request, urlopen

from server.people.asking import COOKIE
from tools.bench.seed import Town

HERE = Path(__file__).resolve().parents[2]
TICKS = os.sysconf("SC_CLK_TCK")
UVICORN = ["-m", "uvicorn", "--no-access-log", "--log-level", "critical"]


class Served(NamedTuple):
    """A server that answers, and how to ask it for the page."""

    pid: int
    url: str
    cookie: str

    def used(self) -> float:
        """Seconds of CPU this server and its workers have used so far."""
        return sum(used_by(pid) for pid in [self.pid, *_children(self.pid)])

    def page(self, encoding: str = "identity") -> bytes:
        """The page, as it goes over the wire."""
        headers = {"cookie": self.cookie, "accept-encoding": encoding}
        with urlopen(Request(self.url, headers=headers), timeout=10) as answer:  # noqa: S310 -- loopback
            body: bytes = answer.read()
            return body


def _children(pid: int) -> list[int]:
    found = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(child) for child in found.split()]


def used_by(pid: int) -> float:
    """Seconds of CPU this process has used so far."""
    facts = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(facts[11]) + int(facts[12])) / TICKS


def free_port() -> int:
    """A port nobody listens on now."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def ours(town: Town, secret: Path) -> Iterator[Served]:
    """The real app, with every door locked as always."""
    port = free_port()
    more = {
        "DATABASE_URL": town.url,
        "ALONGSIDE_ORIGIN": f"http://127.0.0.1:{port}",
        "ALONGSIDE_SECRET_FILE": str(secret),
    }
    command = [*UVICORN, "--factory", "server.app:create", "--port", str(port)]
    url = f"http://127.0.0.1:{port}/children/{town.child}/timeline"
    with _running(command, more) as pid:
        yield _ready(Served(pid, url, f"{COOKIE}={town.token}"))


@contextmanager
def bare(town: Town) -> Iterator[Served]:
    """The driver and the template, nothing in between."""
    port = free_port()
    more = {
        "BENCH_URL": town.url,
        "BENCH_CHILD": str(town.child),
        "BENCH_PERSON": str(town.parent),
    }
    with _running([*UVICORN, "tools.bench.raw:app", "--port", str(port)], more) as pid:
        yield _ready(Served(pid, f"http://127.0.0.1:{port}/", ""))


@contextmanager
def django(town: Town) -> Iterator[Served]:
    """The same page in Django 5, as its documents say to run it."""
    port = free_port()
    more = {"BENCH_URL": town.url, "DJANGO_SETTINGS_MODULE": "tools.bench.peer.settings"}
    prepare = [sys.executable, "-m", "tools.bench.peer", str(town.parent)]
    made = subprocess.run(
        prepare, env=os.environ | more, cwd=HERE, check=True, capture_output=True, text=True
    )
    command = [
        "-m",
        "gunicorn",
        "django.core.wsgi:get_wsgi_application()",
        "--log-level",
        "critical",
    ]
    with _running([*command, "--bind", f"127.0.0.1:{port}"], more) as pid:
        url = f"http://127.0.0.1:{port}/children/{town.child}/timeline"
        yield _ready(Served(pid, url, f"sessionid={made.stdout.strip()}"))


@contextmanager
def _running(command: list[str], more: Mapping[str, str]) -> Iterator[int]:
    beside = subprocess.Popen(
        [sys.executable, *command],
        env=os.environ | more,
        cwd=HERE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield beside.pid
    finally:
        beside.send_signal(signal.SIGTERM)
        try:
            beside.wait(timeout=10)
        except subprocess.TimeoutExpired:
            beside.kill()
            beside.wait()


def _ready(served: Served) -> Served:
    """It answers with a full page, or the run stops."""
    until = time.monotonic() + 20
    while True:
        try:
            shown = served.page().count(b'<li class="stack"')
            break
        except (URLError, ConnectionError):
            if time.monotonic() > until:
                raise
            time.sleep(0.1)
    if shown != 30:  # noqa: PLR2004
        raise SystemExit(f"{served.url} shows {shown} items, not 30")
    return served
