"""What every test of telling begins with: an open round for Sam, and a few short ways."""

import re
from datetime import UTC, date, datetime
from uuid import UUID

import httpx

from server.cycles.tables import Cycle, StepStart
from tests.browsing import op
from tests.world import World


async def open_round(world: World, step: str = "assess") -> UUID:
    """A round for Sam at Oak, at this step."""
    at = datetime.now(UTC)
    row = Cycle(
        child=world.sam,
        setting=world.oak,
        number=1,
        review_on=date(2027, 1, 10),
        opened_by=world.sue.id,
        opened_at=at,
    )
    await Cycle.insert(row)
    await StepStart.insert(StepStart(cycle=row.id, step=step, by=world.sue.id, made_at=at))
    return UUID(str(row.id))


def at(world: World, end: str = "") -> str:
    """Where Sam's family tells."""
    return f"/children/{world.sam}/insights{end}"


def water(**more: object) -> dict[str, object]:
    """The form that says: Water."""
    return op(**{"prompt": "assess-loves", "way": "pictures", "picked": "water", **more})


def unasked(words: str, **more: object) -> dict[str, object]:
    """The form that says something nobody asked."""
    return op(**{"way": "write", "words": words, **more})


async def sent(browser: httpx.AsyncClient, world: World, form: dict[str, object]) -> str:
    """Sends a form; the id of what it made."""
    answer = await browser.post(at(world), data=form)
    assert answer.status_code == 303, answer.text
    return answer.headers["location"].split("/")[2]


def fields(page: str, action: str) -> dict[str, list[str]]:
    """What the form with this action would post as it stands, but for what is tapped."""
    form = re.search(rf'<form[^>]*action="{re.escape(action)}".*?</form>', page, re.DOTALL)
    assert form, action
    hidden = re.findall(r'type="hidden" name="(\w+)" value="([^"]*)"', form[0])
    chosen = re.findall(r'name="(\w+)" value="([^"]*)" checked', form[0])
    found: dict[str, list[str]] = {}
    for name, value in [*hidden, *chosen]:
        found.setdefault(name, []).append(value)
    return found
