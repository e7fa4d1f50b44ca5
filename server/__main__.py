"""python -m server: serve, work, migrate, check, first-run, rotate-push-key, access, demo."""

import argparse
import sys
from collections.abc import Callable

from server import running
from server.config import ConfigProblem
from server.db import Refused, UnknownSchema, WeakDurability


def _demo(**said: int) -> None:
    """Only this command needs what the demo brings."""
    from server.demo.start import demo  # noqa: PLC0415

    demo(**said)


COMMANDS: dict[str, tuple[Callable[..., None], str]] = {
    "serve": (running.serve, "answer the web, with a worker beside it"),
    "work": (running.work, "send what waits to be sent, alone"),
    "migrate": (running.migrate_now, "bring the database up to date"),
    "check": (running.check, "say whether this could start, and change nothing"),
    "first-run": (running.first_run, "make the first setting and its manager"),
    "rotate-push-key": (running.rotate_push_key, "make a new key that push services know us by"),
    "access": (running.access, "print who may do what"),
    "demo": (_demo, "three made-up families, on this machine alone"),
}


def main(given: list[str] | None = None) -> int:
    """Run one command. A refusal is one line on the error stream and exit code 2."""
    parser = argparse.ArgumentParser(prog="python -m server", description=__doc__)
    chosen = parser.add_subparsers(dest="command", required=True)
    for name, (_, what) in COMMANDS.items():
        command = chosen.add_parser(name, help=what)
        running.arguments(name, command)
    said = vars(parser.parse_args(given))
    try:
        COMMANDS[said.pop("command")][0](**said)
    except (ConfigProblem, UnknownSchema, WeakDurability, Refused) as refusal:
        print(f"alongside: {refusal}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
