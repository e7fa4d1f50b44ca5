"""A family says something in four taps, once, for the eyes they choose."""

from server.insights.tables import Insight
from server.people.rules import Level
from server.trail.rules import Visible
from server.trail.tables import Event
from tests.browsing import Browsers, op
from tests.insights.telling_world import at, fields, open_round, sent, unasked, water
from tests.world import World


async def test_home_to_sent_by_picture_takes_four_taps(world: World, browsers: Browsers) -> None:
    await open_round(world)
    amira = await browsers.of(world.amira, Level.CODE)
    asked = await amira.get(at(world, "/ask?prompt=assess-loves&way=pictures"))  # the first tap
    assert "<legend><h1>What does <bdi>Sam</bdi> love doing at home?</h1></legend>" in asked.text
    check = at(world, "/check")
    form = {**fields(asked.text, check), "picked": "water"}  # the second
    checked = await amira.post(check, data=form)  # the third
    assert "You are sending" in checked.text
    assert "Water" in checked.text
    assert "<bdi>Oak</bdi>" in checked.text
    answer = await amira.post(at(world), data=fields(checked.text, at(world)))  # the fourth
    done = await amira.get(answer.headers["location"])
    assert "Thank you" in done.text
    assert "Undo" in done.text
    assert done.text.count("one thing more</a>") == 1


async def test_looking_at_what_would_be_sent_writes_nothing(
    world: World, browsers: Browsers
) -> None:
    amira = await browsers.of(world.amira)
    await amira.post(at(world, "/check"), data=water())
    assert await Insight.count() == 0


async def test_only_the_author_and_the_setting_see_it_unless_the_author_says_so(
    world: World, browsers: Browsers
) -> None:
    amira, omar, ben = [await browsers.of(each) for each in (world.amira, world.omar, world.ben)]
    await sent(amira, world, unasked("For you alone."))
    await sent(amira, world, unasked("For all of us.", who="family"))
    for place in (at(world), f"/children/{world.sam}/timeline"):
        assert "For you alone." in (await ben.get(place)).text
        assert "For you alone." in (await amira.get(place)).text
        omars = (await omar.get(place)).text
        assert "For you alone." not in omars
        assert "For all of us." in omars
    first = await Insight.objects().order_by(Insight.made_at).first()
    assert first is not None
    assert first.visible == Visible.AUTHOR


async def test_skipping_leaves_no_words_and_no_event(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    await sent(amira, world, water(kind="skip", words="never sent"))
    row = await Insight.objects().first()
    assert row is not None
    assert (row.kind, row.words, row.picked) == ("skip", "", "")
    assert await Event.count() == 0


async def test_being_unsure_is_one_tap_and_is_an_answer(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    asked = (await amira.get(at(world, "/ask?prompt=assess-loves"))).text
    for way in ("Skip this one", "I am not sure", "Talk to me instead"):
        assert way in asked
    await sent(amira, world, op(prompt="assess-loves", way="pictures", kind="not-sure"))
    assert "Not sure" in (await amira.get(f"/children/{world.sam}/timeline")).text


async def test_a_double_tap_sends_once(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    form = water()
    assert await sent(amira, world, form) == await sent(amira, world, form)
    assert await Insight.count() == 1
    other = await amira.post(at(world), data={**form, "picked": "music"})
    assert other.status_code == 422
    assert await Insight.count() == 1


async def test_too_many_pictures_come_back_with_the_choice_kept(
    world: World, browsers: Browsers
) -> None:
    amira = await browsers.of(world.amira)
    form = water(picked=["water", "music", "books", "ball"])
    for end in ("/check", ""):
        answer = await amira.post(at(world, end), data=form)
        assert answer.status_code == 422
        assert "Those are too many" in answer.text
        assert answer.text.count(" checked") == 4
    assert await Insight.count() == 0


async def test_nothing_tapped_an_unknown_picture_or_no_words_are_told_so(
    world: World, browsers: Browsers
) -> None:
    amira = await browsers.of(world.amira)
    for form in (water(picked=[]), water(picked="tiger")):
        answer = await amira.post(at(world, "/check"), data=form)
        assert (answer.status_code, "Tap a picture" in answer.text) == (422, True)
    empty = await amira.post(at(world, "/check"), data=unasked(" "))
    assert (empty.status_code, "Write a few words" in empty.text) == (422, True)
    long = await amira.post(at(world, "/check"), data=unasked("a" * 5001))
    assert (long.status_code, "a" * 5001 in long.text) == (422, True)
    assert await Insight.count() == 0


async def test_a_scale_takes_one_of_its_points(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    scale = {"prompt": "assess-home-language", "way": "pictures"}
    assert (await amira.post(at(world, "/check"), data=op(**scale))).status_code == 422
    await sent(amira, world, op(**scale, point="more"))
    assert "More" in (await amira.get(at(world))).text


async def test_words_cannot_turn_the_page_around(world: World, browsers: Browsers) -> None:
    amira, ben = [await browsers.of(each) for each in (world.amira, world.ben)]
    insight = await sent(amira, world, unasked("\u202eevil\u2066 <b>שלום</b>"))
    row = await Insight.objects().first()
    assert row is not None
    assert row.words == "evil <b>שלום</b>"
    page = (await ben.get(f"/insights/{insight}")).text
    assert '<blockquote class="said" dir="auto" lang="en-GB">evil &lt;b&gt;שלום&lt;/b&gt;' in page


async def test_what_was_typed_can_be_changed_before_it_is_sent(
    world: World, browsers: Browsers
) -> None:
    amira = await browsers.of(world.amira)
    back = await amira.post(at(world, "/ask"), data=unasked("Nearly right"))
    assert "Nearly right</textarea>" in back.text


async def test_a_family_can_ask_for_a_talk_with_how_and_when(
    world: World, browsers: Browsers
) -> None:
    amira, ben = [await browsers.of(each) for each in (world.amira, world.ben)]
    assert (await amira.post(at(world, "/talk"), data=op())).status_code == 422
    form = op(how="phone", when="morning", words="About sleep.")
    answer = await amira.post(at(world, "/talk"), data=form)
    insight = answer.headers["location"].split("/")[2]
    page = (await ben.get(f"/insights/{insight}")).text
    for words in ("On the phone", "In the morning", "About sleep.", "Would like to talk"):
        assert words in page


async def test_questions_that_are_not_asked_here_are_not_there(
    world: World, browsers: Browsers
) -> None:
    amira = await browsers.of(world.amira)
    nowhere = "00000000-0000-4000-8000-000000000000"
    for question in ("prompt=plan-right", "prompt=nothing", f"own={nowhere}", "prompt=do-seen"):
        assert (await amira.get(at(world, f"/ask?{question}"))).status_code == 404
    about = f"/ask?prompt=do-seen&about={nowhere}"
    assert (await amira.get(at(world, about))).status_code == 404


async def test_strangers_find_no_question_and_send_nothing(
    world: World, browsers: Browsers
) -> None:
    for adult in (world.rhys, world.edna, world.stranger, world.nan, world.pat, world.ben):
        browser = await browsers.of(adult)
        assert (await browser.get(at(world, "/ask?prompt=assess-loves"))).status_code == 404
        assert (await browser.get(at(world, "/new"))).status_code == 404
        assert (await browser.post(at(world), data=water())).status_code == 404
        assert (await browser.post(at(world, "/talk"), data=op(how="phone"))).status_code == 404
    assert await Insight.count() == 0
