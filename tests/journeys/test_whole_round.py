"""One whole round, from a child's first day to the next round, with two parents and the nursery."""

from uuid import UUID

import pytest

from tests.journeys import beginning as b
from tests.journeys import closing as c
from tests.journeys import going as g
from tests.journeys.conftest import Open
from tests.journeys.visitor import House, Visitor, comes_in

pytestmark = pytest.mark.journey
SCREEN = {"width": 1280, "height": 800}
HAPPENED = [
    "A worry",
    "Answer to a worry",
    "Extra help is starting",
    "Notice read",
    "A new round of the plan",
    "Told us",
    "A new step",
    "A next step to look at",
    "Answer to a next step",
    "Reply to a change",
    "A next step to look at",
    "Answer to a next step",
    "A new step",
    "Help has started",
    "Help given",
    "A new step",
    "How far it got",
    "We looked together",
    "The round is closed",
    "A new round of the plan",
    "About what we wrote down",
]


async def joins(house: House, a_phone: Open, bethan: Visitor, child: UUID, called: str) -> Visitor:
    code = await b.shows_a_square(bethan, child, called)
    phone = await a_phone()
    parent = await b.types_the_code(house, await phone.new_page(), code, called)
    await b.lets_in(bethan, parent)
    return parent


async def begins(bethan: Visitor, ola: Visitor, child: UUID) -> None:
    await b.raises_a_worry(ola)
    await b.answers_the_worry(bethan, child)
    await b.gives_notice(bethan, child)
    await b.reads_the_notice(ola)


async def agrees_on_a_step(bethan: Visitor, ola: Visitor, adam: Visitor, child: UUID) -> str:
    step = await g.plans(bethan, child)
    await g.answers_the_step(adam, "Yes, this is right")
    await g.answers_the_step(ola, "I would change it", g.WISH)
    await bethan.page.goto(step)
    await bethan.sees("Agreed by 1 of 2")
    await g.changes_it_as_they_say(bethan, step)
    await bethan.sees("Agreed by 0 of 2")
    await g.answers_the_step(ola, "Yes, this is right")
    await ola.sees("Hania poprosi o picie gestem raz dziennie.")
    await bethan.page.goto(step)
    await bethan.sees("Agreed by 1 of 2")
    await g.answers_the_step(adam, "Yes, this is right")
    await bethan.page.goto(step)
    await bethan.sees("Agreed by 2 of 2")
    return step


async def says_how_far(bethan: Visitor, ola: Visitor, adam: Visitor, step: str) -> None:
    path = "/outcomes/" + step.rpartition("/")[2]
    await c.says_how_far_here(bethan, step)
    for parent in (ola, adam):
        await c.has_not_seen(parent, path, c.SEEN_HERE)
    await c.says_how_far_at_home(ola, c.SEEN_AT_HOME)
    await ola.sees(c.SEEN_HERE)
    await c.says_how_far_at_home(adam, "")
    await bethan.page.goto(step)
    await bethan.sees(c.SEEN_AT_HOME)


async def goes_round(bethan: Visitor, ola: Visitor, adam: Visitor, child: UUID) -> None:
    at = await g.opens_a_round(bethan, child)
    await g.answers_with_a_picture(ola)
    await g.says_what_changed(bethan, child)
    await g.hears_what_changed(ola)
    await g.moves_on(bethan, at, "What we'll try")
    step = await agrees_on_a_step(bethan, ola, adam, child)
    await g.moves_on(bethan, at, "Trying it")
    await g.helps(bethan, step)
    await g.moves_on(bethan, at, "How did it go?")
    await says_how_far(bethan, ola, adam, step)
    await c.looks_back(bethan, at)


async def a_whole_round(house: House, a_phone: Open) -> None:
    manager = await comes_in(house, await a_phone(viewport=SCREEN), "Lorraine", "en_GB")
    bethan = await comes_in(house, await a_phone(viewport=SCREEN), "Bethan", "en_GB")
    child = await b.enrols(manager)
    ola = await joins(house, a_phone, bethan, child, "Ola")
    adam = await joins(house, a_phone, bethan, child, "Adam")
    await begins(bethan, ola, child)
    await b.reads_the_notice(adam)
    await goes_round(bethan, ola, adam, child)
    for parent in (ola, adam):
        await c.says_it_is_right(parent)
    await bethan.goes(f"/children/{child}")
    await bethan.sees("Round 2")
    for adult in (ola, bethan):
        await c.tells_it_all(adult, f"/children/{child}/timeline", HAPPENED)


async def test_a_whole_round(house: House, a_phone: Open) -> None:
    await a_whole_round(house, a_phone)


async def test_a_whole_round_on_postgresql(postgres_house: House, a_phone: Open) -> None:
    await a_whole_round(postgres_house, a_phone)
