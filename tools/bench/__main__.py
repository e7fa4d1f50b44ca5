"""python -m tools.bench: prints two tables, of pages and of messages, and keeps nothing."""

import argparse
import asyncio
import secrets
import sys
import time
from contextlib import ExitStack
from itertools import cycle, islice

from tools.bench.counting import look
from tools.bench.figures import BARE, DJANGO, SIZES, Rounds, figures, lines_of, named, speeds
from tools.bench.load import Round, measure
from tools.bench.messages.run import messages
from tools.bench.seed import Town, fill
from tools.bench.servers import Served, bare, django, ours
from tools.databases import KINDS, Place, place


def main() -> int:
    """Everything, on both databases; 1 when an aim is missed."""
    given = argparse.ArgumentParser(prog="python -m tools.bench", description=__doc__)
    given.add_argument("--rounds", type=int, default=5)
    given.add_argument("--seconds", type=float, default=2.0, help="how long a round asks a server")
    given.add_argument("--only", choices=["pages", "messages"], help="one of the two tables")
    said = given.parse_args()
    missed = 0
    with place() as here:
        for kind in KINDS if said.only != "messages" else ():
            missed += _one(here, kind, said.rounds, said.seconds)
        if said.only != "pages":
            missed += messages(here, said.rounds)
        asyncio.run(here.leave())
    print("Ratios are medians over interleaved rounds: machines are noisy, ratios less so.")
    return 1 if missed else 0


def _one(here: Place, kind: str, rounds: int, seconds: float) -> int:
    """One kind of database: filled, served, asked, told."""
    _say(f"{kind}: filling")
    towns = {size: asyncio.run(_filled(here, kind, size)) for size in SIZES}
    pages = asyncio.run(look(towns[SIZES[1]]))
    with ExitStack() as running:
        served = _served(here, towns, running)
        seen = _asked(kind, served, rounds, seconds)
    found = figures(seen, pages)
    print("\n".join([*speeds(kind, seen), *lines_of(found), ""]), flush=True)
    return sum(not it.reached for it in found)


async def _filled(here: Place, kind: str, size: int) -> Town:
    return await fill(await here.database(kind, f"rows_{size}"), size)


def _served(here: Place, towns: dict[int, Town], running: ExitStack) -> dict[str, Served]:
    secret = here.folder / "secret"
    secret.write_text(secrets.token_hex(32), encoding="ascii")
    town = towns[SIZES[1]]
    made = {named(size): running.enter_context(ours(towns[size], secret)) for size in SIZES}
    made[BARE] = running.enter_context(bare(town))
    made[DJANGO] = running.enter_context(django(town))
    return made


def _asked(kind: str, served: dict[str, Served], rounds: int, seconds: float) -> Rounds:
    """Each round asks every server once, and begins with another of them."""
    seen: dict[str, list[Round]] = {name: [] for name in served}
    for one in served.values():
        measure(one, 1)  # warm
    for turn in range(rounds):
        _say(f"{kind}: round {turn + 1} of {rounds}")
        for name in islice(cycle(served), turn, turn + len(served)):
            seen[name].append(measure(served[name], seconds))
    return seen


def _say(line: str) -> None:
    sys.stderr.write(f"{time.strftime('%H:%M:%S')} {line}\n")


sys.exit(main())
