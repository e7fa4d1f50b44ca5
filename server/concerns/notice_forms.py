"""The form of a notice: what it carries, and whom it may name."""

import msgspec

from server.children.beside import Beside, beside, setting_of, staff_of
from server.children.queries import TheChild
from server.children.rules import FAMILY, Area, TieRole
from server.concerns.rules import Around, How, Telling
from server.forms import Form, day_of
from server.languages import HEARD
from server.settings.rules import Job
from server.web import uuid_or_none

Named = dict[str, str]  # an adult's id and what they are called


class NoticeForm(Form):
    """Everything a notice says, as it was filled in."""

    told_on: str = ""
    by: list[str] = msgspec.field(default_factory=list)
    told: list[str] = msgspec.field(default_factory=list)
    how: How | None = None
    language: str = ""
    interpreter: str = ""
    extra: str = ""
    areas: list[Area] = msgspec.field(default_factory=list)
    key_person: str = ""
    senco: str = ""
    starts_on: str = ""


class Room(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands around a child when a notice is written."""

    family: list[Beside]
    staff: Named
    sencos: Named
    languages: list[str]
    key_person: str

    def around(self) -> Around:
        """The ids and languages a notice may name."""
        ids = {str(adult.id) for adult in self.family}
        found = [
            {known for text in texts if (known := uuid_or_none(text))}
            for texts in (ids, self.staff, self.sencos)
        ]
        return Around(
            family=found[0], staff=found[1], sencos=found[2], languages=set(self.languages)
        )


async def room(child: TheChild) -> Room:
    """The family, the staff and the languages that the form offers."""
    adults, staff = await beside(child.id), await staff_of(await setting_of(child.id))
    here = {found for found, _, _ in staff}
    key = [a for a in adults if a.role == TieRole.KEY_PERSON and a.id in here]
    return Room(
        family=[adult for adult in adults if adult.role in FAMILY],
        staff={str(found): called for found, called, _ in staff},
        sencos={str(found): called for found, called, job in staff if job == Job.SENCO},
        languages=list(HEARD),
        key_person=str(key[-1].id) if key else "",
    )


def telling_of(form: NoticeForm) -> Telling:
    """What the form tells, with ids and dates read."""
    return Telling(
        told_on=day_of(form.told_on),
        by=tuple(found for each in form.by if (found := uuid_or_none(each))),
        told=tuple(found for each in form.told if (found := uuid_or_none(each))),
        how=form.how,
        language=form.language,
        interpreter=form.interpreter,
        extra=form.extra,
        areas=tuple(dict.fromkeys(form.areas)),
        key_person=uuid_or_none(form.key_person),
        senco=uuid_or_none(form.senco),
        starts_on=day_of(form.starts_on),
    )
