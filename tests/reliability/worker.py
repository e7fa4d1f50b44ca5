"""The worker as an operator starts it, over one database and one push service."""

import asyncio
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from server.config import Config
from tests.browsing import CONFIG

HOUSE = Path(__file__).parents[2]
LONG = 60.0  # a busy machine is no failure


class Worker:
    """`python -m server work`: started, asked to stop, or killed without a word."""

    def __init__(self, url: str, folder: Path, config: Config = CONFIG) -> None:
        secret = folder / "secret"
        secret.write_bytes(config.secret)
        self.env = os.environ | {
            "DATABASE_URL": url,
            "ALONGSIDE_ORIGIN": config.origin,
            "ALONGSIDE_SECRET_FILE": str(secret),
            "ALONGSIDE_MAIL": f"file:{folder / 'outbox'}",
            "ALONGSIDE_PUSH_ALSO": ",".join(config.push_also),
        }

    async def start(self) -> None:
        """Start it."""
        self.process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "server", "work"), cwd=HOUSE, env=self.env
        )

    async def end(self, sign: int = signal.SIGTERM) -> int:
        """End it like this; its exit code."""
        if self.process.returncode is None:
            self.process.send_signal(sign)
        return await asyncio.wait_for(self.process.wait(), LONG)


async def until(true: Callable[[], object], patience: float = LONG) -> None:
    """Go on when this is so."""
    async with asyncio.timeout(patience):
        while not true():  # noqa: ASYNC110 -- what we wait for tells nobody
            await asyncio.sleep(0.01)
