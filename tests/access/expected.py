"""Who gets in where, written by hand: a second opinion beside the table that decides.

One row a door. A row names who gets in; everybody else finds no page there (404). Who is signed
out is sent to sign in. "By code" says that a six-digit code is enough; where it does not stand, a
session begun by a code is asked for a passkey (403).
"""

from typing import NamedTuple

# Who is who: tests/world.py. All of it is about Sam, who goes to Oak.
FAMILY = "amira omar grace"  # a parent in each household, and a carer
STAFF = "ben sue mona"  # Sam's key person, the SENCO, the manager
LEADING = "ben sue"
SENIOR = "sue mona"
AT_OAK = "ben tess sue mona"  # Tess works there, and is nobody to Sam
EVERYBODY = "amira omar grace rhys edna ben tess sue mona lee olga nan pat stranger"


class Row(NamedTuple):
    """Who gets in at a door, and whether a code is enough for them."""

    who: frozenset[str]
    code: bool = False
    open: bool = False


def only(*who: str, code: bool = False) -> Row:
    """These, and nobody else."""
    return Row(frozenset(" ".join(who).split()), code=code)


def by_code(*who: str) -> Row:
    """These, even when a code is all they have."""
    return only(*who, code=True)


ANYBODY = Row(frozenset(EVERYBODY.split()), open=True)

