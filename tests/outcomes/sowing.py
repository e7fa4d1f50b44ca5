"""A round, and a next step in it, for the tests of this slice."""

from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx

from server.cycles.tables import Cycle, StepStart
from server.outcomes.tables import Outcome, Version
from tests.browsing import Browsers, op
from tests.world import World

BY = date.today() + timedelta(weeks=6)  # noqa: DTZ011
SAYS = "By {date}, Sam will ask for help 3 times a day. It can be at home or at nursery."


async def open_a_round(world: World, step: str = "plan") -> UUID:
    """Sam's first round, at this step."""
    at = datetime.now(UTC) - timedelta(days=1)
    row = Cycle(
        child=world.sam,
        setting=world.oak,
        number=1,
        review_on=BY,
        opened_by=world.sue.id,
        opened_at=at,
    )
    await Cycle.insert(row)
    await StepStart.insert(StepStart(cycle=row.id, step=step, by=world.sue.id, made_at=at))
    return UUID(str(row.id))


async def move_to(world: World, step: str) -> None:
    """Sam's round goes on to this step."""
    row = await Cycle.select(Cycle.id).where(Cycle.child == world.sam).first()
    start = StepStart(cycle=row["id"], step=step, by=world.sue.id, made_at=datetime.now(UTC))
    await StepStart.insert(start)


def plan(**more: object) -> dict[str, object]:
    """The form of a next step, ready to share."""
    facts = {
        "then": "share",
        "area": "communication",
        "statement": SAYS,
        "by_date": BY.isoformat(),
        "baseline": "Takes a hand.",
        "why": "Calm meals.",
        "what": ["Wait and look at snack", "", ""],
        "who": ["Ben", "", ""],
        "how_often": ["every day", "", ""],
        "where": ["setting", "setting", "setting"],
        "stand_in": ["Tess", "", ""],
    }
    return op(**{**facts, **more})


def reword(seen: int, **more: object) -> dict[str, object]:
    """The form of another wording."""
    facts = plan(**{"reason": "It grew.", **more})
    gone = ("area", "baseline", "why")
    return {key: value for key, value in {**facts, "seen": seen}.items() if key not in gone}


async def share_one(world: World, ben: httpx.AsyncClient, **more: object) -> UUID:
    """A next step for Sam, kept by this browser; its id."""
    answer = await ben.post(f"/children/{world.sam}/outcomes/new", data=plan(**more))
    assert answer.status_code == 303, answer.text
    return UUID(answer.headers["location"].rpartition("/")[2])


async def standing(outcome: UUID) -> dict[str, Any]:
    """The newest version of this next step."""
    rows = await Version.select().where(Version.outcome == outcome).order_by(Version.number)
    return rows[-1]


class Stage:
    """Sam's round at its plan step, a shared next step, and everybody's browsers."""

    outcome: UUID
    version: UUID
    people: dict[str, httpx.AsyncClient]

    def __getattr__(self, name: str) -> httpx.AsyncClient:
        return self.people[name]

    async def answer(self, who: str, choice: str, **more: object) -> httpx.Response:
        """What this adult answers to the first wording."""
        path = f"/versions/{self.version}/answers"
        return await self.people[who].post(path, data=op(choice=choice, **more))

    async def read(self, who: str) -> str:
        """The page of the next step as this adult sees it."""
        return (await self.people[who].get(f"/outcomes/{self.outcome}")).text


async def stage(world: World, browsers: Browsers) -> Stage:
    """A stage to play on."""
    await open_a_round(world)
    made = Stage()
    who = ("amira", "omar", "grace", "rhys", "ben", "sue", "mona", "tess", "olga", "pat", "nan")
    made.people = {name: await browsers.of(world.adults[name]) for name in who}
    made.outcome = await share_one(world, made.people["ben"])
    made.version = (await standing(made.outcome))["id"]
    return made


async def count() -> int:
    """How many next steps there are."""
    return await Outcome.count()
