"""Who hears of what: one table of what is told to whom, and one of what settles a message."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

from server.inbox.rules import Side, Topic
from server.trail.rules import Happened


class Part(StrEnum):
    """Who hears, as seen from what happened."""

    TO_WHOM = "to-whom"  # the one adult it is said to
    FAMILY = "family"
    KEY_PERSON = "key-person"  # or whoever stands in when there is none
    SENCO = "senco"


class Tell(NamedTuple):
    """Who is told of something, as which topic; `only` for these details of it."""

    part: Part
    topic: Topic
    only: frozenset[str] = frozenset()


OBJECTING = frozenset({"change", "not-yet", "add", "not-right"})
AGREEING = frozenset({"agree", "yes"})

TELLS: Mapping[Happened, tuple[Tell, ...]] = {
    Happened.ECHOED: (Tell(Part.TO_WHOM, Topic.REPLY),),
    Happened.CONCERN_ANSWERED: (Tell(Part.TO_WHOM, Topic.REPLY),),
    Happened.CONCERN_LOOKED: (Tell(Part.TO_WHOM, Topic.REPLY),),
    Happened.PROPOSAL_SETTLED: (Tell(Part.TO_WHOM, Topic.REPLY),),
    Happened.OUTCOME_SHARED: (Tell(Part.FAMILY, Topic.DECIDE),),
    Happened.REVIEWED: (Tell(Part.FAMILY, Topic.DECIDE),),
    Happened.NOTICE_GIVEN: (Tell(Part.FAMILY, Topic.NOTICE),),
    Happened.ROUND_OPENED: (Tell(Part.FAMILY, Topic.QUESTION),),
    Happened.STEP_STARTED: (Tell(Part.FAMILY, Topic.QUESTION),),
    Happened.SUPPORT_STARTED: (Tell(Part.FAMILY, Topic.CHANGE),),
    Happened.SUPPORT_CHANGED: (Tell(Part.FAMILY, Topic.CHANGE),),
    Happened.DATE_MOVED: (Tell(Part.FAMILY, Topic.CHANGE),),
    Happened.REMINDED: (Tell(Part.TO_WHOM, Topic.REVIEW),),
    Happened.TOLD: (Tell(Part.KEY_PERSON, Topic.HEARD),),
    Happened.TALK_WANTED: (Tell(Part.KEY_PERSON, Topic.HEARD),),
    Happened.CONCERN_RAISED: (Tell(Part.KEY_PERSON, Topic.HEARD), Tell(Part.SENCO, Topic.HEARD)),
    Happened.ASSESSMENT_ASKED: (
        Tell(Part.KEY_PERSON, Topic.HEARD),
        Tell(Part.SENCO, Topic.HEARD),
    ),
    Happened.OUTCOME_ANSWERED: (
        Tell(Part.KEY_PERSON, Topic.OBJECTED, OBJECTING),
        Tell(Part.SENCO, Topic.OBJECTED, OBJECTING),
        Tell(Part.KEY_PERSON, Topic.AGREED, AGREEING),
    ),
    Happened.CONFIRMED: (
        Tell(Part.KEY_PERSON, Topic.OBJECTED, OBJECTING),
        Tell(Part.SENCO, Topic.OBJECTED, OBJECTING),
        Tell(Part.KEY_PERSON, Topic.AGREED, AGREEING),
    ),
    Happened.RATED: (Tell(Part.KEY_PERSON, Topic.AGREED, frozenset({"family"})),),
    Happened.NOTICE_READ: (Tell(Part.KEY_PERSON, Topic.AGREED),),
}


def tells(kind: str, detail: str) -> tuple[Tell, ...]:
    """Who is told of this, each as which topic."""
    known = TELLS.get(Happened(kind), ())
    return tuple(each for each in known if not each.only or detail in each.only)


class Handles(NamedTuple):
    """What this settles: messages of these topics, of its author alone or of all staff."""

    side: Side
    topics: frozenset[Topic]


# What these settle is settled for everybody, not for its author alone.
FOR_ALL = frozenset({Happened.ROUND_CLOSED, Happened.DATE_MOVED})
HANDLES: Mapping[Happened, tuple[Handles, ...]] = {
    Happened.OUTCOME_ANSWERED: (Handles(Side.FAMILY, frozenset({Topic.DECIDE})),),
    Happened.CONFIRMED: (Handles(Side.FAMILY, frozenset({Topic.DECIDE})),),
    Happened.NOTICE_READ: (Handles(Side.FAMILY, frozenset({Topic.NOTICE})),),
    Happened.TOLD: (Handles(Side.FAMILY, frozenset({Topic.QUESTION, Topic.REVIEW})),),
    Happened.TALK_WANTED: (Handles(Side.FAMILY, frozenset({Topic.QUESTION, Topic.REVIEW})),),
    Happened.RATED: (Handles(Side.FAMILY, frozenset({Topic.QUESTION, Topic.REVIEW})),),
    Happened.ECHOED: (Handles(Side.STAFF, frozenset({Topic.HEARD})),),
    Happened.CONCERN_ANSWERED: (Handles(Side.STAFF, frozenset({Topic.HEARD})),),
    Happened.PROPOSAL_SETTLED: (Handles(Side.STAFF, frozenset({Topic.OBJECTED})),),
    Happened.OUTCOME_SHARED: (Handles(Side.STAFF, frozenset({Topic.OBJECTED})),),
    Happened.DATE_MOVED: (
        Handles(Side.STAFF, frozenset({Topic.UNHEARD, Topic.DUE})),
        Handles(Side.FAMILY, frozenset({Topic.REVIEW})),
    ),
    Happened.ROUND_CLOSED: (
        Handles(Side.STAFF, frozenset({Topic.UNHEARD, Topic.DUE})),
        Handles(Side.FAMILY, frozenset({Topic.QUESTION, Topic.REVIEW})),
    ),
}
