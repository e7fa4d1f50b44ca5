"""One table of what was seen, with the aims beside."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import NamedTuple

from tools.bench.counting import Page
from tools.bench.load import Round

Rounds = Mapping[str, Sequence[Round]]
SIZES = (100, 10_000, 1_000_000)
OF_BARE, TIMES_DJANGO, FLAT, QUERIES = 0.75, 3.5, 0.2, 5  # the aims
COLUMNS = ("per_second", "p99_ms", "cpu_ms")
REAL = f"page, {SIZES[1]:,} rows"
BARE = "bare driver, same template"
DJANGO = "Django 5, same page"


AIMS = {
    "requests/s beside the bare": f">= {OF_BARE:.0%}",
    "CPU/request beside the bare": f"<= {1 / OF_BARE:.2f} x",
    "requests/s beside Django": f">= {TIMES_DJANGO} x",
    "CPU/request beside Django": f"<= 1/{TIMES_DJANGO}",
    "CPU/request, 100": f"<= {FLAT:.0%}",
    "queries": f"<= {QUERIES}",
}


class Figure(NamedTuple):
    """One figure beside its aim."""

    what: str
    seen: str
    reached: bool

    @property
    def aim(self) -> str:
        """What it should be."""
        return next((aim for start, aim in AIMS.items() if self.what.startswith(start)), "")


def named(rows: int) -> str:
    """What the real page is called over this many trail rows."""
    return f"page, {rows:,} rows"


def speeds(kind: str, rounds: Rounds) -> list[str]:
    """A line for each server: medians of its rounds."""
    lines = [f"{kind:34} {'req/s':>8} {'p99 ms':>8} {'CPU ms/req':>11}"]
    for name, seen in rounds.items():
        each = [
            median(getattr(one, field) for one in seen)
            for field in ("per_second", "p99_ms", "cpu_ms")
        ]
        lines.append(f"  {name:32} {each[0]:8.0f} {each[1]:8.1f} {each[2]:11.2f}")
    return lines


def figures(rounds: Rounds, pages: Sequence[Page]) -> list[Figure]:
    """The figures that have an aim."""
    small, full = pages
    bare, peer = (
        [_ratio(rounds, REAL, other, field) for field in ("per_second", "cpu_ms")]
        for other in (BARE, DJANGO)
    )
    flat = [_ratio(rounds, named(SIZES[0]), named(size), "cpu_ms") for size in SIZES[1:]]
    worst = max(abs(1 - 1 / ratio) for ratio in flat)
    most = max(small.queries, full.queries)
    even = small.queries == full.queries
    return [
        Figure("requests/s beside the bare driver", f"{bare[0]:.0%}", bare[0] >= OF_BARE),
        Figure("CPU/request beside the bare driver", f"{bare[1]:.2f} x", bare[1] <= 1 / OF_BARE),
        Figure("requests/s beside Django", f"{peer[0]:.1f} x", peer[0] >= TIMES_DJANGO),
        Figure("CPU/request beside Django", f"1/{1 / peer[1]:.1f}", peer[1] <= 1 / TIMES_DJANGO),
        Figure("CPU/request, 100 to 1,000,000 rows", f"± {worst:.0%}", worst <= FLAT),
        Figure(f"queries, {small.items} items", str(small.queries), small.queries <= QUERIES),
        Figure(f"queries, {full.items} items", str(full.queries), even and most <= QUERIES),
        Figure("page, bytes plain / sent", f"{full.plain:,} / {full.sent:,}", reached=True),
    ]


def _ratio(rounds: Rounds, one: str, other: str, field: str) -> float:
    """The median, over the rounds, of one server's figure divided by the other's."""
    pairs = zip(rounds[one], rounds[other], strict=True)
    return float(median(getattr(a, field) / getattr(b, field) for a, b in pairs))


def lines_of(found: Sequence[Figure]) -> list[str]:
    """The figures, one a line."""
    return [
        f"  {it.what:36} {it.seen:>16}   {it.aim:10} {'' if it.reached else 'MISSED'}".rstrip()
        for it in found
    ]
