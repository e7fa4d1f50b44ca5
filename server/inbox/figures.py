"""Figures of the worker for whoever runs it: counts and times, no address, nobody's words."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import structlog
from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, start_http_server

from server.clock import now
from server.inbox.parcel_rules import Parcel
from server.inbox.tables import Delivery

_log = structlog.get_logger("figures")
REGISTRY = CollectorRegistry()
AT_ONCE = timedelta(seconds=1)  # what is due later than this was meant to wait
QUICK = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10)
SLOW = (0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300)


def _named(name: str) -> str:
    return f"alongside_{name}"


pushes = Counter(
    _named("pushes"), "Requests to push services", ("origin", "answer"), registry=REGISTRY
)
request_seconds = Histogram(
    _named("push_request_seconds"), "How long they took", buckets=QUICK, registry=REGISTRY
)
waited_seconds = Histogram(
    _named("commit_to_request_seconds"),
    "From what happened, or the moment it was due, to the request",
    buckets=SLOW,
    registry=REGISTRY,
)
ended = Counter(
    _named("deliveries_ended"), "How deliveries ended, or wait again", ("state",), registry=REGISTRY
)
waiting = Gauge(_named("queue_due"), "Deliveries that are due and wait", registry=REGISTRY)
oldest = Gauge(
    _named("queue_oldest_seconds"), "How long the oldest of them waits", registry=REGISTRY
)
leases_expired = Counter(
    _named("leases_expired"), "Deliveries whose sender was gone", registry=REGISTRY
)
superseded = Counter(_named("superseded"), "Replaced by a newer one", registry=REGISTRY)
forgotten = Counter(
    _named("subscriptions_deleted"), "Devices forgotten", ("reason",), registry=REGISTRY
)
alarm = Gauge(
    _named("push_refused"), "1 while a push service refuses our key", ("origin",), registry=REGISTRY
)
shut = Gauge(
    _named("push_shut"), "1 while a push service is left in peace", ("origin",), registry=REGISTRY
)
tokens = Counter(_named("push_tokens_signed"), "Tokens signed for push services", registry=REGISTRY)


def answer_class(status: int) -> str:
    """The kind of an answer; "too many" is a kind of its own."""
    return {0: "none", 429: "429"}.get(status, f"{status // 100}xx")


def left_for(parcel: Parcel) -> None:
    """The first request for this leaves now."""
    if parcel.attempt == 1:
        later = parcel.due_at - parcel.made_at > AT_ONCE
        since = parcel.due_at if later else parcel.happened_at or parcel.made_at
        waited_seconds.observe(max(0.0, (now() - since).total_seconds()))


async def look() -> None:
    """How much is due, and how long the oldest of it has waited."""
    at = now()
    rows: list[dict[str, Any]] = await Delivery.raw(
        "SELECT count(*) AS due, min(due_at) AS oldest FROM delivery"
        " WHERE state = 'ready' AND due_at <= {}",
        at,
    )
    first = rows[0]["oldest"]
    since = datetime.fromisoformat(first) if isinstance(first, str) else first
    waiting.set(rows[0]["due"])
    oldest.set((at - since).total_seconds() if since else 0)


@contextmanager
def shown(port: int) -> Iterator[None]:
    """Served on this machine alone while this lasts; messages go out without them as well."""
    try:
        server, thread = start_http_server(port, "127.0.0.1", REGISTRY) if port else (None, None)
    except OSError as error:
        _log.error("figures are not shown", kind=type(error).__name__)
        server, thread = None, None
    try:
        yield
    finally:
        if server is not None and thread is not None:
            server.shutdown()
            thread.join()
            server.server_close()