DOORS: dict[str, Row] = {
    # before anybody is known
    "GET /sign-in": ANYBODY,
    "POST /sign-in/passkey": ANYBODY,
    "POST /sign-in/passkey/options": ANYBODY,
    "GET /sign-in/code": ANYBODY,
    "POST /sign-in/code": ANYBODY,
    "POST /sign-in/code/entered": ANYBODY,
    "GET /unlock": ANYBODY,
    "POST /unlock": ANYBODY,
    "POST /unlock/options": ANYBODY,
    "POST /sign-out": ANYBODY,
    "GET /language": ANYBODY,
    "POST /language": ANYBODY,
    "GET /first": ANYBODY,
    "POST /first/passkey": ANYBODY,
    "POST /first/passkey/options": ANYBODY,
    "GET /join": ANYBODY,
    "POST /join": ANYBODY,
    "GET /join/claim": ANYBODY,
    "POST /join/session": ANYBODY,
    # the app itself
    "GET /sw.js": ANYBODY,
    "GET /manifest/{name}": ANYBODY,
    "GET /offline/{code}": ANYBODY,
    "GET /install": ANYBODY,
    "GET /sign-in/app-code": ANYBODY,
    "POST /sign-in/app-code": ANYBODY,
    # oneself
    "GET /": by_code(EVERYBODY),
    "GET /board": by_code(EVERYBODY),
    "GET /plan": by_code(EVERYBODY),
    "GET /timeline": by_code(EVERYBODY),
    "POST /language/keep": by_code(EVERYBODY),
    "GET /me": by_code(EVERYBODY),
    "GET /me/contact": only(EVERYBODY),
    "POST /me/contact": only(EVERYBODY),
    "GET /me/languages": only(EVERYBODY),
    "POST /me/languages": only(EVERYBODY),
    "GET /me/name": only(EVERYBODY),
    "GET /me/phone": by_code(EVERYBODY),
    "POST /me/offers": by_code(EVERYBODY),
    "POST /me/name": only(EVERYBODY),
    "POST /me/passkeys": only(EVERYBODY),
    "POST /me/passkeys/options": only(EVERYBODY),
    "POST /me/passkeys/removed": only(EVERYBODY),
    "POST /me/devices/ended": only(EVERYBODY),
    "GET /join/welcome": only(EVERYBODY),
    "GET /install/code": only(EVERYBODY),
    "POST /install/code": only(FAMILY, "rhys edna nan pat lee stranger"),  # staff need a passkey
    "GET /messages": by_code(EVERYBODY),
    "GET /messages/{message_id}": by_code("amira"),  # this one is hers
    "POST /messages/{message_id}/opened": by_code("amira"),
    "POST /messages/{message_id}/handled": by_code("amira"),
    "POST /messages/handled": by_code(EVERYBODY),
    "GET /me/messages": by_code(EVERYBODY),
    "POST /me/messages": by_code(EVERYBODY),
    "GET /me/subscriptions/key": by_code(EVERYBODY),
    "POST /me/subscriptions": by_code(EVERYBODY),
    "POST /me/subscriptions/ended": by_code(EVERYBODY),
    "POST /me/subscriptions/tests": by_code(EVERYBODY),
    # the setting
    "GET /setting": only(AT_OAK, "olga"),  # Olga finds Elm
    "GET /settings/{setting_id}": only(AT_OAK),
    "GET /settings/{setting_id}/children": only(SENIOR),
    "POST /settings/{setting_id}/children": only(SENIOR),
    "GET /settings/{setting_id}/children/new": only(SENIOR),
    "POST /settings/{setting_id}/staff": only("mona"),
    "GET /settings/{setting_id}/staff/new": only("mona"),
    "GET /settings/{setting_id}/staff/{worker_id}/end": only("mona"),
    "POST /settings/{setting_id}/staff/{worker_id}/end": only("mona"),
    "GET /staff-invitations/{invitation_id}": only("mona"),
    "POST /staff-invitations/{invitation_id}/match": only("mona"),
    "GET /settings/{setting_id}/questions": only(SENIOR),
    "POST /settings/{setting_id}/questions": only(SENIOR),
    "POST /questions/{question_id}/retirement": only(SENIOR),
    # who stands beside Sam
    "GET /children/{child_id}/adults": only(STAFF),
    "GET /children/{child_id}/messages": only(STAFF),
    "POST /children/{child_id}/key-person": only(LEADING),
    "POST /children/{child_id}/adults/key-person": only("mona"),
    "GET /ties/{tie_id}": only("mona"),
    "POST /ties/{tie_id}/rights": only("mona"),
    "GET /ties/{tie_id}/restriction": only("mona"),
    "POST /ties/{tie_id}/restriction": only("mona"),
    "POST /ties/{tie_id}/freedom": only("mona"),
    "POST /ties/{tie_id}/end": only("mona"),
    "GET /children/{child_id}/invitations/new": only(STAFF),
    "POST /children/{child_id}/invitations": only(STAFF),
    "POST /children/{child_id}/invitations/rescue": only(STAFF),
    "GET /invitations/{invitation_id}": only(STAFF),
    "POST /invitations/{invitation_id}/match": only(STAFF),
    # Sam's pages
    "GET /children/{child_id}": only(STAFF),
    "GET /children/{child_id}/plan": by_code(FAMILY, STAFF),
    "GET /children/{child_id}/timeline": by_code(FAMILY, STAFF),
    # worries; this one is Amira's, for the setting alone
    "GET /children/{child_id}/concerns/new": by_code(FAMILY),
    "POST /children/{child_id}/concerns": by_code(FAMILY),
    "GET /children/{child_id}/concerns/record": only(LEADING),
    "POST /children/{child_id}/concerns/record": only(LEADING),
    "GET /concerns/{concern_id}": by_code("amira", STAFF),
    "POST /concerns/{concern_id}/replies": only(LEADING),
    "POST /concerns/{concern_id}/looks": only(LEADING),
    # the notice that extra help starts
    "GET /children/{child_id}/notices/new": only(LEADING),
    "POST /children/{child_id}/notices/new": only(LEADING),
    "POST /children/{child_id}/notices/preview": only(LEADING),
    "GET /notices/{notice_id}": by_code(FAMILY, STAFF),
    "POST /notices/{notice_id}/readings": by_code(FAMILY),
    # rounds and reviews
    "GET /children/{child_id}/cycles/new": only(LEADING),
    "POST /children/{child_id}/cycles/new": only(LEADING),
    "GET /cycles/{cycle_id}": only(STAFF),
    "POST /cycles/{cycle_id}/steps": only(LEADING),
    "POST /cycles/{cycle_id}/dates": only(LEADING),
    "POST /cycles/{cycle_id}/notes": only(LEADING),
    "POST /cycles/{cycle_id}/reminders": only(LEADING),
    "GET /cycles/{cycle_id}/review": only(LEADING),
    "POST /cycles/{cycle_id}/review": only(LEADING),
    "GET /reviews/{review_id}": by_code(FAMILY, STAFF),
    "POST /reviews/{review_id}/confirmations": only(FAMILY),
    "GET /children/{child_id}/assessment": only(FAMILY),
    "POST /children/{child_id}/assessment": only(FAMILY),
    # next steps
    "GET /children/{child_id}/outcomes/new": only(LEADING),
    "POST /children/{child_id}/outcomes/new": only(LEADING),
    "GET /outcomes/{outcome_id}": by_code(FAMILY, STAFF),
    "GET /outcomes/{outcome_id}/versions/new": only(LEADING),
    "POST /outcomes/{outcome_id}/versions/new": only(LEADING),
    "POST /versions/{version_id}/sharing": only(LEADING),
    "POST /versions/{version_id}/answers": only(FAMILY),
    "POST /answers/{answer_id}/settlements": only(LEADING),
    "POST /outcomes/{outcome_id}/starts": only(LEADING),
    "POST /outcomes/{outcome_id}/support": only(LEADING),
    "GET /outcomes/{outcome_id}/rating": only(FAMILY),
    "POST /outcomes/{outcome_id}/ratings": only(FAMILY),
    "POST /outcomes/{outcome_id}/setting-ratings": only(LEADING),
    "POST /outcomes/{outcome_id}/verdicts": only(LEADING),
    # what families say; this is Amira's, for the setting alone
    "GET /children/{child_id}/insights": by_code(FAMILY, STAFF),
    "POST /children/{child_id}/insights": by_code(FAMILY),
    "GET /children/{child_id}/insights/ask": by_code(FAMILY),
    "POST /children/{child_id}/insights/ask": by_code(FAMILY),
    "POST /children/{child_id}/insights/check": by_code(FAMILY),
    "GET /children/{child_id}/insights/new": by_code(FAMILY),
    "GET /children/{child_id}/insights/talk": by_code(FAMILY),
    "POST /children/{child_id}/insights/talk": by_code(FAMILY),
    "GET /children/{child_id}/insights/record": only(LEADING),
    "POST /children/{child_id}/insights/record": only(LEADING),
    "GET /insights/{insight_id}/sent": by_code("amira"),
    "POST /insights/{insight_id}/taking-back": by_code("amira"),
    "GET /insights/{insight_id}": only(STAFF),
    "POST /insights/{insight_id}/sightings": only(LEADING),
    "POST /insights/{insight_id}/echoes": only(LEADING),
}

# What each actor meets, in words.
IN, NOT_THERE, SIGN_IN, PASSKEY = "in", "404", "sign-in", "passkey"


def expected(row: Row, actor: str) -> str:
    """What this actor meets at this door."""
    name, _, level = actor.partition(" ")
    if row.open:
        return IN
    if name == "nobody":
        return SIGN_IN
    if level and not row.code:
        return PASSKEY
    return IN if name in row.who else NOT_THERE


ACTORS = (*EVERYBODY.split(), "nobody", "amira by-code", "ben by-code")
