"""What each form carries when it is filled in rightly: a refusal must not be about the form."""

from datetime import timedelta

from server.clock import today
from tests.access.filled import Filled
from tests.access.push import DEVICE

SOON = (today() + timedelta(days=28)).isoformat()
NOW = today().isoformat()
Body = dict[str, object]


def bodies(town: Filled) -> dict[str, Body]:
    """The form of every door that takes more than a press."""
    return {**_oneself(), **_setting(town), **_beside(town), **_concerns(town), **_said(town)} | {
        **_rounds(town),
        **_steps(),
    }


def _oneself() -> dict[str, Body]:
    chosen = {"side": "family", "channel": "app", "quiet_from": "20:00", "quiet_to": "07:00"}
    return {
        "POST /sign-in/code": {"email": "nobody@example.test"},
        "POST /sign-in/code/entered": {"code": "123456"},
        "POST /sign-in/app-code": {"code": "ABCDEFGH"},
        "POST /language": {"language": "pl"},
        "POST /language/keep": {"next": "/me", "words": "Kept"},
        "POST /me/contact": {"email": "", "phone": "01632 960000"},
        "POST /me/languages": {"reads": "pl", "speaks": ["pl"]},
        "POST /me/name": {"called": "Me"},
        "POST /me/offers": {"what": "push", "answer": "not-now"},
        "POST /me/messages": {**chosen, "reply": "daily"},
        "POST /messages/handled": {"seen": f"{NOW}T23:59:59+00:00"},
        "POST /me/passkeys/removed": {"passkey": "00000000-0000-4000-8000-000000000000"},
        "POST /me/subscriptions/ended": {"device": "00000000-0000-4000-8000-000000000000"},
        "POST /join": {"code": "ABCDEFGH", "language": "pl", "device": "own"},
    }


def _setting(town: Filled) -> dict[str, Body]:
    worker = {"called": "Nia", "jobs": ["practitioner"], "title": "", "qualification": ""}
    child = {
        "name": "Bo Test",
        "called": "Bo",
        "born": "2023-05-01",
        "languages": "en",
        "picture": "water",
        "key": str(town.world.ben.id),
    }
    return {
        "POST /settings/{setting_id}/children": child,
        "POST /settings/{setting_id}/staff": worker,
        "POST /settings/{setting_id}/questions": {"step": "plan", "words": "Do you walk here?"},
        "POST /staff-invitations/{invitation_id}/match": {"number": 12},
        "POST /invitations/{invitation_id}/match": {"number": 12},
    }


def _beside(town: Filled) -> dict[str, Body]:
    tess, grace = str(town.world.tess.id), str(town.world.grace.id)
    joining = {"role": "carer", "called": "Nia", "relation": "Aunt", "household": "a"}
    order = {"order": "court order", "seen_on": NOW, "note": ""}
    return {
        "POST /children/{child_id}/key-person": {"adult": tess},
        "POST /children/{child_id}/adults/key-person": {"adult": tess},
        "POST /children/{child_id}/invitations": joining,
        "POST /children/{child_id}/invitations/rescue": {"adult": grace},
        "POST /ties/{tie_id}/rights": {"rights": ["may-agree"], "basis": "birth certificate"},
        "POST /ties/{tie_id}/restriction": order,
    }


def _concerns(town: Filled) -> dict[str, Body]:
    world = town.world
    heard = {"source": "parent", "author": str(world.amira.id), "way": "phone", "lang": "en_GB"}
    notice = {
        "told_on": NOW,
        "by": [str(world.ben.id)],
        "told": [str(world.amira.id)],
        "how": "in-person",
        "language": "en_GB",
        "extra": "A small group.",
        "areas": ["communication"],
        "key_person": str(world.ben.id),
        "senco": str(world.sue.id),
        "starts_on": NOW,
    }
    return {
        "POST /children/{child_id}/concerns": {"words": "He is quiet."},
        "POST /children/{child_id}/concerns/record": {**heard, "words": "He is quiet."},
        "POST /concerns/{concern_id}/replies": {"then": "talk", "words": "Let us talk."},
        "POST /concerns/{concern_id}/looks": {"done": "We watched at play."},
        "POST /children/{child_id}/notices/new": notice,
        "POST /children/{child_id}/notices/preview": notice,
    }


