"""A review closes when everyone who decides was heard, and parents have the last word on it."""

from datetime import timedelta

from server.children.rules import Act
from server.clock import today
from server.cycles.reviews import latest_review
from server.cycles.rounds import open_round, reviews_due, rounds_of
from server.cycles.rules import Step, heard, may_close
from server.cycles.tables import Confirmation, Cycle, Review
from server.people.asking import Adult
from server.trail.noting import About, note_event
from server.trail.rules import Happened
from tests.browsing import Browsers, op
from tests.cycles.going import at_review, meeting, number_now, opened, reviewed
from tests.world import World


async def speaks(world: World, adult: Adult) -> None:
    """This adult says something at the review step."""
    now = await open_round(world.ben, world.sam, Act.WATCH)
    assert now is not None
    about = About(child=world.sam, setting=world.oak, cycle=now.id, step=Step.REVIEW)
    await note_event(adult, Happened.TOLD, about)


def test_a_review_closes_when_all_are_heard_or_it_says_why_not() -> None:
    assert may_close(heard=True, reason="")
    assert may_close(heard=False, reason="Asked 3 times")
    assert not may_close(heard=False, reason="")


def test_nobody_to_ask_is_not_everybody_heard() -> None:
    assert not heard([], [])


async def test_closing_waits_for_every_parent_who_decides(world: World, browsers: Browsers) -> None:
    ben, page = await at_review(world, browsers)
    await speaks(world, world.amira)
    answer = await ben.post(f"{page}/review", data=meeting(world, unheard=""))
    assert answer.status_code == 422
    assert "Not every parent has been heard." in answer.text
    await speaks(world, world.omar)
    answer = await ben.post(f"{page}/review", data=meeting(world, unheard=""))
    assert answer.status_code == 303


async def test_a_reason_lets_it_close_and_stays_with_staff(
    world: World, browsers: Browsers
) -> None:
    ben, page = await reviewed(world, browsers)
    amira = await browsers.of(world.amira)
    assert "Asked Amira and Omar three times" in (await ben.get(page)).text
    assert "Asked Amira and Omar three times" not in (await amira.get(page)).text


async def test_a_round_is_reviewed_only_at_its_last_step(world: World, browsers: Browsers) -> None:
    ben, page = await opened(world, browsers)
    answer = await ben.post(f"{page}/review", data=meeting(world))
    assert answer.status_code == 422
    assert await Review.count() == 0


async def test_the_next_round_opens_with_the_next_number(world: World, browsers: Browsers) -> None:
    await reviewed(world, browsers)
    assert await number_now(world) == 2
    assert [each.number for each in await rounds_of(world.amira, world.sam, Act.SEE)] == [2, 1]


async def test_stepping_down_opens_no_round(world: World, browsers: Browsers) -> None:
    await reviewed(world, browsers, decision="step-down", next_on="")
    assert await number_now(world) == 0


async def test_a_round_closes_once(world: World, browsers: Browsers) -> None:
    ben, page = await at_review(world, browsers)
    first = await ben.post(f"{page}/review", data=meeting(world))
    second = await ben.post(f"{page}/review", data=meeting(world))
    assert (first.status_code, second.status_code) == (303, 422)
    assert await Review.count() == 1
    assert await Cycle.count() == 2


async def test_another_round_needs_a_day_and_a_specialist_a_name(
    world: World, browsers: Browsers
) -> None:
    ben, page = await at_review(world, browsers)
    for more in ({"next_on": ""}, {"decision": "specialist", "detail": ""}, {"present": []}):
        answer = await ben.post(f"{page}/review", data=meeting(world, **more))
        assert answer.status_code == 422, more
        assert "Sam asks for help more often." in answer.text


async def test_each_parent_says_whether_it_is_what_was_said(
    world: World, browsers: Browsers
) -> None:
    _, page = await reviewed(world, browsers)
    amira, omar = await browsers.of(world.amira), await browsers.of(world.omar)
    assert (await amira.post(f"{page}/confirmations", data=op(said="yes"))).status_code == 303
    form = op(said="not-right", words="Sam did it alone.")
    assert (await omar.post(f"{page}/confirmations", data=form)).status_code == 303
    review = await latest_review(world.omar, world.sam)
    assert review is not None
    assert review.mine is not None
    assert (review.mine.said, review.mine.words) == ("not-right", "Sam did it alone.")
    assert review.summary == "Sam asks for help more often."
    assert "Sam did it alone." not in (await amira.get(page)).text


async def test_a_correction_needs_its_words(world: World, browsers: Browsers) -> None:
    _, page = await reviewed(world, browsers)
    amira = await browsers.of(world.amira)
    answer = await amira.post(f"{page}/confirmations", data=op(said="add"))
    assert answer.status_code == 422
    assert "Write a few words" in answer.text
    assert await Confirmation.count() == 0


async def test_a_later_word_stands_beside_the_earlier_one(world: World, browsers: Browsers) -> None:
    ben, page = await reviewed(world, browsers)
    amira = await browsers.of(world.amira)
    await amira.post(f"{page}/confirmations", data=op(said="yes"))
    await amira.post(f"{page}/confirmations", data=op(said="add", words="He also sings."))
    shown = (await ben.get(page)).text
    assert "Yes, it is" in shown
    assert "He also sings." in shown


async def test_a_review_is_not_there_for_others(world: World, browsers: Browsers) -> None:
    _, page = await reviewed(world, browsers)
    for adult in (world.rhys, world.edna, world.tess, world.lee, world.olga, world.nan):
        browser = await browsers.of(adult)
        assert (await browser.get(page)).status_code == 404
    ben = await browsers.of(world.ben)
    answer = await ben.post(f"{page}/confirmations", data=op(said="yes"))
    assert answer.status_code == 404


async def test_reviews_come_up_a_week_before_their_day(world: World, browsers: Browsers) -> None:
    await opened(world, browsers)
    assert await reviews_due(world.ben) == []
    await Cycle.update({Cycle.review_on: today() - timedelta(days=1)}, force=True)
    due = await reviews_due(world.sue)
    assert [each.child_id for each in due] == [world.sam]
    assert await reviews_due(world.amira) == []
