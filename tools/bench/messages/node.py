"""node's own web-push: where it is on this machine, or brought for the length of one run."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import NamedTuple

CLIENT = Path(__file__).with_name("client.cjs")
SECONDS = 60
VERSION = "console.log(require('web-push/package.json').version)"
WHERE = ["npm", "root", "--global"]
BRING = ["npm", "install", "--no-audit", "--no-fund", "--ignore-scripts", "web-push@3"]


class Node(NamedTuple):
    """A node that has web-push."""

    version: str
    modules: Path


def find_node(folder: Path) -> Node | None:
    """With the machine's own web-push, or one brought into this folder; none without either."""
    if not shutil.which("node"):
        return None
    if not shutil.which("npm"):
        return _with(folder / "node_modules")
    found = _with(Path(_said(WHERE, folder) or folder))
    if found:
        return found
    _said([*BRING, "--prefix", str(folder)], folder)
    return _with(folder / "node_modules")


def _with(modules: Path) -> Node | None:
    version = _said(["node", "-e", VERSION], modules.parent, NODE_PATH=str(modules))
    return Node(version, modules) if version else None


def _said(command: list[str], folder: Path, **more: str) -> str:
    """What it prints; "" when it fails, or takes too long."""
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            env=os.environ | more,
            check=True,
            capture_output=True,
            text=True,
            timeout=SECONDS,
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return done.stdout.strip()
