"""Help starts without waiting, and every day of it can be told."""

from server.children.rules import Act
from server.clock import today
from server.outcomes.queries import outcomes_of
from server.outcomes.tables import Start, Support
from server.trail.tables import Event
from tests.browsing import op
from tests.outcomes.sowing import Stage, plan
from tests.world import World


async def test_help_starts_before_anything_is_agreed(world: World, on: Stage) -> None:
    path = f"/outcomes/{on.outcome}/starts"
    assert (await on.ben.post(path, data=op(on=today().isoformat()))).status_code == 303
    (shown,) = await outcomes_of(world.amira, world.sam, Act.SEE)
    assert (shown.state, shown.started_on) == ("started-not-agreed", today())
    assert "Help has started, not yet agreed" in await on.read("amira")
    assert (await on.sue.post(path, data=op(on=today().isoformat()))).status_code == 303
    assert await Start.count() == 1


async def test_help_that_was_missed_needs_its_reason(world: World, on: Stage) -> None:
    path, day = f"/outcomes/{on.outcome}/support", today().isoformat()
    assert (await on.ben.post(path, data=op(on=day, given="no"))).status_code == 422
    assert (await on.ben.post(path, data=op(on="2099-01-01"))).status_code == 422
    form = op(on=day, given="no", note="Ben was away.", change="Tess steps in.")
    for _ in "ab":
        assert (await on.ben.post(path, data=form)).status_code == 303
    assert await Support.count() == 1
    for words in ("Ben was away.", "Tess steps in."):
        assert words in await on.read("omar")
        assert words in (await on.amira.get(f"/children/{world.sam}/timeline")).text


async def test_only_staff_who_plan_keep_support_and_only_leaders_end_it(
    world: World, on: Stage
) -> None:
    forms = {
        "starts": op(on=today().isoformat()),
        "support": op(on=today().isoformat()),
        "verdicts": op(state="achieved"),
    }
    for who in ("amira", "mona", "tess", "olga", "rhys"):
        for path, form in forms.items():
            found = await on.people[who].post(f"/outcomes/{on.outcome}/{path}", data=form)
            assert found.status_code == 404
    assert await Start.count() == await Support.count() == 0


async def test_the_family_reads_nothing_of_a_draft(world: World, on: Stage) -> None:
    form = plan(then="draft")
    at = (await on.ben.post(f"/children/{world.sam}/outcomes/new", data=form)).headers["location"]
    day = today().isoformat()
    await on.ben.post(f"{at}/starts", data=op(on=day))
    form = op(on=day, given="no", note="Not before Friday.", change="Fewer words.")
    await on.ben.post(f"{at}/support", data=form)
    await on.ben.post(f"{at}/verdicts", data=op(state="no-longer-needed"))
    timeline = f"/children/{world.sam}/timeline"
    ours, theirs = (await on.sue.get(timeline)).text, (await on.amira.get(timeline)).text
    for words in ("Not before Friday.", "Fewer words."):
        assert words in ours
        assert words not in theirs
    assert (
        await Event.count().where((Event.kind == "outcome.closed") & (Event.visible == "all")) == 0
    )
