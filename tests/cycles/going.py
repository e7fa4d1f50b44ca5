"""A plan that goes on: told, opened, moved, through the pages that staff use."""

from datetime import timedelta
from itertools import pairwise

import httpx

from server.children.rules import Act
from server.clock import today
from server.cycles.rounds import open_round
from server.cycles.rules import STEPS
from tests.browsing import Browsers, op
from tests.concerns.filled import notice
from tests.world import World

SOON = (today() + timedelta(weeks=6)).isoformat()


async def told(world: World, browsers: Browsers) -> httpx.AsyncClient:
    """Ben has told Sam's family; his browser."""
    ben = await browsers.of(world.ben)
    answer = await ben.post(f"/children/{world.sam}/notices/new", data=notice(world))
    assert answer.status_code == 303
    return ben


async def opened(world: World, browsers: Browsers) -> tuple[httpx.AsyncClient, str]:
    """Sam's first round goes on; Ben's browser and the round's page."""
    ben = await told(world, browsers)
    answer = await ben.post(f"/children/{world.sam}/cycles/new", data=op(review_on=SOON))
    assert answer.status_code == 303, answer.text
    return ben, answer.headers["location"]


async def at_review(world: World, browsers: Browsers) -> tuple[httpx.AsyncClient, str]:
    """Sam's round has come to its last step."""
    ben, page = await opened(world, browsers)
    for seen, to in pairwise(STEPS):
        answer = await ben.post(f"{page}/steps", data=op(seen=seen, to=to))
        assert answer.status_code == 303, answer.text
    return ben, page


def meeting(world: World, **more: object) -> dict[str, object]:
    """A whole review: Ben met Amira; another round follows."""
    facts = {
        "held_on": today().isoformat(),
        "how": "in-person",
        "present": [str(world.amira.id), str(world.ben.id)],
        "summary": "Sam asks for help more often.",
        "decision": "next-round",
        "next_on": SOON,
        "unheard": "Asked Amira and Omar three times: 1, 3 and 5 May.",
    }
    return op(**{**facts, **more})


async def reviewed(
    world: World, browsers: Browsers, **more: object
) -> tuple[httpx.AsyncClient, str]:
    """Sam's first review is written down; Ben's browser and the review's page."""
    ben, page = await at_review(world, browsers)
    answer = await ben.post(f"{page}/review", data=meeting(world, **more))
    assert answer.status_code == 303, answer.text
    return ben, answer.headers["location"]


async def number_now(world: World) -> int:
    """The number of Sam's open round, 0 when there is none."""
    now = await open_round(world.ben, world.sam, Act.WATCH)
    return now.number if now else 0
