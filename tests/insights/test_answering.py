"""Staff read it, say so, and tell the family what changed because of it."""

from server.insights.queries import echoes_to, unread
from server.insights.tables import Echo, Insight, Seen
from tests.browsing import Browsers, op
from tests.insights.telling_world import at, open_round, sent, unasked, water
from tests.world import World


async def test_opening_it_does_not_mark_it_read(world: World, browsers: Browsers) -> None:
    amira, ben = [await browsers.of(each) for each in (world.amira, world.ben)]
    insight = await sent(amira, world, unasked("He sings."))
    assert "He sings." in (await ben.get(f"/insights/{insight}")).text
    assert "Not yet read" in (await amira.get(at(world))).text
    await ben.post(f"/insights/{insight}/sightings", data=op())
    await ben.post(f"/insights/{insight}/sightings", data=op())
    assert await Seen.count() == 1
    assert "Read by <bdi>Ben</bdi>" in (await amira.get(at(world))).text


async def test_the_answer_is_one_row_and_reaches_the_author(
    world: World, browsers: Browsers
) -> None:
    amira, omar, ben = [await browsers.of(each) for each in (world.amira, world.omar, world.ben)]
    insight = await sent(amira, world, water())
    form = op(changed="Water play first.", reply="Thank you for this.")
    answers = [await ben.post(f"/insights/{insight}/echoes", data=form) for _ in "ab"]
    assert [each.status_code for each in answers] == [303, 303]
    assert await Echo.count() == 1
    hers = (await amira.get(at(world))).text
    assert "Water play first." in hers
    assert "Thank you for this." in hers
    assert "Water play first." in (await amira.get(f"/children/{world.sam}/timeline")).text
    assert "Water play first." not in (await omar.get(at(world))).text
    [echo] = await echoes_to(world.amira, world.sam)
    assert (echo.changed, echo.by_called) == ("Water play first.", "Ben")
    assert await echoes_to(world.omar, world.sam) == []


async def test_a_second_answer_finds_the_first_one_there(world: World, browsers: Browsers) -> None:
    amira, ben, sue = [await browsers.of(each) for each in (world.amira, world.ben, world.sue)]
    insight = await sent(amira, world, water())
    await ben.post(f"/insights/{insight}/echoes", data=op(changed="First."))
    late = await sue.post(f"/insights/{insight}/echoes", data=op(changed="Second."))
    assert late.status_code == 409
    assert await Echo.count() == 1


async def test_what_waits_empties_as_it_is_answered(world: World, browsers: Browsers) -> None:
    amira, ben = [await browsers.of(each) for each in (world.amira, world.ben)]
    first = await sent(amira, world, water())
    second = await sent(amira, world, unasked("And he sings."))
    await sent(amira, world, water(kind="skip"))
    unsure = await sent(amira, world, op(prompt="assess-good", kind="not-sure"))
    waits = await unread(world.ben)
    assert [str(each.insight_id) for each in waits] == [first, second, unsure]
    assert not any(each.seen for each in waits)
    await ben.post(f"/insights/{first}/sightings", data=op())
    await ben.post(f"/insights/{unsure}/sightings", data=op())
    assert [each.seen for each in await unread(world.ben)] == [True, False]
    for insight in (first, second):
        await ben.post(f"/insights/{insight}/echoes", data=op(changed="We do."))
    assert await unread(world.ben) == []
    assert await unread(world.olga) == []


async def test_an_answer_without_the_owed_line_comes_back(world: World, browsers: Browsers) -> None:
    amira, ben = [await browsers.of(each) for each in (world.amira, world.ben)]
    insight = await sent(amira, world, water())
    form = op(reply="Only a reply.")
    answer = await ben.post(f"/insights/{insight}/echoes", data=form)
    assert answer.status_code == 422
    assert "Only a reply.</textarea>" in answer.text
    assert await Echo.count() == 0


async def test_in_place_only_the_part_that_changed_comes_back(
    world: World, browsers: Browsers
) -> None:
    amira = await browsers.of(world.amira)
    ben = await browsers.of(world.ben, **{"hx-request": "true"})
    insight = await sent(amira, world, water())
    part = await ben.post(f"/insights/{insight}/sightings", data=op())
    assert part.status_code == 200
    assert "Read by" in part.text
    assert "<html" not in part.text


async def test_only_staff_who_reach_the_child_read_and_only_leaders_answer(
    world: World, browsers: Browsers
) -> None:
    amira = await browsers.of(world.amira)
    insight = await sent(amira, world, unasked("Hello.", who="family"))
    for adult in (world.amira, world.omar, world.tess, world.lee, world.olga, world.stranger):
        browser = await browsers.of(adult)
        assert (await browser.get(f"/insights/{insight}")).status_code == 404
        seen = await browser.post(f"/insights/{insight}/sightings", data=op())
        assert seen.status_code == 404
    mona = await browsers.of(world.mona)
    page = await mona.get(f"/insights/{insight}")
    assert page.status_code == 200
    assert "I have read this" not in page.text
    denied = await mona.post(f"/insights/{insight}/echoes", data=op(changed="No."))
    assert denied.status_code == 404


async def test_what_staff_write_down_stays_the_parents_and_says_who_wrote_it(
    world: World, browsers: Browsers
) -> None:
    await open_round(world)
    amira, ben = [await browsers.of(each) for each in (world.amira, world.ben)]
    words = op(
        author=str(world.amira.id),
        way="phone",
        step="assess",
        prompt="assess-good",
        lang="pl",
        words="Śpiewa.",
    )
    answer = await ben.post(at(world, "/record"), data=words)
    assert answer.status_code == 303
    page = (await ben.get(answer.headers["location"])).text
    assert "written down by <bdi>Ben</bdi>" in page
    assert 'lang="pl">Śpiewa.' in page
    row = await Insight.objects().first()
    assert row is not None
    assert (row.author, row.written_by) == (world.amira.id, world.ben.id)
    assert "Śpiewa." in (await amira.get(at(world))).text


async def test_staff_can_only_name_adults_who_stand_beside_the_child(
    world: World, browsers: Browsers
) -> None:
    await open_round(world)
    ben = await browsers.of(world.ben)
    form = (await ben.get(at(world, "/record"))).text
    assert "Amira" in form
    assert "Rhys" not in form
    assert "Edna" not in form
    for other in (world.rhys, world.nan, world.ben):
        words = {"way": "phone", "step": "assess", "lang": "en_GB", "words": "Kept."}
        answer = await ben.post(at(world, "/record"), data=op(author=str(other.id), **words))
        assert answer.status_code == 422
        assert "Kept.</textarea>" in answer.text
    for adult in (world.amira, world.tess, world.mona, world.olga):
        browser = await browsers.of(adult)
        assert (await browser.get(at(world, "/record"))).status_code == 404
    assert await Insight.count() == 0
