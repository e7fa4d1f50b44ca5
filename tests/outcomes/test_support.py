"""Help starts without waiting, and every day of it can be told."""

from server.children.rules import Act
from server.clock import today
from server.outcomes.queries import outcomes_of
from server.outcomes.tables import Start, Support
from tests.browsing import op
from tests.outcomes.sowing import Stage
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
