"""What somebody says, and what is wrong with it when it cannot be sent as it is."""

from collections.abc import Collection
from uuid import UUID

import msgspec

from server.concerns.rules import BY_HAND
from server.content import prompt, scale
from server.cycles.rules import STEPS
from server.forms import words_problem
from server.insights.questions import Asking
from server.insights.rules import Kind
from server.trail.rules import Visible, Way

TALK = "plan-talk"  # the question whose choices say how to talk


class Saying(msgspec.Struct, frozen=True, kw_only=True):
    """One thing said: by whom, how, in which language, for whose eyes."""

    asking: Asking
    author: UUID
    lang: str
    kind: Kind = Kind.SAID
    way: Way = Way.WRITE
    picked: tuple[str, ...] = ()
    point: str = ""
    words: str = ""
    visible: Visible = Visible.AUTHOR


def only(saying: Saying) -> Saying:
    """Skipping and being unsure carry nothing else; what was tapped before is not kept."""
    if saying.kind in (Kind.SAID, Kind.TALK):
        return saying
    return msgspec.structs.replace(saying, picked=(), point="", words="")


def saying_problems(saying: Saying) -> dict[str, str]:
    """What is wrong with an answer to this question, given in this way."""
    asking = saying.asking
    if saying.kind is not Kind.SAID:
        return words_problem(saying.words, needed=False)
    if asking.prompt is None or asking.boxed(saying.way):
        return words_problem(saying.words)
    if asking.prompt.kind == "scale":
        points = {point.key for point in scale(asking.prompt.scale)}
        return {} if saying.point in points else {"point": "unpicked"}
    known = {choice.key for choice in asking.prompt.choices}
    if not saying.picked or not set(saying.picked) <= known:
        return {"picked": "untapped"}
    return {} if len(saying.picked) <= asking.prompt.pick else {"picked": "too-many"}


def talk_problems(how: str, words: str) -> dict[str, str]:
    """A wish to talk needs only how."""
    found = prompt(TALK)
    known = {choice.key for choice in found.choices} if found else set()
    wrong = {} if how in known else {"how": "unpicked"}
    return {**wrong, **words_problem(words, needed=False)}


class Written(msgspec.Struct, frozen=True, kw_only=True):
    """What staff write down for a parent."""

    author: UUID | None
    way: str
    step: str
    prompt: str
    words: str
    lang: str


def written_problems(
    written: Written, family: Collection[UUID], languages: Collection[str]
) -> dict[str, str]:
    """What is wrong with it; nobody is named who does not stand beside the child."""
    asked = prompt(written.prompt)
    wrong = {
        "author": "" if written.author in family else "unpicked",
        "way": "" if written.way in BY_HAND else "unpicked",
        "step": "" if written.step in STEPS else "unpicked",
        "lang": "" if written.lang in languages else "unpicked",
        **words_problem(written.words),
    }
    if written.prompt and (asked is None or asked.step != written.step):
        wrong["prompt"] = "other-step"
    return {field: key for field, key in wrong.items() if key}


def echo_problems(reply: str, changed: str) -> dict[str, str]:
    """The owed line is needed; a reply beside it is not."""
    return {**words_problem(changed, "changed"), **words_problem(reply, "reply", needed=False)}
