"""Asks one server for one page, many times at once: with wrk, or with a client of our own."""

import asyncio
import re
import shutil
import subprocess
import time
from typing import NamedTuple
from urllib.parse import urlsplit

from tools.bench.servers import Served

AT_ONCE = 16


class Round(NamedTuple):
    """What one round saw."""

    per_second: float
    cpu_ms: float  # of the server, for one request
    p99_ms: float


def measure(served: Served, seconds: float) -> Round:
    """One round. An answer that is not the page stops the run."""
    before = served.used()
    asking = _wrk if shutil.which("wrk") else _own
    began = time.perf_counter()
    answered, p99 = asking(served, seconds)
    took = time.perf_counter() - began
    return Round(answered / took, 1000 * (served.used() - before) / answered, p99)


def _wrk(served: Served, seconds: float) -> tuple[int, float]:
    command = ["wrk", "-t1", f"-c{AT_ONCE}", f"-d{seconds:.0f}s", "--latency"]
    said = subprocess.run(
        [*command, "-H", f"Cookie: {served.cookie}", served.url],
        check=True,
        capture_output=True,
        text=True,
        timeout=seconds + 20,
    ).stdout
    if "Non-2xx" in said:
        raise SystemExit(f"{served.url} answered something else:\n{said}")
    answered = re.search(r"(\d+) requests in", said)
    slow = re.search(r"99%\s+([\d.]+)(us|ms|s)\b", said)
    if not answered or not slow:
        raise SystemExit(said)
    return int(answered[1]), float(slow[1]) * {"us": 0.001, "ms": 1.0, "s": 1000.0}[slow[2]]


def _own(served: Served, seconds: float) -> tuple[int, float]:
    return asyncio.run(_many(served, seconds))


async def _many(served: Served, seconds: float) -> tuple[int, float]:
    until = time.monotonic() + seconds
    each = await asyncio.gather(*(_one(served, until) for _ in range(AT_ONCE)))
    times = sorted(took for client in each for took in client)
    return len(times), 1000 * times[int(len(times) * 0.99)]


async def _one(served: Served, until: float) -> list[float]:
    at = urlsplit(served.url)
    ask = f"GET {at.path} HTTP/1.1\r\nHost: {at.netloc}\r\nCookie: {served.cookie}\r\n\r\n".encode()
    times: list[float] = []
    link = None
    while (began := time.monotonic()) < until:
        reader, writer = link or await asyncio.open_connection(at.hostname, at.port)
        writer.write(ask)
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        length = re.search(rb"content-length: (\d+)", head)
        if b" 200 " not in head.partition(b"\r\n")[0] or length is None:
            raise SystemExit(f"{served.url} answered something else: {head!r}")
        await reader.readexactly(int(length[1]))
        link = None if b"connection: close" in head else (reader, writer)
        if link is None:
            writer.close()
        times.append(time.monotonic() - began)
    return times
