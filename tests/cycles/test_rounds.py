"""A round starts after the family was told, goes step by step, and is never in two places."""

from datetime import timedelta
from itertools import product

import pytest

from server.children.rules import Act
from server.clock import today
from server.cycles.rounds import open_round
from server.cycles.rules import STEPS, Step, may_move, usual_review
from server.cycles.tables import Cycle, StepStart
from tests.browsing import Browsers, op
from tests.concerns.filled import notice
from tests.cycles.going import SOON, number_now, opened, told
from tests.world import World


async def test_no_round_opens_before_the_family_was_told(world: World, browsers: Browsers) -> None:
    ben = await browsers.of(world.ben)
    answer = await ben.post(f"/children/{world.sam}/cycles/new", data=op(review_on=SOON))
    assert answer.status_code == 422
    assert "First record how you told the family" in answer.text
    assert await Cycle.count() == 0


async def test_silence_stops_no_help(world: World, browsers: Browsers) -> None:
    # SEND Code 5.36: nobody has read the notice, nobody has answered, help and plan go on.
    await opened(world, browsers)
    assert await number_now(world) == 1


async def test_help_may_start_before_the_round_does(world: World, browsers: Browsers) -> None:
    ben = await told(world, browsers)
    started = notice(world, starts_on=(today() - timedelta(days=30)).isoformat())
    await ben.post(f"/children/{world.sam}/notices/new", data=started)
    answer = await ben.post(f"/children/{world.sam}/cycles/new", data=op(review_on=SOON))
    assert answer.status_code == 303


async def test_six_weeks_is_offered_and_another_day_may_be_chosen(
    world: World, browsers: Browsers
) -> None:
    ben = await told(world, browsers)
    shown = (await ben.get(f"/children/{world.sam}/cycles/new")).text
    assert f'value="{usual_review(today()).isoformat()}"' in shown
    chosen = today() + timedelta(weeks=3)
    form = op(review_on=chosen.isoformat())
    await ben.post(f"/children/{world.sam}/cycles/new", data=form)
    now = await open_round(world.ben, world.sam, Act.WATCH)
    assert now is not None
    assert (now.review_on, now.step) == (chosen, Step.ASSESS)


async def test_one_round_at_a_time(world: World, browsers: Browsers) -> None:
    ben, _ = await opened(world, browsers)
    again = await ben.post(f"/children/{world.sam}/cycles/new", data=op(review_on=SOON))
    assert again.status_code == 422
    assert "A round is going on already." in again.text
    assert await Cycle.count() == 1


async def test_a_double_tap_opens_one_round(world: World, browsers: Browsers) -> None:
    ben = await told(world, browsers)
    form = op(review_on=SOON)
    answers = [await ben.post(f"/children/{world.sam}/cycles/new", data=form) for _ in "ab"]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    assert await Cycle.count() == 1


@pytest.mark.parametrize(("now", "to"), list(product(STEPS, STEPS)))
def test_a_step_is_never_skipped(now: Step, to: Step) -> None:
    beside = abs(STEPS.index(now) - STEPS.index(to)) == 1
    assert may_move(now, to) is beside


async def test_a_round_refuses_to_skip(world: World, browsers: Browsers) -> None:
    ben, page = await opened(world, browsers)
    answer = await ben.post(f"{page}/steps", data=op(seen="assess", to="do"))
    assert answer.status_code == 422
    assert "The steps go in order." in answer.text


async def test_two_tabs_move_the_round_once(world: World, browsers: Browsers) -> None:
    ben, page = await opened(world, browsers)
    sue = await browsers.of(world.sue)
    first = await ben.post(f"{page}/steps", data=op(seen="assess", to="plan"))
    second = await sue.post(f"{page}/steps", data=op(seen="assess", to="plan"))
    assert (first.status_code, second.status_code) == (303, 422)
    assert "Somebody changed this meanwhile." in second.text
    assert await StepStart.count() == 2


async def test_a_round_may_go_back_to_look_again(world: World, browsers: Browsers) -> None:
    ben, page = await opened(world, browsers)
    await ben.post(f"{page}/steps", data=op(seen="assess", to="plan"))
    await ben.post(f"{page}/steps", data=op(seen="plan", to="assess"))
    now = await open_round(world.ben, world.sam, Act.WATCH)
    assert now is not None
    assert now.step is Step.ASSESS


async def test_a_moved_review_says_why_to_the_family(world: World, browsers: Browsers) -> None:
    ben, page = await opened(world, browsers)
    form = op(review_on=SOON, why="Amira works that week.")
    assert (await ben.post(f"{page}/dates", data=form)).status_code == 303
    omar = await browsers.of(world.omar)
    timeline = (await omar.get(f"/children/{world.sam}/timeline")).text
    assert "Amira works that week." in timeline
    past = op(review_on="2026-01-01", why="x")
    assert (await ben.post(f"{page}/dates", data=past)).status_code == 422


async def test_what_staff_saw_stands_at_its_step(world: World, browsers: Browsers) -> None:
    ben, page = await opened(world, browsers)
    form = op(prompt="staff-assess-strengths", words="Sam pours water with care.")
    assert (await ben.post(f"{page}/notes", data=form)).status_code == 303
    mona = await browsers.of(world.mona)
    assert "Sam pours water with care." in (await mona.get(page)).text
    amira = await browsers.of(world.amira)
    assert "Sam pours water" in (await amira.get(f"/children/{world.sam}/timeline")).text


async def test_a_round_is_not_there_for_others(world: World, browsers: Browsers) -> None:
    _, page = await opened(world, browsers)
    for adult in (world.amira, world.omar, world.rhys, world.tess, world.lee, world.olga):
        browser = await browsers.of(adult)
        assert (await browser.get(page)).status_code == 404
        assert (
            await browser.post(f"{page}/steps", data=op(seen="assess", to="plan"))
        ).status_code == 404


async def test_a_manager_looks_but_does_not_lead(world: World, browsers: Browsers) -> None:
    _, page = await opened(world, browsers)
    mona = await browsers.of(world.mona)
    assert (await mona.get(page)).status_code == 200
    assert (await mona.post(f"{page}/steps", data=op(seen="assess", to="plan"))).status_code == 404
