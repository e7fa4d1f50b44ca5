"""A small town everyone shares: two settings, three children, and every kind of adult."""

from datetime import UTC, date, datetime, timedelta
from uuid import UUID, uuid4

from server.children.rules import TieRole
from server.children.tables import Child, Placement, Restriction, Tie
from server.people.asking import Adult, hashed
from server.people.rules import Device, Level
from server.people.tables import Person, Session
from server.settings.rules import Job
from server.settings.tables import Membership, Setting

LONG_AGO = datetime(2026, 1, 5, 9, 0, tzinfo=UTC)


class World:
    """Who is who.

    Sam goes to Oak: Amira (parent, may agree), Omar (parent in the second household, may agree),
    Grace (carer, a voice that does not decide), Rhys (parent, restricted by an order), Edna (carer
    until last month). At Oak: Ben (Sam's key person), Tess (another practitioner), Sue (SENCO),
    Mona (manager), Lee (left; was Sam's key person before Ben). At Elm: Olga (SENCO), Pat
    (parent of Kit at Elm). Mo is another child at Oak, Nan is his parent.
    """

    adults: dict[str, Adult]
    oak: UUID
    elm: UUID
    sam: UUID
    mo: UUID
    kit: UUID

    def __getattr__(self, name: str) -> Adult:
        return self.adults[name]


FAMILY = ("amira", "omar", "grace", "rhys", "edna", "nan", "pat")
STAFF = ("ben", "tess", "sue", "mona", "lee", "olga")
EVERYBODY = (*FAMILY, *STAFF, "stranger")


async def person(called: str, reads: str = "en_GB") -> Adult:
    """A new adult with nothing around them."""
    row = Person(name=f"{called} Test", called=called, reads=reads, made_at=LONG_AGO)
    await Person.insert(row)
    return Adult(id=row.id, called=called, name=row.name, reads=reads)


async def tie(child: UUID, adult: Adult, role: TieRole, **more: object) -> UUID:
    """An adult beside a child."""
    facts = {"since": LONG_AGO, "relation": "", **more}
    row = Tie(child=child, person=adult.id, role=role, **facts)
    await Tie.insert(row)
    return UUID(str(row.id))


async def works(adult: Adult, setting: UUID, job: Job, until: datetime | None = None) -> None:
    """An adult at a setting."""
    row = Membership(person=adult.id, setting=setting, job=job, since=LONG_AGO, until=until)
    await Membership.insert(row)


async def setting(name: str) -> UUID:
    """A new setting."""
    row = Setting(name=name, made_at=LONG_AGO)
    await Setting.insert(row)
    return UUID(str(row.id))


async def child(called: str, at: UUID) -> UUID:
    """A child who goes to a setting."""
    row = Child(
        name=f"{called} Test",
        called=called,
        born=date(2023, 3, 1),
        picture="water",
        made_at=LONG_AGO,
    )
    await Child.insert(row)
    await Placement.insert(Placement(child=row.id, setting=at, since=LONG_AGO))
    return UUID(str(row.id))


async def build() -> World:
    """The whole town, in an empty database."""
    world = World()
    world.adults = {name: await person(name.capitalize()) for name in EVERYBODY}
    world.oak, world.elm = await setting("Oak"), await setting("Elm")
    world.sam, world.mo = await child("Sam", world.oak), await child("Mo", world.oak)
    world.kit = await child("Kit", world.elm)
    await _family(world)
    await _staff(world)
    return world


async def _family(world: World) -> None:
    last_month = datetime.now(UTC) - timedelta(days=30)
    deciding = {"responsible": True, "may_agree": True, "basis": "birth certificate"}
    await tie(world.sam, world.amira, TieRole.PARENT, household="a", **deciding)
    await tie(world.sam, world.omar, TieRole.PARENT, household="b", **deciding)
    await tie(world.sam, world.grace, TieRole.CARER, household="a")
    await tie(world.sam, world.edna, TieRole.CARER, household="a", until=last_month)
    limited = await tie(world.sam, world.rhys, TieRole.PARENT, household="c", **deciding)
    await tie(world.mo, world.nan, TieRole.PARENT, **deciding)
    await tie(world.kit, world.pat, TieRole.PARENT, **deciding)
    await Restriction.insert(
        Restriction(
            tie=limited,
            order="court order",
            seen_by=world.mona.id,
            seen_on=date(2026, 2, 2),
            made_at=LONG_AGO,
        )
    )


async def _staff(world: World) -> None:
    last_week = datetime.now(UTC) - timedelta(days=7)
    for adult in (world.ben, world.tess):
        await works(adult, world.oak, Job.PRACTITIONER)
    await works(world.lee, world.oak, Job.PRACTITIONER, until=last_week)
    await works(world.sue, world.oak, Job.SENCO)
    await works(world.mona, world.oak, Job.MANAGER)
    await works(world.olga, world.elm, Job.SENCO)
    for adult in (world.ben, world.lee):
        await tie(world.sam, adult, TieRole.KEY_PERSON, setting=world.oak)
    await tie(world.mo, world.ben, TieRole.KEY_PERSON, setting=world.oak)


async def sign_in(adult: Adult, level: Level = Level.FULL, device: Device = Device.OWN) -> str:
    """A session's token for this adult."""
    token, at = uuid4().hex + uuid4().hex, datetime.now(UTC)
    await Session.insert(
        Session(
            person=adult.id,
            token_hash=hashed(token),
            level=level,
            device=device,
            began_at=at,
            seen_at=at,
            proved_at=at,
        )
    )
    return token
