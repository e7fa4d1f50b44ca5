"""Starting and stopping: what each command of `python -m server` does."""

import argparse
import asyncio
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import uvicorn

from server.config import Config, read
from server.db import check_durable, check_schema, engine_from_url, migrate, use
from server.lines import speak_plainly
from server.texting import check_texting


def say(line: str) -> None:
    """A line for whoever typed the command."""
    sys.stdout.write(f"{line}\n")


def arguments(name: str, command: argparse.ArgumentParser) -> None:
    """What each command may be told."""
    if name in ("serve", "demo"):
        command.add_argument("--port", type=int, default=8000)
    if name == "serve":
        command.add_argument("--host", default="127.0.0.1")
        command.add_argument("--workers", type=int, default=1, help="web processes")
    if name == "first-run":
        command.add_argument("--setting", required=True, help="the setting's name")
        command.add_argument("--manager", required=True, help="the manager's name")


def serve(host: str, port: int, workers: int) -> None:
    """Check first, in one line; then answer the web until told to stop."""
    _ready(read())
    with _worker():
        _web(host, port, workers)


def _web(host: str, port: int, workers: int) -> None:
    uvicorn.run(
        "server.app:create",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        access_log=False,
        log_config=None,
        server_header=False,
        date_header=True,
        proxy_headers=False,
        h11_max_incomplete_event_size=32_768,
        timeout_graceful_shutdown=10,
    )


@contextmanager
def _worker() -> Iterator[None]:
    """The worker, beside the web, for as long as the web answers."""
    beside = subprocess.Popen([sys.executable, "-m", "server", "work"])
    try:
        yield
    finally:
        beside.terminate()
        beside.wait(timeout=15)


def work() -> None:
    """Send what waits to be sent, until told to stop or left behind."""
    from server.work import run  # noqa: PLC0415 -- only this command needs what it brings

    speak_plainly()
    config = read()
    _ready(config)
    asyncio.run(run(config))


def migrate_now() -> None:
    """Apply what the database lacks, and name it."""
    engine = engine_from_url(read().database)
    for name in asyncio.run(migrate(engine)):
        say(f"applied {name}")


def check() -> None:
    """Everything `serve` would refuse for, without serving."""
    _ready(read())
    say("ready")


def first_run(setting: str, manager: str) -> None:
    """The first setting and its manager, and the link with which the manager makes a passkey."""
    from server.settings.first import first_setting  # noqa: PLC0415

    config = read()
    engine = engine_from_url(config.database)

    async def make() -> str:
        use(engine)
        await migrate(engine)
        return await first_setting(config.origin, setting, manager)

    say("Open this on the manager's own device, once, today:")
    say(asyncio.run(make()))


def rotate_push_key() -> None:
    """A new key for push; phones take it up as the app is opened there, none is lost."""
    from server.inbox.keys import rotate  # noqa: PLC0415 -- only this command needs what it brings

    config = read()
    _ready(config)
    asyncio.run(rotate(config.secret))
    say("made a new push key")


def access() -> None:
    """Who may do what, as docs/access.md has it."""
    from server.access import as_markdown  # noqa: PLC0415

    say(as_markdown().rstrip())


def _ready(config: Config) -> None:
    speak_plainly()
    check_texting(config)
    engine = engine_from_url(config.database)

    async def look() -> None:
        use(engine)
        await check_schema(engine)
        await check_durable(engine)

    asyncio.run(look())
