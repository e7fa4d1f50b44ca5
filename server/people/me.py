"""What an adult says of themselves: name, languages, ways to be reached."""

from datetime import datetime, timedelta
from uuid import UUID

import msgspec

from server.clock import now
from server.db import unit
from server.people.asking import Adult
from server.people.ops import Press, once
from server.people.tables import Person, Session

RECENT = timedelta(minutes=5)
FILLING_IN = timedelta(minutes=30)


class Myself(msgspec.Struct, frozen=True):
    """All that one's own page shows of oneself."""

    name: str
    called: str
    say: str
    reads: str
    speaks: tuple[str, ...]
    interpreter: str
    email: str
    phone: str


async def myself(person: Adult) -> Myself:
    """What this adult said of themselves."""
    row = await Person.select().where(Person.id == person.id).first()
    facts = {name: (row or {}).get(name, "") for name in Myself.__struct_fields__}
    return Myself(**{**facts, "speaks": tuple(facts["speaks"].split())})


async def proved_since(person: Adult, within: timedelta) -> bool:
    """Whether a passkey was shown just now; on a phone that has none, nothing more can be asked."""
    row = (
        await Session.select(Session.proved_at, Session.reopens)
        .where(Session.id == person.session)
        .first()
    )
    if row is None:
        return False
    proved: datetime = row["proved_at"]
    return not row["reopens"] or timedelta(0) <= now() - proved <= within


async def reads_from_now(person: Adult, code: str) -> None:
    """The language this adult reads, wherever they sign in."""
    await Person.update({Person.reads: code}).where(Person.id == person.id)


@unit
@once
async def change_languages(
    person: Adult, reads: str, speaks: tuple[str, ...], interpreter: str, *, press: Press
) -> UUID:
    """The languages an adult reads and speaks, and whether they want an interpreter."""
    await Person.update(
        {
            Person.reads: reads,
            Person.speaks: " ".join(speaks),
            Person.interpreter: interpreter,
        }
    ).where(Person.id == person.id)
    return person.id


@unit
@once
async def change_name(person: Adult, called: str, say: str, *, press: Press) -> UUID:
    """What an adult is called here, and how that is said."""
    await Person.update({Person.called: called, Person.say: say}).where(Person.id == person.id)
    return person.id


@unit
@once
async def change_contact(person: Adult, email: str, phone: str, *, press: Press) -> UUID:
    """Where the setting can reach an adult; also where their codes go."""
    await Person.update({Person.email: email, Person.phone: phone}).where(Person.id == person.id)
    return person.id
