"""A worry is heard, once, by those who are meant to hear it."""

from server.concerns.tables import Concern
from tests.browsing import Browsers, op
from tests.world import World


async def test_a_parent_raises_a_worry_and_finds_it_on_the_timeline(
    world: World, browsers: Browsers
) -> None:
    amira = await browsers.of(world.amira)
    answer = await amira.post(f"/children/{world.sam}/concerns", data=op(words="He is so quiet."))
    assert answer.status_code == 303
    assert "He is so quiet." in (await amira.get(answer.headers["location"])).text


async def test_a_worry_stays_between_its_author_and_the_setting(
    world: World, browsers: Browsers
) -> None:
    amira, omar, ben = [await browsers.of(each) for each in (world.amira, world.omar, world.ben)]
    await amira.post(f"/children/{world.sam}/concerns", data=op(words="Only for you."))
    timeline = f"/children/{world.sam}/timeline"
    assert "Only for you." in (await ben.get(timeline)).text
    assert "Only for you." not in (await omar.get(timeline)).text


async def test_a_double_tap_has_one_effect(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    form = op(words="Once.")
    first, second = [await amira.post(f"/children/{world.sam}/concerns", data=form) for _ in "ab"]
    assert first.status_code == second.status_code == 303
    assert await Concern.count() == 1


async def test_the_same_op_with_other_words_is_refused(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    form = op(words="Once.")
    await amira.post(f"/children/{world.sam}/concerns", data=form)
    again = await amira.post(f"/children/{world.sam}/concerns", data={**form, "words": "Other."})
    assert again.status_code == 422
    assert await Concern.count() == 1


async def test_an_empty_worry_comes_back_with_a_plain_sentence(
    world: World, browsers: Browsers
) -> None:
    amira = await browsers.of(world.amira)
    answer = await amira.post(f"/children/{world.sam}/concerns", data=op(words=" "))
    assert answer.status_code == 422
    assert "Write a few words" in answer.text


async def test_a_restricted_parent_finds_nothing_at_all(world: World, browsers: Browsers) -> None:
    rhys = await browsers.of(world.rhys)
    assert (await rhys.get(f"/children/{world.sam}/timeline")).status_code == 404


async def test_a_worry_stands_on_the_first_page_of_who_has_it(
    world: World, browsers: Browsers
) -> None:
    amira, omar = await browsers.of(world.amira), await browsers.of(world.omar)
    await amira.post(f"/children/{world.sam}/concerns", data=op(words="He is so quiet."))
    assert "What worries you" in (await amira.get("/", follow_redirects=True)).text
    assert "What worries you" not in (await omar.get("/", follow_redirects=True)).text
