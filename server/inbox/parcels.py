"""What sending needs to know of deliveries that were claimed, and whether they may still go."""

from collections import defaultdict
from datetime import datetime
from functools import cache
from typing import Any

import msgspec
import structlog
from piccolo.querystring import QueryString

from server.children.queries import reaches
from server.children.rules import Act
from server.clock import UK, now, today
from server.db import Param, current
from server.inbox.parcel_rules import Parcel, objection
from server.inbox.queue import Claim, Ended
from server.inbox.rules import State
from server.inbox.tables import Message
from server.people.asking import Adult
from server.trail.queries import visible_to
from server.trail.withdrawals import stands

_log = structlog.get_logger("sending")


# An adult for each row of the query: whoever its message is for.
_READER = Adult(id=Message.person, called="", name="", reads="")  # type: ignore[arg-type]
BY_SIDE = (Act.TELL, Act.WATCH)  # as family, as staff
_ITSELF = "carried.seq = delivery.seq"
_OTHERS = """delivery.merged AND carried.state = 'superseded' AND carried.person = delivery.person
    AND carried.address = delivery.address AND carried.subject = delivery.subject"""
_ROWS = """
SELECT delivery.seq AS seq, delivery.lease AS lease, delivery.channel AS channel,
    delivery.address AS address, delivery.subject AS subject, delivery.merged AS merged,
    delivery.attempt AS attempt, delivery.until AS until, delivery.due_at AS due_at,
    carried.seq AS carried, message.id AS message, message.topic AS topic,
    message.made_at AS made_at, message.until AS message_until, event.at AS happened_at,
    person.id AS person, person.reads AS reads, person.email AS email, person.phone AS phone,
    subscription.id AS device, subscription.endpoint AS endpoint,
    subscription.endpoint_hash AS endpoint_hash, subscription.origin AS origin,
    subscription.p256dh AS p256dh, subscription.auth AS auth, subscription.key AS key,
    choice."when" AS choice, person.left_at AS left_at,
    message.opened_at AS opened_at, message.handled_at AS handled_at,
    manner.channel AS prefers,
    CASE WHEN message.child IS NULL OR (message.side = 'family' AND {})
        OR (message.side = 'staff' AND {}) THEN 1 ELSE 0 END AS reached,
    CASE WHEN message.event IS NULL OR {} THEN 1 ELSE 0 END AS shown
FROM delivery JOIN delivery AS carried ON {}
JOIN message ON message.id = carried.message
JOIN person ON person.id = message.person
LEFT JOIN event ON event.seq = message.event
LEFT JOIN choice ON choice.person = message.person AND choice.topic = message.topic
LEFT JOIN manner ON manner.person = message.person
LEFT JOIN subscription ON subscription.id = delivery.subscription
    AND subscription.person = delivery.person AND EXISTS (
        SELECT 1 FROM session WHERE session.id = subscription.session AND session.ended_at IS NULL)
WHERE delivery.lease = {} AND delivery.state = 'leased'
"""


@cache
def _plan(engine_type: str, carried: str) -> tuple[str, list[Any]]:
    at = Param("at")
    reached = [reaches(Message.child, _READER, act, at).querystring for act in BY_SIDE]
    shown = (visible_to(_READER, at) & stands()).querystring
    rows = QueryString(_ROWS, *reached, shown, QueryString(carried), Param("lease"))
    return rows.compile_string(engine_type)


async def _rows(claim: Claim, carried: str, at: datetime) -> list[dict[str, Any]]:
    engine = current()
    sql, args = _plan(engine.engine_type, carried)
    given = {"at": at, "lease": claim.lease}
    return await engine.run("fetch", sql, [given[a.name] if type(a) is Param else a for a in args])


async def parcels(claim: Claim) -> tuple[list[Parcel], list[Ended]]:
    """What may go at this moment; and of what may not, how it ended."""
    at = now()
    rows = await _rows(claim, _ITSELF, at) if claim.rows else []
    if any(row["merged"] for row in rows):
        rows += await _rows(claim, _OTHERS, at)
    by_seq: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: row["carried"], reverse=True):
        by_seq[row["seq"]].append(row)
    ready = [_readable(found, at) for _, found in sorted(by_seq.items())]
    going = [each for each in ready if isinstance(each, Parcel)]
    return going, [each for each in ready if isinstance(each, Ended)]


def _readable(carried: list[dict[str, Any]], at: datetime) -> Parcel | Ended:
    """One that nobody can read holds none of the others back."""
    try:
        return _ready(carried, at)
    except ValueError as error:  # of which msgspec's own is a kind
        _log.error("not readable", kind=type(error).__name__)
        row = carried[0]
        return Ended(seq=row["seq"], lease=row["lease"], state=State.DEAD, reason="unreadable")


def _ready(carried: list[dict[str, Any]], at: datetime) -> Parcel | Ended:
    """The newest message of those it carries that may still be told; several stay several."""
    told = [row for row in carried if not objection(row, at)]
    if told:
        return _parcel(told[0], merged=len({row["message"] for row in told}) > 1)
    row, why = carried[0], objection(carried[0], at)
    return Ended(seq=row["seq"], lease=row["lease"], state=State.CANCELLED, reason=why)


def _parcel(row: dict[str, Any], *, merged: bool) -> Parcel:
    over = row["message_until"]
    more = {
        "merged": merged,
        "days_left": (over.astimezone(UK).date() - today()).days if over else None,
        "device": {**row, "id": row["device"]} if row["device"] else None,
    }
    return msgspec.convert({**row, **more}, Parcel)
