"""The whole way of a message through one kind of database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

from server.config import read
from server.db import engine_from_url, unit, using
from server.inbox.tables import Delivery
from tools.bench.messages.children import Work, child, module
from tools.bench.messages.figures import Figure
from tools.bench.messages.phones import Endpoint, phones
from tools.bench.messages.queue import queue_figures
from tools.bench.messages.reaching import RATE, reach, reaching_figures
from tools.bench.messages.town import Town, answer, settled
from tools.databases import Place

WAITING = 2_000  # replies that wait to be told
ORIGIN = "http://localhost"


async def kind_figures(here: Place, kind: str, served: Endpoint, seconds: int) -> list[Figure]:
    """Told and sent; kept to request, for so many seconds; claimed and completed."""
    url = await here.database(kind, "messages")
    worker = _environment(url, served, here.folder)
    town = await settled(read(worker), phones(served.plain, max(WAITING, RATE * seconds)))
    async with _open(url, "OFF"):
        await _answered(town)
        if kind == "postgres":  # which does this by itself, within a minute
            await Delivery.raw("ANALYZE")
    with child(module("tools.bench.messages.worker"), worker) as working:
        told, sent = working.work(), working.work()
    async with _open(url, "FULL"):
        reached = reaching_figures(await reach(served, town, worker, seconds))
        return [
            _cost("told, each to one adult", told),
            _cost("sent", sent),
            *reached,
            *await queue_figures(),
        ]


def _environment(url: str, served: Endpoint, folder: Path) -> dict[str, str]:
    """What an operator would say to the worker."""
    secret = folder / "push-secret"
    secret.write_text("kept for the length of one run alone", encoding="ascii")
    return {
        "DATABASE_URL": url,
        "ALONGSIDE_ORIGIN": ORIGIN,
        "ALONGSIDE_SECRET_FILE": str(secret),
        "ALONGSIDE_PUSH_ALSO": served.plain,
        "ALONGSIDE_MAIL": f"file:{folder / 'outbox'}",
    }


@asynccontextmanager
async def _open(url: str, synchronous: str) -> AsyncIterator[None]:
    engine = engine_from_url(url, synchronous=synchronous)
    with using(engine):
        await engine.open()
        try:
            yield
        finally:
            await engine.close()


@unit
async def _answered(town: Town) -> None:
    for family in town.families[:WAITING]:
        await answer(town, family)


def _cost(what: str, work: Work) -> Figure:
    return Figure(f"{what}, with the queue and rights", f"{work.per_cpu_second:,.0f} per CPU s")
