"""Our sender beside two others, in rounds: what one message costs each of them."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from typing import NamedTuple

import msgspec
from cryptography.hazmat.primitives.asymmetric import ec

from server.inbox.keys import public_text
from tools.bench.messages.children import Child, Work, child, module
from tools.bench.messages.client import Task
from tools.bench.messages.figures import Figure, line
from tools.bench.messages.node import CLIENT, Node, find_node
from tools.bench.messages.phones import Endpoint, phones, text

OURS, SAFE = "our sender, HTTP", "our sender, TLS"
NEW = "our sender, HTTP, phones it has not met"
PLAIN = "webpush() for each, HTTP"
KNOWN, MANY = 500, 5_000  # phones; the sender remembers 2,048
HOURS, SENT = "1,000 sends over ten hours", 1_000
EACH, OTHERS, WARM = 1_000, 250, 64  # messages in a round
TIMES, AT_LEAST = 4.0, 4_000  # the aims
Rounds = Mapping[str, Sequence[Work]]


class Told(NamedTuple):
    """What is printed, and what has an aim."""

    lines: list[str]
    figures: list[Figure]


def beside_others(served: Endpoint, folder: Path, rounds: int) -> Told:
    """A table of all of them, and the figures that have an aim."""
    with ExitStack() as running:
        node = find_node(folder)
        each = running.enter_context(_clients(served, folder, node))
        seen = _asked(each, rounds)
        tokens = _over_ten_hours(served, folder)
    head = [line("messages of 1 kB, 32 in flight", "per CPU s", "CPU us", "per s")]
    missing = [] if node else ["  node's web-push is not here"]
    shown = [_speed(name, works) for name, works in seen.items()]
    return Told([*head, *shown, *missing], [*_figures(seen), tokens])


@contextmanager
def _clients(served: Endpoint, folder: Path, node: Node | None) -> Iterator[dict[str, Child]]:
    """Each in a process of its own."""
    with ExitStack() as running:

        def begun(command: list[str], **more: str) -> Child:
            return running.enter_context(child(command, served.trusted | more))

        near, far = _task(folder, served.plain, KNOWN), _task(folder, served.safe, KNOWN)
        made = {
            OURS: begun(ours("wire", near)),
            SAFE: begun(ours("wire", far)),
            NEW: begun(ours("wire", _task(folder, served.plain, MANY))),
            PLAIN: begun(ours("webpush", near)),
        }
        if node:
            run = ["node", str(CLIENT), str(far)]
            made[f"node web-push {node.version}, TLS"] = begun(run, NODE_PATH=str(node.modules))
        yield made


def ours(what: str, task: Path) -> list[str]:
    """The command of a client of ours."""
    return module("tools.bench.messages.client", what, str(task))


def _task(folder: Path, origin: str, count: int) -> Path:
    """A file that says whom to send to."""
    private = ec.generate_private_key(ec.SECP256R1())
    number = private.private_numbers().private_value.to_bytes(32, "big")
    task = Task(phones(origin, count), text(number), public_text(private), "mailto:it@example.org")
    file = folder / f"{origin.rpartition(':')[2]}-{count}.json"
    file.write_bytes(msgspec.json.encode(task))
    return file


def _asked(each: Mapping[str, Child], rounds: int) -> Rounds:
    """Each round asks all of them, and begins with another one."""
    seen: dict[str, list[Work]] = {name: [] for name in each}
    for one in each.values():
        one.does(WARM)
    each[OURS].does(KNOWN)
    each[SAFE].does(KNOWN)
    for turn in range(rounds):
        for name in islice(cycle(each), turn, turn + len(each)):
            count = EACH if name in (OURS, SAFE, NEW) else OTHERS
            seen[name].append(each[name].does(count))
    return seen


def _over_ten_hours(served: Endpoint, folder: Path) -> Figure:
    """How many tokens a push service is shown in ten hours of the sender's clock."""
    served.seen()
    with child(ours("hours", _task(folder, served.plain, KNOWN))) as one:
        one.does(SENT)
    most = max(served.seen().tokens)
    return Figure(f"tokens signed, {HOURS}", str(most), "1", reached=most == 1)


def _figures(seen: Rounds) -> list[Figure]:
    best = median(work.per_cpu_second for work in seen[OURS])
    found = [
        Figure(
            "messages per CPU second", f"{best:,.0f}", f">= {AT_LEAST:,}", reached=best >= AT_LEAST
        )
    ]
    for name in seen:
        if name not in (OURS, SAFE, NEW):
            mine = OURS if name == PLAIN else SAFE
            pairs = zip(seen[name], seen[mine], strict=True)
            ratio = median(other.cpu_us / one.cpu_us for other, one in pairs)
            what = f"CPU/message beside {name}"
            found.append(Figure(what, f"{ratio:.2f} x", f">= {TIMES:.0f} x", ratio >= TIMES))
    return found


def _speed(name: str, works: Sequence[Work]) -> str:
    each = [
        median(getattr(work, field) for work in works)
        for field in ("per_cpu_second", "cpu_us", "per_second")
    ]
    return line(f"  {name}", *(f"{it:,.0f}" for it in each))
