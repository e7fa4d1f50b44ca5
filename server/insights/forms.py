"""What the forms of this slice carry."""

from uuid import UUID

import msgspec

from server.forms import Form
from server.insights.asking import Wanted
from server.insights.questions import Asking
from server.insights.rules import Audience, Kind, When, who_sees
from server.insights.saying import Saying
from server.people.asking import Adult
from server.trail.rules import Way


class Tell(Form):
    """One question, answered; kept as posted while it is looked at once more."""

    kind: Kind = Kind.SAID
    prompt: str = ""
    about: str = ""
    own: str = ""
    way: str = "pictures"
    picked: list[str] = msgspec.field(default_factory=list)
    point: str = ""
    words: str = ""
    who: Audience = Audience.SETTING


class Talk(Form):
    """How and when to talk."""

    how: str = ""
    when: When = When.ANY_TIME
    words: str = ""


class Answer(Form):
    """The owed line, and a reply beside it."""

    reply: str = ""
    changed: str = ""


class Record(Form):
    """What staff write down for a parent."""

    author: UUID | None = None
    way: str = ""
    step: str = ""
    prompt: str = ""
    words: str = ""
    lang: str = ""


def wanted(form: Tell) -> Wanted:
    """The question a form answers."""
    return Wanted(form.prompt, form.about, form.own)


def saying_of(person: Adult, asking: Asking, form: Tell) -> Saying:
    """What this form says: words when there was a box, taps when there were pictures."""
    way = Way.WRITE if asking.boxed(form.way) else Way.PICTURES
    boxed = way is Way.WRITE
    return Saying(
        asking=asking,
        author=person.id,
        lang=person.reads if boxed else "",
        kind=form.kind,
        way=way,
        picked=() if boxed else tuple(dict.fromkeys(form.picked)),
        point="" if boxed else form.point,
        words=form.words if boxed else "",
        visible=who_sees(form.who),
    )


def talk_of(person: Adult, frame: Asking, form: Talk) -> Saying:
    """A wish to talk, as it was made."""
    return Saying(
        asking=frame,
        author=person.id,
        lang=person.reads,
        kind=Kind.TALK,
        picked=(form.how,),
        point=form.when,
        words=form.words,
    )


def kept(form: Tell) -> dict[str, object]:
    """The answer as it was given, for the form that comes back."""
    return {
        "picked": form.picked,
        "point": form.point,
        "words": form.words,
        "who": form.who.value,
    }
