"""Every door with every kind of adult: in, not there, sign in first, or a passkey first.

The doors are taken from the app itself. A new one fails here until tests/access/expected.py has
a row for it, written by hand, and tests/access/bodies.py a form that is filled in rightly.
"""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from uuid import UUID, uuid4

import httpx
import pytest

from server.app import doors
from server.clock import now
from server.db import Engine
from server.people.rules import Level
from server.people.tables import Session
from tests.access.bodies import AS_JSON, OTHER_IDS, WITHOUT_OP, bodies
from tests.access.expected import (
    ACTORS,
    DOORS,
    IN,
    NOT_THERE,
    PASSKEY,
    SIGN_IN,
    expected,
)
from tests.access.filled import Filled, fill
from tests.access.keeping import Kept
from tests.browsing import Browsers
from tests.emptying import empty

# A made-up passkey opens nothing, and one round at a time is open.
NEVER_TAKEN = {"POST /me/passkeys", "POST /children/{child_id}/cycles/new"}
SLOT = re.compile(r"\{(\w+)\}")
ASIDE = ("/sign-in", "/unlock")


class Matrix:
    """The filled town, a browser for everybody in it, and how the database was."""

    def __init__(self, browsers: Browsers, town: Filled, kept: Kept) -> None:
        self.browsers, self.town, self.kept = browsers, town, kept
        self.bodies = bodies(town)
        self.people: dict[str, httpx.AsyncClient] = {}

    async def open(self) -> None:
        """Everybody comes in once."""
        for actor in ACTORS:
            name, _, level = actor.partition(" ")
            if name == "nobody":
                self.people[actor] = self.browsers.nobody()
            else:
                how = Level.CODE if level else Level.FULL
                self.people[actor] = await self.browsers.of(self.town.world.adults[name], how)

    def path(self, door: str, other: UUID | None = None) -> str:
        """The door's path with real ids in it, or with one that nobody has."""
        ids = OTHER_IDS.get(door, {})
        return SLOT.sub(
            lambda slot: str(other or self.town.ids[ids.get(slot[1], slot[1])]),
            door.partition(" ")[2],
        )

    async def knock(self, door: str, actor: str, other: UUID | None = None) -> httpx.Response:
        """This adult at this door, with a form that is filled in rightly."""
        browser, method = self.people[actor], door.partition(" ")[0]
        jar = dict(browser.cookies)
        at = self.path(door, other)
        if door in AS_JSON:
            answer = await browser.post(at, json=AS_JSON[door])
        elif method == "POST":
            press = {} if door in WITHOUT_OP else {"op": str(uuid4())}
            answer = await browser.post(at, data={**press, **self.bodies.get(door, {})})
        else:
            answer = await browser.request(method, at)
        browser.cookies.clear()
        for name, value in jar.items():
            browser.cookies.set(name, value, domain="alongside.test")
        return answer


def outcome(door: str, answer: httpx.Response) -> str:
    """What somebody met, in a word of the table."""
    if DOORS[door].open:
        return IN if answer.status_code < 500 else str(answer.status_code)
    where = answer.headers.get("location", "")
    if answer.status_code == 401 or (answer.status_code == 303 and where.startswith(ASIDE)):
        return SIGN_IN
    if answer.status_code == 303 and where.startswith("/") and not where.startswith("//"):
        return IN
    if answer.status_code in (200, 201, 409, 422) or _no_such_passkey(answer):
        return IN
    return {403: PASSKEY, 404: NOT_THERE}.get(answer.status_code, str(answer.status_code))


def _no_such_passkey(answer: httpx.Response) -> bool:
    """The door was open, and the made-up passkey opened nothing."""
    return answer.status_code == 403 and "json" in answer.headers["content-type"]


@pytest.fixture(scope="module")
async def matrix(database: Engine) -> AsyncIterator[Matrix]:
    """One town a database; whoever gets in leaves it as it was."""
    await empty(database)
    made = Matrix(Browsers(database), await fill(), Kept(database))
    await made.open()
    # Seen a moment from now: on a slow machine nobody is noted as seen again in between.
    await Session.update({Session.seen_at: now() + timedelta(hours=1)}, force=True)
    await made.kept.keep()
    yield made
    await made.kept.drop()


def on_the_map(app: Browsers) -> set[str]:
    """Every door of the app but the static files: "GET /me"."""
    return {
        f"{method} {re.sub(r':[a-z]+}', '}', route.path)}"
        for route, handler in doors(app.app)
        for method in getattr(handler, "http_methods", ())
    }


def test_every_door_has_a_row_and_every_row_a_door(matrix: Matrix) -> None:
    there = on_the_map(matrix.browsers)
    assert there - set(DOORS) == set(), "Write who gets in into tests/access/expected.py."
    assert set(DOORS) - there == set(), "These doors are gone: take their rows out."


@pytest.mark.parametrize("door", DOORS)
async def test_who_gets_in(door: str, matrix: Matrix) -> None:
    row = DOORS[door]
    wanted = {actor: expected(row, actor) for actor in ACTORS}
    met: dict[str, str] = {}
    taken = False
    for actor in (each for each in ACTORS if wanted[each] != IN):
        met[actor] = outcome(door, await matrix.knock(door, actor))
    assert await matrix.kept.changed() == set(), "A refusal wrote something."
    for actor in (each for each in ACTORS if wanted[each] == IN):
        answer = await matrix.knock(door, actor)
        met[actor] = outcome(door, answer)
        taken |= answer.status_code < 400
    if not door.startswith("GET "):
        await matrix.kept.back()
    assert met == wanted
    assert taken or row.open or door in NEVER_TAKEN, "Fill the form in: tests/access/bodies.py."


@pytest.mark.parametrize("door", [door for door in DOORS if SLOT.search(door)])
async def test_what_one_may_not_reach_looks_like_what_is_not_there(
    door: str, matrix: Matrix
) -> None:
    for actor in ("omar", "rhys", "tess", "olga", "stranger"):
        if expected(DOORS[door], actor) != NOT_THERE:
            continue
        nothing = uuid4()
        there, not_there = [await matrix.knock(door, actor, other) for other in (None, nothing)]
        echoed = there.text.replace(matrix.path(door), matrix.path(door, nothing))
        assert echoed == not_there.text, actor
        ours = {"content-length"}
        heads = [{k: v for k, v in a.headers.items() if k not in ours} for a in (there, not_there)]
        assert heads[0] == heads[1], actor


async def test_the_demos_doors_are_not_there_outside_of_it(matrix: Matrix) -> None:
    for path in ("/demo", "/demo/outbox"):
        assert (await matrix.people["mona"].get(path)).status_code == 404
