"""All figures of messages, one after another."""

import asyncio
import sys
import time

from tools.bench.messages.figures import lines_of
from tools.bench.messages.kinds import kind_figures
from tools.bench.messages.phones import endpoint
from tools.bench.messages.rounds import beside_others
from tools.databases import KINDS, Place


def messages(here: Place, rounds: int, seconds: int = 10) -> int:
    """Prints them; how many aims are missed."""
    missed = 0
    with endpoint(here.folder) as served:
        _say("messages: rounds")
        told = beside_others(served, here.folder, rounds)
        _print(*told.lines, *lines_of(told.figures))
        missed += sum(not it.reached for it in told.figures)
        for kind in KINDS:
            _say(f"{kind}: messages")
            found = asyncio.run(kind_figures(here, kind, served, seconds))
            _print(f"messages, {kind}", *lines_of(found))
            missed += sum(not it.reached for it in found)
    return missed


def _print(*lines: str) -> None:
    print("\n".join([*lines, ""]), flush=True)


def _say(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")
