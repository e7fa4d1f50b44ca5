"""The words of the trail: what can happen, and who may see that it did."""

from enum import StrEnum


class Visible(StrEnum):
    """Who sees an item besides its author."""

    ALL = "all"  # the family's adults and the setting
    AUTHOR = "author"  # the author and the setting
    STAFF = "staff"  # the setting alone
    TIES = "ties"  # whoever keeps the ties: the manager


class Way(StrEnum):
    """How something was said."""

    PICTURES = "pictures"
    WRITE = "write"
    VOICE = "voice"
    IN_PERSON = "in-person"
    PHONE = "phone"
    PAPER = "paper"


class Happened(StrEnum):
    """Each thing that can happen."""

    CONCERN_RAISED = "concern.raised"
    CONCERN_ANSWERED = "concern.answered"
    CONCERN_LOOKED = "concern.looked"
    NOTICE_GIVEN = "notice.given"
    NOTICE_READ = "notice.read"
    ROUND_OPENED = "round.opened"
    STEP_STARTED = "step.started"
    DATE_MOVED = "date.moved"
    ROUND_CLOSED = "round.closed"
    TOLD = "insight.told"
    TALK_WANTED = "insight.talk"
    TAKEN_BACK = "insight.taken-back"
    SEEN = "insight.seen"
    ECHOED = "insight.echoed"
    OUTCOME_SHARED = "outcome.shared"
    OUTCOME_ANSWERED = "outcome.answered"
    PROPOSAL_SETTLED = "outcome.settled"
    SUPPORT_STARTED = "support.started"
    SUPPORT_GIVEN = "support.given"
    SUPPORT_MISSED = "support.missed"
    SUPPORT_CHANGED = "support.changed"
    NOTE_WRITTEN = "note.written"
    RATED = "outcome.rated"
    OUTCOME_CLOSED = "outcome.closed"
    REVIEWED = "review.held"
    CONFIRMED = "review.confirmed"
    ASSESSMENT_ASKED = "assessment.asked"
    REMINDED = "review.reminded"
    ADULT_JOINED = "adult.joined"
    TIE_RESTRICTED = "tie.restricted"
    TIE_FREED = "tie.freed"
    TIE_ENDED = "tie.ended"
