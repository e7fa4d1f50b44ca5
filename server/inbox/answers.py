"""What an answer means for the delivery and its device; and one alarm when our key is refused."""

import random
from datetime import timedelta
from uuid import UUID

import structlog

from server.clock import now
from server.inbox import figures
from server.inbox.ending import GONE, Outcome
from server.inbox.parcel_rules import Parcel
from server.inbox.queue import Ended
from server.inbox.retry_rules import KINDS, Answered, Kind, verdict
from server.inbox.rules import State

_log = structlog.get_logger("sending")
STATES = {
    Kind.SENT: State.SENT,
    Kind.GONE: State.CANCELLED,
    Kind.TOO_BIG: State.DEAD,
    Kind.DEAD: State.DEAD,
}


def outcome_of(parcel: Parcel, answer: Answered) -> Outcome:
    """How the delivery ended with this answer, or when it is tried again."""
    chance = random.uniform(-1, 1)  # noqa: S311 -- only so that not all come back at once
    found = verdict(answer.status, answer.retry_after, parcel.attempt, now(), parcel.until, chance)
    state = STATES.get(found.kind, State.READY)
    ended = Ended(
        seq=parcel.seq,
        lease=parcel.lease,
        state=state,
        status=answer.status,
        reason=GONE if found.kind is Kind.GONE else answer.reason[:20],
        due_at=found.at if state is State.READY else None,  # what is alike is kept as one
    )
    device = parcel.device.id if parcel.device else None
    return Outcome(ended, found.kind, parcel.address, device)


def untried(parcel: Parcel, wait: timedelta) -> Outcome:
    """It was not sent at all, and waits again: this was no attempt."""
    due = now() + wait
    return Outcome(
        Ended(seq=parcel.seq, lease=parcel.lease, state=State.READY, due_at=due, tried=False)
    )


class Alarms:
    """Says once that a push service refuses a key of ours, until it takes something again."""

    def __init__(self) -> None:
        self.refused: set[tuple[str, UUID]] = set()

    def hear(self, origin: str, key: UUID, status: int) -> None:
        """It answered like this to this key."""
        kind = KINDS.get(status)
        if kind is Kind.REFUSED and (origin, key) not in self.refused:
            self.refused.add((origin, key))
            figures.alarm.labels(origin).set(1)
            _log.error("a push service refuses our key", origin=origin, status=status)
        elif kind is Kind.SENT and (origin, key) in self.refused:
            self.refused.discard((origin, key))
            still = any(name == origin for name, _ in self.refused)
            figures.alarm.labels(origin).set(still)
