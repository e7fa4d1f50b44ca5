"""The server as an operator starts it, killed without a word and started again."""

import http.client
import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from server.people.asking import COOKIE
from tools.bench.seed import Town
from tools.bench.servers import HERE, free_port

PATIENCE = 30.0


class Server:
    """`python -m server serve` on one address, over one database."""

    def __init__(self, town: Town, folder: Path, under: tuple[str, ...] = ()) -> None:
        self.town = town
        self.port = free_port()
        self.origin = f"http://127.0.0.1:{self.port}"
        self.path = f"/children/{town.child}"
        self.cookie = f"{COOKIE}={town.token}"
        secret = folder / "secret"
        secret.write_text("kept for the length of one run alone", encoding="ascii")
        self.env = os.environ | {
            "DATABASE_URL": town.url,
            "ALONGSIDE_ORIGIN": self.origin,
            "ALONGSIDE_SECRET_FILE": str(secret),
            "ALONGSIDE_MAIL": f"file:{folder / 'outbox'}",
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        }
        self.env.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed server is compiled once
        serve = [sys.executable, "-m", "server", "serve", "--port", str(self.port)]
        self.command = [*under, *serve]

    def start(self) -> float:
        """Start it; how many seconds until the first page came."""
        began = time.monotonic()
        self.said = tempfile.TemporaryFile()  # noqa: SIM115 -- read when it does not start
        self.process = subprocess.Popen(
            self.command, env=self.env, cwd=HERE, stderr=self.said, start_new_session=True
        )
        while not self._answers():
            if self.process.poll() is not None or time.monotonic() - began > PATIENCE:
                self.said.seek(0)
                said = self.said.read().decode()[-2000:]
                self.kill()
                raise RuntimeError(f"The server does not start:\n{said}")
            time.sleep(0.05)
        return time.monotonic() - began

    def kill(self) -> None:
        """SIGKILL for it and all it started."""
        with suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.said.close()

    def _answers(self) -> bool:
        link = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            link.request("GET", f"{self.path}/timeline", headers={"cookie": self.cookie})
            return link.getresponse().status == http.HTTPStatus.OK
        except (OSError, http.client.HTTPException):
            return False
        finally:
            link.close()
