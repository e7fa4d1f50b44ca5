"""Staff write next steps: three at most, kept in versions, nobody's wording lost."""

import asyncio

from server.children.rules import Act
from server.outcomes.queries import active_outcomes, outcomes_of
from server.outcomes.tables import Translation, Version
from server.people.tables import Person
from tests.browsing import Browsers, op
from tests.outcomes.sowing import (
    SAYS,
    Stage,
    count,
    open_a_round,
    plan,
    reword,
    share_one,
    standing,
)
from tests.world import World


async def test_a_next_step_needs_an_open_round(world: World, browsers: Browsers) -> None:
    ben = await browsers.of(world.ben)
    at = f"/children/{world.sam}/outcomes/new"
    assert "Open a round" in (await ben.get(at)).text
    assert (await ben.post(at, data=plan())).status_code == 422
    assert await count() == 0


async def test_at_most_three_are_active(world: World, on: Stage) -> None:
    await share_one(world, on.ben)
    await share_one(world, on.ben)
    at = f"/children/{world.sam}/outcomes/new"
    answer = await on.ben.post(at, data=plan())
    assert answer.status_code == 422
    assert "Three next steps are active" in answer.text
    draft = await share_one(world, on.ben, then="draft")
    version = (await standing(draft))["id"]
    assert (await on.ben.post(f"/versions/{version}/sharing", data=op())).status_code == 422
    await on.sue.post(f"/outcomes/{on.outcome}/verdicts", data=op(state="achieved"))
    assert (await on.ben.post(f"/versions/{version}/sharing", data=op())).status_code == 303
    assert len(await active_outcomes(world.amira, world.sam)) == 3


async def test_two_staff_cannot_share_a_third_and_a_fourth_at_once(world: World, on: Stage) -> None:
    await share_one(world, on.ben)
    at = f"/children/{world.sam}/outcomes/new"
    found = await asyncio.gather(on.ben.post(at, data=plan()), on.sue.post(at, data=plan()))
    assert sorted(each.status_code for each in found) == [303, 422]


async def test_what_a_hint_stops_is_kept_as_a_draft_and_not_shared(world: World, on: Stage) -> None:
    at, bad = f"/children/{world.sam}/outcomes/new", "Sam will have 5 hours of 1:1 each week."
    answer = await on.ben.post(at, data=plan(statement=bad))
    assert answer.status_code == 422
    assert "Hours are what adults give" in answer.text
    assert bad in answer.text
    draft = await share_one(world, on.ben, statement=bad, then="draft")
    version = (await standing(draft))["id"]
    assert (await on.ben.post(f"/versions/{version}/sharing", data=op())).status_code == 422


async def test_hints_can_be_asked_for_and_rows_added_without_script(
    world: World, on: Stage
) -> None:
    at = f"/children/{world.sam}/outcomes/new"
    checked = await on.ben.post(at, data=plan(then="check", statement="Sam will improve."))
    assert checked.status_code == 200
    assert "is hard to see" in checked.text
    part = await on.ben.post(
        at, data=plan(then="check", statement="Sam will improve."), headers={"hx-request": "true"}
    )
    assert "is hard to see" in part.text
    assert "<html" not in part.text
    more = await on.ben.post(at, data=plan(then="more"))
    assert more.text.count('name="what"') == 4
    assert await count() == 1


async def test_a_draft_is_the_settings_own(world: World, on: Stage) -> None:
    draft = await share_one(world, on.ben, then="draft")
    assert (await on.amira.get(f"/outcomes/{draft}")).status_code == 404
    assert (await on.ben.get(f"/outcomes/{draft}")).status_code == 200
    assert draft not in {each.id for each in await outcomes_of(world.amira, world.sam, Act.SEE)}
    version = (await standing(draft))["id"]
    answer = await on.amira.post(f"/versions/{version}/answers", data=op(choice="agree"))
    assert answer.status_code == 404


async def test_a_draft_of_a_newer_wording_leaves_the_shared_one_standing(
    world: World, on: Stage
) -> None:
    form = reword(1, statement=SAYS.replace("3 times", "2 times"), then="draft")
    await on.ben.post(f"/outcomes/{on.outcome}/versions/new", data=form)
    assert "2 times" not in await on.read("amira")
    assert "2 times" in await on.read("ben")
    assert (await on.answer("amira", "agree")).status_code == 303


async def test_two_staff_at_once_the_second_sees_both(world: World, on: Stage) -> None:
    at = f"/outcomes/{on.outcome}/versions/new"
    one = reword(1, statement=SAYS.replace("3 times", "2 times"))
    two = reword(1, statement=SAYS.replace("3 times", "4 times"))
    found = await asyncio.gather(on.ben.post(at, data=one), on.sue.post(at, data=two))
    assert sorted(each.status_code for each in found) == [303, 422]
    (late,) = [each for each in found if each.status_code == 422]
    assert "Somebody changed this meanwhile" in late.text
    assert "2 times" in late.text
    assert "4 times" in late.text
    assert await Version.count() == 2


async def test_a_new_wording_needs_its_reason(world: World, on: Stage) -> None:
    at = f"/outcomes/{on.outcome}/versions/new"
    assert (await on.ben.post(at, data=reword(1, reason=""))).status_code == 422
    assert (await on.ben.get(at)).status_code == 200


async def test_the_family_reads_it_in_its_language_with_the_original_one_tap_away(
    world: World, browsers: Browsers, on: Stage
) -> None:
    await Person.update({Person.reads: "pl"}).where(Person.id == world.amira.id)
    pl = "Do {date} Sam poprosi o pomoc."
    more = {"other_lang": "pl", "other_words": pl, "translator": "Ewa"}
    at = f"/outcomes/{on.outcome}/versions/new"
    bare = await on.ben.post(at, data=reword(1, **{**more, "translator": ""}))
    assert bare.status_code == 422
    assert (await on.ben.post(at, data=reword(1, **more))).status_code == 303
    assert await Translation.count() == 1
    text = await on.read("amira")
    assert "poprosi o pomoc" in text
    assert "{date}" not in text
    assert "Sam will ask for help" in text
    assert "poprosi o pomoc" not in await on.read("omar")


async def test_only_those_who_plan_may_write(world: World, on: Stage) -> None:
    for who in ("amira", "rhys", "mona", "tess", "olga", "nan"):
        browser = on.people[who]
        new = f"/children/{world.sam}/outcomes/new"
        assert (await browser.get(new)).status_code == 404
        assert (await browser.post(new, data=plan())).status_code == 404
        words = f"/outcomes/{on.outcome}/versions/new"
        assert (await browser.post(words, data=reword(1))).status_code == 404
        assert (await browser.post(f"/versions/{on.version}/sharing", data=op())).status_code == 404


async def test_another_childs_round_does_not_help(world: World, browsers: Browsers) -> None:
    await open_a_round(world)
    ben = await browsers.of(world.ben)
    assert (await ben.post(f"/children/{world.mo}/outcomes/new", data=plan())).status_code == 422
