"""python -m tools.chaos: kills the server on both databases, and says what was lost."""

import argparse
import asyncio
import shutil
import sys

from tools.chaos.killing import kill_while_writing
from tools.chaos.syncing import syncs_per_commit
from tools.databases import KINDS, Place, place


def main() -> int:
    """1 when anything acknowledged was lost, doubled or slow to come back."""
    given = argparse.ArgumentParser(prog="python -m tools.chaos", description=__doc__)
    given.add_argument("--kills", type=int, default=20, help="for each kind of database")
    kills = given.parse_args().kills
    with place() as here:
        kinds = [_killed(here, kind, kills) for kind in KINDS]
        synced = _synced(here)
        asyncio.run(here.leave())
    return 0 if all(kinds) and synced else 1


def _killed(here: Place, kind: str, kills: int) -> bool:
    seen = asyncio.run(kill_while_writing(here, kind, kills))
    print(seen.line(kind), flush=True)
    return seen.clean and seen.quick


def _synced(here: Place) -> bool:
    if shutil.which("strace") is None:
        print("syncs to the disk: not counted, strace is not here")
        return True
    syncs, commits = asyncio.run(syncs_per_commit(here))
    print(f"sqlite    {syncs} syncs to the disk for {commits} worries kept, at least one each")
    return syncs >= commits > 0


sys.exit(main())
