"""What a message is about and where it leads, by the kind of thing that happened."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from server.trail.rules import Happened


class Told(NamedTuple):
    """The ids of one row of the trail."""

    kind: Happened
    child: UUID
    cycle: UUID | None
    about: UUID | None
    item: UUID | None


class Leads(NamedTuple):
    """The id that is the thread, and the path, with that id or the child's in it."""

    subject: str  # about | item | cycle
    path: str


_ROUND = Leads("cycle", "/?of={child}")
LEADS: Mapping[Happened, Leads] = {
    Happened.ECHOED: Leads("about", "/children/{child}/insights#i-{subject}"),
    Happened.CONCERN_ANSWERED: Leads("about", "/concerns/{subject}"),
    Happened.CONCERN_LOOKED: Leads("about", "/concerns/{subject}"),
    Happened.PROPOSAL_SETTLED: Leads("about", "/outcomes/{subject}"),
    Happened.OUTCOME_SHARED: Leads("about", "/outcomes/{subject}"),
    Happened.SUPPORT_STARTED: Leads("about", "/outcomes/{subject}"),
    Happened.SUPPORT_CHANGED: Leads("about", "/outcomes/{subject}"),
    Happened.REVIEWED: Leads("item", "/reviews/{subject}"),
    Happened.NOTICE_GIVEN: Leads("item", "/notices/{subject}"),
    Happened.ROUND_OPENED: _ROUND,
    Happened.STEP_STARTED: _ROUND,
    Happened.REMINDED: _ROUND,
    Happened.DATE_MOVED: Leads("cycle", "/children/{child}/plan"),
    Happened.TOLD: Leads("item", "/insights/{subject}"),
    Happened.TALK_WANTED: Leads("item", "/insights/{subject}"),
    Happened.CONCERN_RAISED: Leads("item", "/concerns/{subject}"),
    Happened.ASSESSMENT_ASKED: Leads("item", "/children/{child}"),
    Happened.OUTCOME_ANSWERED: Leads("about", "/outcomes/{subject}"),
    Happened.RATED: Leads("about", "/outcomes/{subject}"),
    Happened.CONFIRMED: Leads("about", "/reviews/{subject}"),
    Happened.NOTICE_READ: Leads("about", "/notices/{subject}"),
}
# What these settle are the questions of their round, not the thread they began.
SETTLE_ROUND = frozenset(
    {
        Happened.TOLD,
        Happened.TALK_WANTED,
        Happened.RATED,
        Happened.ROUND_CLOSED,
        Happened.DATE_MOVED,
    }
)


def subject_of(told: Told) -> UUID:
    """The thread that this belongs to; the child when it names no other."""
    field = LEADS[told.kind].subject
    found: UUID | None = getattr(told, field)
    return found or told.child


def link_of(told: Told) -> str:
    """Where a message about this leads: a path of this app."""
    return LEADS[told.kind].path.format(child=told.child, subject=subject_of(told))


def settled_by(told: Told) -> UUID | None:
    """The thread whose messages this settles, if any."""
    return told.cycle if told.kind in SETTLE_ROUND else told.about
