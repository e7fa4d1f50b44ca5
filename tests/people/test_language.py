"""Another language, any time, and no word lost."""

from datetime import timedelta

from server import clock
from server.people.drafts import forget_drafts
from server.people.rules import Level
from server.people.tables import Draft, Person
from tests.browsing import Browsers, op
from tests.world import World


async def test_a_device_keeps_the_language_somebody_chose(browsers: Browsers, world: World) -> None:
    browser = browsers.nobody()
    answer = await browser.post("/language", data={"language": "pl", "next": "/sign-in"})
    assert answer.headers["location"] == "/sign-in"
    assert 'lang="pl"' in (await browser.get("/sign-in")).text


async def test_a_signed_in_adult_keeps_it_everywhere(browsers: Browsers, world: World) -> None:
    one, other = await browsers.of(world.amira), await browsers.of(world.amira)
    await one.post("/language", data={"language": "ur", "next": "/me"})
    assert 'dir="rtl"' in (await other.get("/me")).text
    row = await Person.select(Person.reads).where(Person.id == world.amira.id).first()
    assert row == {"reads": "ur"}


async def test_an_unknown_language_changes_nothing(browsers: Browsers, world: World) -> None:
    browser = await browsers.of(world.amira)
    await browser.post("/language", data={"language": "xx", "next": "/me"})
    assert 'lang="en-GB"' in (await browser.get("/me")).text


async def test_choosing_does_not_leave_the_site(browsers: Browsers, world: World) -> None:
    data = {"language": "pl", "next": "//evil.example"}
    assert (await browsers.nobody().post("/language", data=data)).headers["location"] == "/"


async def test_an_unchecked_language_says_so(browsers: Browsers, world: World) -> None:
    browser = browsers.nobody()
    assert "not been checked" not in (await browser.get("/language")).text
    await browser.post("/language", data={"language": "pl", "next": "/"})
    assert (await browser.get("/language")).text.count("<p") > 3


async def test_typed_words_come_back_in_the_other_language(
    browsers: Browsers, world: World
) -> None:
    browser = await browsers.of(world.amira)
    kept = await browser.post(
        "/language/keep", data=op(called="Ami <b>", say="ah-ME", next="/me/name")
    )
    assert kept.headers["location"] == "/language?next=/me/name%3Fkept%3D1"
    picker = await browser.get(kept.headers["location"])
    assert 'value="/me/name?kept=1"' in picker.text
    chosen = await browser.post("/language", data={"language": "pl", "next": "/me/name?kept=1"})
    page = (await browser.get(chosen.headers["location"])).text
    assert 'value="ah-ME"' in page
    assert "Ami &lt;b&gt;" in page
    assert 'lang="pl"' in page


async def test_kept_words_are_only_their_authors(browsers: Browsers, world: World) -> None:
    amira, omar = await browsers.of(world.amira), await browsers.of(world.omar)
    await amira.post("/language/keep", data={"say": "ah-ME", "next": "/me/name"})
    assert "ah-ME" not in (await omar.get("/me/name?kept=1")).text


async def test_a_code_is_enough_to_keep_ones_words(browsers: Browsers, world: World) -> None:
    amira = await browsers.of(world.amira, Level.CODE)
    at = f"/children/{world.sam}/concerns/new"
    await amira.post("/language/keep", data={"words": "So quiet.", "next": at})
    assert "So quiet." in (await amira.get(f"{at}?kept=1")).text


async def test_looking_again_loses_nothing(browsers: Browsers, world: World) -> None:
    amira = await browsers.of(world.amira)
    await amira.post("/language/keep", data={"say": "ah-ME", "next": "/me/name"})
    pages = [(await amira.get("/me/name?kept=1")).text for _ in "abc"]
    assert all("ah-ME" in page for page in pages)


async def test_kept_words_are_gone_after_an_hour(browsers: Browsers, world: World) -> None:
    amira = await browsers.of(world.amira)
    await amira.post("/language/keep", data={"say": "ah-ME", "next": "/me/name"})
    clock.hold(clock.now() + timedelta(hours=1))
    try:
        await forget_drafts()
        assert await Draft.count() == 0
    finally:
        clock.hold(None)


async def test_kept_words_are_gone_at_sign_out(browsers: Browsers, world: World) -> None:
    amira = await browsers.of(world.amira)
    await amira.post("/language/keep", data={"say": "ah-ME", "next": "/me/name"})
    await amira.post("/sign-out")
    assert await Draft.count() == 0


async def test_a_form_sent_back_is_found_again_where_it_was(
    browsers: Browsers, world: World
) -> None:
    amira = await browsers.of(world.amira)
    came_from = {"referer": "https://alongside.test/me/name"}
    answer = await amira.post("/me/name", data=op(called=""), headers=came_from)
    assert 'formaction="/language/keep"' in answer.text
    assert 'name="next" value="/me/name"' in answer.text
