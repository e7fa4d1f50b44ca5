"""Each side says how far before it sees the other's view; then both stay, side by side."""

import pytest

from server.children.rules import Act
from server.clock import now
from server.cycles.tables import Cycle
from server.outcomes.queries import outcomes_of, to_rate
from server.outcomes.tables import Rating
from tests.browsing import op
from tests.outcomes.sowing import Stage, move_to
from tests.world import World

HOME, NURSERY = "He shows me at the tap.", "Asks with the card at snack."


async def crawl(on: Stage, world: World, who: str) -> str:
    """Every page where a rating could show, for this adult."""
    pages = [
        f"/outcomes/{on.outcome}",
        f"/outcomes/{on.outcome}/rating",
        f"/children/{world.sam}/timeline",
    ]
    return "".join([(await on.people[who].get(at)).text for at in pages])


async def family(on: Stage, who: str = "amira", **more: object) -> int:
    form = op(**{"far": "a-lot", "words": HOME, **more})
    return (await on.people[who].post(f"/outcomes/{on.outcome}/ratings", data=form)).status_code


async def nursery(on: Stage) -> int:
    form = op(far="a-little", words=NURSERY)
    path = f"/outcomes/{on.outcome}/setting-ratings"
    return (await on.ben.post(path, data=form)).status_code


async def seen(who: str, world: World) -> set[str]:
    (shown,) = await outcomes_of(world.adults[who], world.sam, Act.SEE)
    return {each.side for each in shown.ratings}


async def test_the_family_sees_nothing_of_the_nursery_before_it_has_spoken(
    world: World, on: Stage
) -> None:
    await move_to(world, "review")
    assert await nursery(on) == 303
    for who in ("amira", "omar", "grace"):
        text = await crawl(on, world, who)
        assert NURSERY not in text
        assert 'data-from="nursery"' not in text
        assert await seen(who, world) == set()
    assert await family(on) == 303
    text = await on.read("amira")
    assert NURSERY in text
    assert HOME in text
    assert 'data-from="nursery"' in text


async def test_the_nursery_sees_nothing_of_the_family_before_it_has_spoken(
    world: World, on: Stage
) -> None:
    await move_to(world, "review")
    assert await family(on) == 303
    for who in ("ben", "sue", "mona"):
        text = (await on.people[who].get(f"/outcomes/{on.outcome}")).text
        text += (await on.people[who].get(f"/children/{world.sam}/timeline")).text
        assert HOME not in text
        assert 'data-from="home"' not in text
        assert await seen(who, world) == set()
    assert await nursery(on) == 303
    for who in ("ben", "sue", "mona"):
        assert HOME in await on.read(who)
        assert await seen(who, world) == {"family", "setting"}


async def test_a_parents_words_beside_how_far_are_not_for_the_other_home(
    world: World, on: Stage
) -> None:
    await move_to(world, "review")
    await family(on)
    assert HOME not in await crawl(on, world, "omar")
    assert await family(on, "omar", words="") == 303
    await nursery(on)
    text = await crawl(on, world, "omar")
    assert NURSERY in text
    assert HOME not in text
    assert HOME in await on.read("amira")
    assert HOME in await on.read("ben")


async def test_both_views_stay_and_are_never_one_number(world: World, on: Stage) -> None:
    await move_to(world, "review")
    await family(on)
    await family(on, "omar", far="not-yet", words="Not with me.")
    await nursery(on)
    (shown,) = await outcomes_of(world.ben, world.sam, Act.SEE)
    assert [each.far for each in shown.ratings] == ["a-lot", "not-yet", "a-little"]


async def test_one_rating_for_each_adult_step_and_round(world: World, on: Stage) -> None:
    await move_to(world, "review")
    form = op(far="done", words="")
    path = f"/outcomes/{on.outcome}/ratings"
    for _ in "ab":
        assert (await on.amira.post(path, data=form)).status_code == 303
    again = await on.amira.post(path, data=op(far="not-yet"))
    assert again.status_code == 422
    assert "answered this already" in again.text
    assert await Rating.count() == 1


async def test_it_is_asked_only_when_everyone_looks_back(world: World, on: Stage) -> None:
    assert await to_rate(world.amira, world.sam) == []
    assert await family(on) == 422
    assert await nursery(on) == 422
    await move_to(world, "review")
    assert [each.id for each in await to_rate(world.amira, world.sam)] == [on.outcome]
    assert "How far has" in (await on.amira.get(f"/outcomes/{on.outcome}/rating")).text
    await family(on)
    assert await to_rate(world.amira, world.sam) == []
    assert (await on.amira.get(f"/outcomes/{on.outcome}/rating")).status_code == 303


async def test_the_nursery_says_what_it_saw(world: World, on: Stage) -> None:
    await move_to(world, "review")
    path = f"/outcomes/{on.outcome}/setting-ratings"
    assert (await on.ben.post(path, data=op(far="done", words=""))).status_code == 422


@pytest.mark.parametrize("who", ["rhys", "olga", "pat", "nan", "tess"])
async def test_wrong_adults_rate_nothing(world: World, on: Stage, who: str) -> None:
    await move_to(world, "review")
    for path in ("ratings", "setting-ratings"):
        form = op(far="done", words="No.")
        found = await on.people[who].post(f"/outcomes/{on.outcome}/{path}", data=form)
        assert found.status_code == 404
    assert (await on.people[who].get(f"/outcomes/{on.outcome}/rating")).status_code == 404


async def test_each_side_keeps_to_its_own_form(world: World, on: Stage) -> None:
    await move_to(world, "review")
    form = {"far": "done", "words": "Hm."}
    for who, path in (
        ("amira", "setting-ratings"),
        ("ben", "ratings"),
        ("mona", "setting-ratings"),
    ):
        found = await on.people[who].post(f"/outcomes/{on.outcome}/{path}", data=op(**form))
        assert found.status_code == 404


async def test_once_the_round_is_closed_the_side_that_said_nothing_sees_the_other(
    world: World, on: Stage
) -> None:
    await move_to(world, "review")
    assert await family(on) == 303
    assert "family" not in await seen("ben", world)
    await Cycle.update({Cycle.closed_at: now()}).where(Cycle.child == world.sam)
    assert await seen("ben", world) == {"family"}