def _rounds(town: Filled) -> dict[str, Body]:
    review = {
        "held_on": NOW,
        "how": "in-person",
        "present": [str(town.world.amira.id)],
        "summary": "It went well.",
        "decision": "next-round",
        "next_on": SOON,
        "unheard": "Omar was asked three times.",
    }
    return {
        "POST /children/{child_id}/cycles/new": {"review_on": SOON},
        "POST /cycles/{cycle_id}/steps": {"to": "do", "seen": "review"},
        "POST /cycles/{cycle_id}/dates": {"review_on": SOON, "why": "A holiday."},
        "POST /cycles/{cycle_id}/notes": {"words": "Sam asked for water."},
        "POST /cycles/{cycle_id}/reminders": {"adult": str(town.world.omar.id)},
        "POST /cycles/{cycle_id}/review": review,
        "POST /reviews/{review_id}/confirmations": {"said": "yes"},
        "POST /children/{child_id}/assessment": {"words": "Please."},
    }


def _steps() -> dict[str, Body]:
    wording = {
        "then": "share",
        "statement": "By {date} Sam will ask for a toy with two words, four times in five.",
        "by_date": SOON,
        "what": ["Play with two toys"],
        "who": ["Ben"],
        "how_often": ["each day"],
        "where": ["setting"],
        "stand_in": ["Tess"],
    }
    return {
        "POST /children/{child_id}/outcomes/new": {**wording, "area": "communication"},
        "POST /outcomes/{outcome_id}/versions/new": {**wording, "seen": 2, "reason": "Clearer."},
        "POST /versions/{version_id}/answers": {"choice": "agree"},
        "POST /answers/{answer_id}/settlements": {"result": "accepted", "words": "A good idea."},
        "POST /outcomes/{outcome_id}/starts": {"on": NOW},
        "POST /outcomes/{outcome_id}/support": {"on": NOW, "given": "yes"},
        "POST /outcomes/{outcome_id}/ratings": {"far": "a-little"},
        "POST /outcomes/{outcome_id}/setting-ratings": {"far": "a-little", "words": "We heard it."},
        "POST /outcomes/{outcome_id}/verdicts": {"state": "part-achieved"},
    }


def _said(town: Filled) -> dict[str, Body]:
    spoken = {
        "author": str(town.world.amira.id),
        "way": "phone",
        "step": "review",
        "words": "He sings.",
        "lang": "en_GB",
    }
    return {
        "POST /children/{child_id}/insights": {"words": "He sings.", "way": "write"},
        "POST /children/{child_id}/insights/ask": {"words": "He sings.", "way": "write"},
        "POST /children/{child_id}/insights/check": {"words": "He sings.", "way": "write"},
        "POST /children/{child_id}/insights/talk": {"how": "phone", "words": ""},
        "POST /children/{child_id}/insights/record": spoken,
        "POST /insights/{insight_id}/echoes": {"reply": "", "changed": "We sing too."},
    }


# Forms without a press of their own: whoever sends them is not known yet, it changes nothing, or
# it has one effect however often it comes.
WITHOUT_OP = (
    "POST /sign-in/code",
    "POST /sign-in/code/entered",
    "POST /sign-in/app-code",
    "POST /language",
    "POST /language/keep",
    "POST /join",
    "POST /messages/{message_id}/opened",
)
# These carry JSON: a passkey's answer, or how messages reach a browser.
AS_JSON = {
    "POST /sign-in/passkey": {"credential": {}},
    "POST /sign-in/passkey/options": {},
    "POST /unlock": {"credential": {}},
    "POST /unlock/options": {},
    "POST /first/passkey": {"credential": {}, "secret": "none"},
    "POST /first/passkey/options": {"secret": "none"},
    "POST /me/passkeys": {"credential": {}},
    "POST /me/passkeys/options": {},
    "POST /me/subscriptions": DEVICE,
}
# Where a door's own id is another one than the usual.
OTHER_IDS = {
    "GET /staff-invitations/{invitation_id}": {"invitation_id": "staff_invitation_id"},
    "POST /staff-invitations/{invitation_id}/match": {"invitation_id": "staff_invitation_id"},
    "POST /versions/{version_id}/sharing": {"version_id": "draft_id"},
    "POST /ties/{tie_id}/freedom": {"tie_id": "limited_id"},
}
