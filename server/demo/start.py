"""`make demo`: its own file, its own secret, both names of this machine."""

import asyncio
import os
import secrets
from pathlib import Path

from server.config import read
from server.db import engine_from_url
from server.demo.load import load
from server.running import say, serve

DEMO = {
    "DATABASE_URL": "sqlite:///var/demo.db",
    "ALONGSIDE_SECRET_FILE": "var/demo.secret",
    "ALONGSIDE_DEMO": "1",
    "ALONGSIDE_MAIL": "file:var/outbox",
    "ALONGSIDE_TEXT": "file:var/texts",
}


def demo(port: int) -> None:
    """Three made-up families, part-way through real rounds, on this machine alone."""
    for name, value in DEMO.items():
        os.environ.setdefault(name, value)
    os.environ.setdefault("ALONGSIDE_ORIGIN", f"http://localhost:{port},http://127.0.0.1:{port}")
    _make_secret(Path(os.environ["ALONGSIDE_SECRET_FILE"]))
    asyncio.run(load(engine_from_url(read().database)))
    say(f"\n  A parent's phone:     http://localhost:{port}/demo")
    say(f"  The nursery's screen: http://127.0.0.1:{port}/demo  (in a second window)\n")
    serve("127.0.0.1", port, 1)


def _make_secret(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_text(secrets.token_hex(32))
        path.chmod(0o600)
