"""Processes of this run: each ends with it, and says on its lines what it did."""

import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import NamedTuple

from tools.bench.servers import HERE, used_by

PATIENCE = 10  # seconds until one that was told to stop is killed


class Work(NamedTuple):
    """So many were done, and what that took."""

    done: int
    cpu: float  # seconds, of the process that did it
    wall: float

    @property
    def cpu_us(self) -> float:
        """Microseconds of CPU for one."""
        return 1_000_000 * self.cpu / self.done

    @property
    def per_cpu_second(self) -> float:
        """How many in a second of CPU."""
        return self.done / self.cpu

    @property
    def per_second(self) -> float:
        """How many in a second on a clock."""
        return self.done / self.wall


class Child:
    """One process that was started here."""

    def __init__(self, running: "subprocess.Popen[str]") -> None:
        self.running = running

    def used(self) -> float:
        """Seconds of CPU so far."""
        return used_by(self.running.pid)

    def line(self) -> str:
        """The next line it says. One that says nothing more stops the run."""
        assert self.running.stdout  # noqa: S101 -- it was opened so
        said = self.running.stdout.readline()
        if not said:
            raise SystemExit(f"{self.running.args!r} ended: {self.running.wait()}")
        return said

    def does(self, count: int) -> Work:
        """Have it do this many."""
        assert self.running.stdin  # noqa: S101 -- it was opened so
        self.running.stdin.write(f"{count}\n")
        self.running.stdin.flush()
        return self.work()

    def work(self) -> Work:
        """What it says that it did."""
        count, cpu, wall = self.line().split()
        return Work(int(count), float(cpu), float(wall))


@contextmanager
def child(command: Sequence[str], more: Mapping[str, str] = {}) -> Iterator[Child]:
    """Started, and stopped whatever happens."""
    running = subprocess.Popen(
        command,
        env=os.environ | more,
        cwd=HERE,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield Child(running)
    finally:
        running.terminate()
        try:
            running.communicate(timeout=PATIENCE)
        except subprocess.TimeoutExpired:
            running.kill()
            running.communicate()


def module(name: str, *given: str) -> list[str]:
    """The command that runs a module of ours."""
    return [sys.executable, "-m", name, *given]
