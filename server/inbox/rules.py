"""The words of messages: topics, how soon and by which way; and what holds until one chooses."""

from collections.abc import Mapping
from enum import StrEnum

from server.children.rules import Role


class Side(StrEnum):
    """Whether somebody hears as family or as staff: hours and choices differ."""

    FAMILY = "family"
    STAFF = "staff"


class Topic(StrEnum):
    """What a message is about, as people choose it."""

    # for families
    REPLY = "reply"  # somebody answers me
    DECIDE = "decide"  # something needs my answer
    QUESTION = "question"  # a new question
    REVIEW = "review"  # nearly time to look together
    CHANGE = "change"  # help has started or changed
    NOTICE = "notice"  # extra help: told in person first, so only ever in the app
    # for staff
    HEARD = "heard"  # new from a family
    OBJECTED = "objected"  # a family wants a change, or to wait
    AGREED = "agreed"  # a family agreed, read or rated
    UNHEARD = "unheard"  # no reply some days before a review
    DUE = "due"  # a review is near
    FAILED = "failed"  # something could not be sent
    # for everybody
    TEST = "test"  # "send me a test"


class When(StrEnum):
    """How soon somebody wants to hear of a topic."""

    OFF = "off"
    APP = "app"  # in the app, nowhere else
    NOW = "now"
    DAILY = "daily"
    WEEKLY = "weekly"


class Channel(StrEnum):
    """The way a message takes, and the way somebody prefers."""

    PUSH = "push"
    MAIL = "mail"
    TEXT = "text"
    APP = "app"  # no way out of the app: "only when I open it"


class State(StrEnum):
    """Where a delivery stands."""

    READY = "ready"  # waits for its moment
    LEASED = "leased"  # a sender has it
    SENT = "sent"
    DEAD = "dead"  # given up
    SUPERSEDED = "superseded"  # a newer one says the same
    CANCELLED = "cancelled"  # no longer for this person
    NO_WAY = "no-way"  # nothing reaches this person


FAMILY_TOPICS = (Topic.REPLY, Topic.DECIDE, Topic.QUESTION, Topic.REVIEW, Topic.CHANGE)
STAFF_TOPICS = (
    *(Topic.HEARD, Topic.OBJECTED, Topic.AGREED),
    *(Topic.UNHEARD, Topic.DUE, Topic.FAILED),
)
# What a topic is until somebody chooses otherwise; what is not here is NOW.
DEFAULTS: Mapping[Topic, When] = {Topic.NOTICE: When.APP, Topic.AGREED: When.DAILY}
# Topics that only some jobs hear of; a key person hears of a review on their own board.
SENIOR_TOPICS = {Topic.UNHEARD: Role.SENCO, Topic.DUE: Role.SENCO, Topic.FAILED: Role.MANAGER}
# Nobody is told by push first that extra help starts: the talk comes first (SEND Code 5.38).
NEVER_SENT = frozenset({Topic.NOTICE})
# Replies are owed: they do not count as the one routine push a day.
OWED = frozenset({Topic.REPLY, Topic.TEST})
# A reminder has its day: it counts as the one, and does not wait for the next.
TIMELY = OWED | {Topic.REVIEW}


def side_of(topic: Topic) -> Side:
    """Whether a topic is for families or for staff."""
    return Side.STAFF if topic in STAFF_TOPICS else Side.FAMILY


def chosen(topic: Topic, choices: Mapping[Topic, When]) -> When:
    """How soon somebody hears of this: their own choice, or the default."""
    return DEFAULTS[topic] if topic in NEVER_SENT else choices.get(topic, default(topic))


def default(topic: Topic) -> When:
    """How soon until somebody chooses otherwise."""
    return DEFAULTS.get(topic, When.NOW)
