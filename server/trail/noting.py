"""Adding to the trail: one row, in the unit of the change it tells of."""

from uuid import UUID

import msgspec

from server.clock import now
from server.db import wake
from server.people.asking import Adult
from server.trail.rules import Happened, Visible
from server.trail.tables import Announcement, Event


class About(msgspec.Struct, frozen=True, kw_only=True):
    """What an event is about, beside who and what: all that a reader of the trail needs."""

    child: UUID
    setting: UUID
    visible: Visible = Visible.ALL
    author: UUID | None = None  # whose words they are, when somebody else wrote them down
    to_whom: UUID | None = None  # an answer to one adult: they see it, however it is kept
    cycle: UUID | None = None
    step: str = ""
    about: UUID | None = None
    item: UUID | None = None
    way: str = ""
    prompt: str = ""
    picked: str = ""
    detail: str = ""
    words: str = ""
    lang: str = ""


async def note_event(person: Adult, kind: Happened, about: About) -> None:
    """One row, in the unit of the change it tells of, and that it has still to be announced."""
    facts = msgspec.structs.asdict(about)
    facts["author"] = about.author or person.id
    rows = await Event.insert(Event(**facts, kind=kind, actor=person.id, at=now()))
    await Announcement.insert(Announcement(event=rows[0]["seq"]))
    await wake()
