"""python -m tools.catalogues extract | update | check | compile | pseudo."""

import argparse
import sys
from collections.abc import Callable
from pathlib import Path

from tools.catalogues import compiled, gate, gather, places, pseudo


def extract(root: Path) -> int:
    """Write all sentences to one file without a language, for a translator's tool."""
    places.write(root / "locales" / f"{places.DOMAIN}.pot", gather.template(root))
    return 0


def update(root: Path) -> int:
    """Bring each language up to date, and say how much is still to be translated."""
    gather.update(root)
    for code in places.languages(root):
        messages = [it for it in places.read(root, code) if it.id]
        empty = sum(not all(gate.forms(it.string)) for it in messages)
        print(f"{code}: {len(messages)} sentences, {empty} to translate")
    return 0


def check(root: Path) -> int:
    """Say all that is wrong; fail if anything is."""
    found = gate.faults(root)
    for fault in found:
        print(fault, file=sys.stderr)
    for code in places.languages(root):
        count = len(gate.long_ones(root, code))
        print(f"{code}: {count} sentences much longer than the English; look at a narrow screen")
    print(f"Catalogues: {len(found)} faults" if found else "Catalogues: all is well")
    return bool(found)


def compile_(root: Path) -> int:
    """Compile each language."""
    print("Compiled:", ", ".join(compiled.compile_all(root)))
    return 0


def made_up(root: Path) -> int:
    """Make the two made-up languages."""
    print("Made up:", ", ".join(pseudo.build(root)))
    return 0


COMMANDS: dict[str, Callable[[Path], int]] = {
    "extract": extract,
    "update": update,
    "check": check,
    "compile": compile_,
    "pseudo": made_up,
}

if __name__ == "__main__":
    parser = argparse.ArgumentParser(prog="python -m tools.catalogues")
    parser.add_argument("command", choices=COMMANDS)
    sys.exit(COMMANDS[parser.parse_args().command](places.ROOT))
