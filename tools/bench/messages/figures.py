"""How figures of messages are written down."""

from collections.abc import Sequence
from typing import NamedTuple


class Figure(NamedTuple):
    """One figure beside its aim; without an aim it is there to be known."""

    what: str
    seen: str
    aim: str = ""
    reached: bool = True


def line(what: str, *columns: str) -> str:
    """One line of a table."""
    return f"{what:44}" + "".join(f"{each:>11}" for each in columns)


def lines_of(found: Sequence[Figure]) -> list[str]:
    """The figures, one a line."""
    return [
        f"  {it.what:48} {it.seen:>18}   {it.aim:18} {'' if it.reached else 'MISSED'}".rstrip()
        for it in found
    ]


def percentile(values: Sequence[float], part: float) -> float:
    """The value that this part of them does not exceed."""
    return sorted(values)[min(len(values) - 1, int(len(values) * part))]
