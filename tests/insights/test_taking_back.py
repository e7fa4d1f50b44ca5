"""Ten minutes to think again: then nobody else sees it; later it stands."""

from datetime import UTC, datetime, timedelta

from server.insights.queries import spoken, unread
from server.insights.tables import Insight
from server.trail.tables import Event, Withdrawal
from tests.browsing import Browsers, op
from tests.insights.telling_world import at, open_round, sent, unasked
from tests.world import World


async def test_taken_back_within_ten_minutes_it_is_seen_by_nobody_else(
    world: World, browsers: Browsers
) -> None:
    cycle = await open_round(world)
    amira, omar, ben = [await browsers.of(each) for each in (world.amira, world.omar, world.ben)]
    insight = await sent(amira, world, unasked("Too soon.", who="family"))
    answer = await amira.post(f"/insights/{insight}/taking-back", data=op())
    assert "You took it back" in (await amira.get(answer.headers["location"])).text
    for browser in (omar, ben):
        for place in (at(world), f"/children/{world.sam}/timeline"):
            assert "Too soon." not in (await browser.get(place)).text
    assert (await ben.get(f"/insights/{insight}")).status_code == 404
    assert "You took this back" in (await amira.get(at(world))).text
    assert "Too soon." not in (await amira.get(f"/children/{world.sam}/timeline")).text
    assert await unread(world.ben) == []
    assert await spoken(world.ben, world.sam, cycle) == {}


async def test_later_than_ten_minutes_it_stands_and_says_so(
    world: World, browsers: Browsers
) -> None:
    amira = await browsers.of(world.amira)
    insight = await sent(amira, world, unasked("It stands."))
    earlier = datetime.now(UTC) - timedelta(minutes=11)
    await Insight.update({Insight.made_at: earlier}, force=True)
    answer = await amira.post(f"/insights/{insight}/taking-back", data=op())
    assert answer.status_code == 422
    assert "The 10 minutes are over" in answer.text
    assert "It stands." in (await amira.get(at(world))).text
    assert "Undo" not in (await amira.get(f"/insights/{insight}/sent")).text
    assert await Withdrawal.count() == 0


async def test_taking_back_twice_is_once(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    insight = await sent(amira, world, unasked("Once."))
    for form in (op(), op()):
        answer = await amira.post(f"/insights/{insight}/taking-back", data=form)
        assert answer.status_code == 303
    assert await Withdrawal.count() == 1
    assert await Event.count() == 2


async def test_only_its_author_takes_it_back_or_sees_that_it_was_sent(
    world: World, browsers: Browsers
) -> None:
    amira = await browsers.of(world.amira)
    insight = await sent(amira, world, unasked("Mine.", who="family"))
    for adult in (world.omar, world.grace, world.rhys, world.ben, world.sue, world.stranger):
        browser = await browsers.of(adult)
        assert (await browser.get(f"/insights/{insight}/sent")).status_code == 404
        undo = await browser.post(f"/insights/{insight}/taking-back", data=op())
        assert undo.status_code == 404
    assert await Withdrawal.count() == 0
