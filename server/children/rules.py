"""Who may do what for a child. This table decides; docs/access.md is printed from it."""

from enum import StrEnum


class TieRole(StrEnum):
    """What an adult is to a child."""

    PARENT = "parent"
    CARER = "carer"
    SOCIAL_WORKER = "social-worker"
    KEY_PERSON = "key-person"
    SPECIALIST = "specialist"
    ADVISER = "adviser"


class Role(StrEnum):
    """How an adult reaches a child: by a tie, or by their part at the child's setting."""

    PARENT = "parent"
    CARER = "carer"
    SOCIAL_WORKER = "social-worker"
    KEY_PERSON = "key-person"
    SPECIALIST = "specialist"
    ADVISER = "adviser"
    PRACTITIONER = "practitioner"
    SENCO = "senco"
    MANAGER = "manager"


class Area(StrEnum):
    """The four broad areas of need (SEND Code 5.32 and 6.28 to 6.35)."""

    COMMUNICATION = "communication"
    COGNITION = "cognition"
    EMOTIONAL = "emotional"
    PHYSICAL = "physical"


class Act(StrEnum):
    """One thing somebody may do. Every handler declares exactly one."""

    # for a child
    SEE = "see"
    TELL = "tell"
    READ_NOTICE = "read-notice"
    ANSWER = "answer"
    RATE = "rate"
    CONFIRM = "confirm"
    ASK_ASSESSMENT = "ask-assessment"
    WATCH = "watch"
    PLAN = "plan"
    LEAD = "lead"
    INVITE = "invite"
    TIES = "ties"
    # at a setting
    WORK = "work"
    OWN_QUESTIONS = "own-questions"
    ENROL = "enrol"
    STAFF = "staff"
    # for oneself
    HOME = "home"
    MESSAGES = "messages"
    ME = "me"


FAMILY = frozenset({Role.PARENT, Role.CARER, Role.SOCIAL_WORKER})
LEADING = frozenset({Role.KEY_PERSON, Role.SENCO})
STAFF = LEADING | {Role.MANAGER}
EVERYONE = frozenset(Role)

MAY: dict[Act, frozenset[Role]] = {
    Act.SEE: FAMILY | STAFF,
    Act.TELL: FAMILY,
    Act.READ_NOTICE: FAMILY,
    Act.ANSWER: FAMILY,
    Act.RATE: FAMILY,
    Act.CONFIRM: FAMILY,
    Act.ASK_ASSESSMENT: FAMILY,
    Act.WATCH: STAFF,
    Act.PLAN: LEADING,
    Act.LEAD: LEADING,
    Act.INVITE: STAFF,
    Act.TIES: frozenset({Role.MANAGER}),
    Act.WORK: frozenset({Role.PRACTITIONER, Role.SENCO, Role.MANAGER}),
    Act.OWN_QUESTIONS: frozenset({Role.SENCO, Role.MANAGER}),
    Act.ENROL: frozenset({Role.SENCO, Role.MANAGER}),
    Act.STAFF: frozenset({Role.MANAGER}),
    Act.HOME: EVERYONE,
    Act.MESSAGES: EVERYONE,
    Act.ME: EVERYONE,
}

MEANS: dict[Act, str] = {
    Act.SEE: "see the plan, the timeline and what was said to everyone",
    Act.TELL: "say something at any step, or raise a worry",
    Act.READ_NOTICE: "say that the notice about extra help was read",
    Act.ANSWER: "answer a next step: agree, change, not yet",
    Act.RATE: "say how far the child has got, before seeing the setting's view",
    Act.CONFIRM: "say that a review was written down rightly, or correct it",
    Act.ASK_ASSESSMENT: "ask for an EHC needs assessment, at any time",
    Act.WATCH: "see what families sent, what waits and who has not been heard",
    Act.PLAN: "reply, record, write next steps and support, rate for the setting",
    Act.LEAD: "tell the family that help starts; open, move and close rounds",
    Act.INVITE: "let an adult of the family join, or let a locked-out one back in",
    Act.TIES: "record who stands beside a child, and what an order limits",
    Act.WORK: "see the setting's own page",
    Act.OWN_QUESTIONS: "add the setting's own questions",
    Act.ENROL: "add a child to the setting",
    Act.STAFF: "add and end people who work at the setting",
    Act.HOME: "see one's own first page",
    Act.MESSAGES: "read one's own messages, and say when and how they come",
    Act.ME: "change one's own languages, devices, passkeys and contact",
}

# A six-digit code proves less than a passkey: looking and telling, nothing that binds.
WITH_A_CODE = frozenset({Act.SEE, Act.TELL, Act.READ_NOTICE, Act.HOME, Act.MESSAGES})


def by_tie(act: Act) -> frozenset[TieRole]:
    """Which ties to a child allow this."""
    return frozenset(tie for tie in TieRole if Role(tie.value) in MAY[act])


def by_job(act: Act) -> frozenset[str]:
    """Which jobs at the child's setting allow this, for every child of the setting."""
    return frozenset(role.value for role in MAY[act] if role in (Role.SENCO, Role.MANAGER))
