"""The demo is there as its book says, whichever day it starts."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from piccolo.columns import Text, Varchar

from server import clock
from server.children.queries import child_for, my_children
from server.children.rules import Act
from server.cycles.reviews import latest_review
from server.cycles.rounds import open_round, rounds_of
from server.cycles.rules import Said, Step
from server.cycles.tables import Confirmation, Review
from server.db import Engine
from server.demo.book import id_of
from server.demo.load import fill
from server.demo.town import adults
from server.insights.queries import asking_for, unread
from server.insights.tables import Echo
from server.outcomes.queries import active_outcomes, outcomes_of, to_answer
from server.outcomes.tables import Rating
from server.people.asking import Adult
from tests.demo.columns import everything
from tests.emptying import empty

PEOPLE = dict(adults())
THURSDAY = datetime(2026, 11, 19, 10, 0, tzinfo=UTC)
ZOFIA, IDRIS, MAYA = id_of("zofia"), id_of("idris"), id_of("maya")


@pytest.fixture(scope="module")
async def demo(database: Engine) -> None:
    """The demo as it starts on an ordinary Thursday, read by every promise below."""
    await empty(database)
    clock.hold(THURSDAY)
    await fill()


@pytest.fixture(autouse=True)
def _thursday() -> Iterator[None]:
    clock.hold(THURSDAY)
    yield
    clock.hold(None)


async def test_no_word_of_the_safeguarding_note_is_there(demo: None) -> None:
    for kind in (Text, Varchar):
        async for place, value in everything(kind):
            assert "family time" not in str(value), place
            assert "cried for a long" not in str(value), place


async def test_every_family_finds_its_child(demo: None) -> None:
    for name, child in {"kasia": ZOFIA, "tomek": ZOFIA, "sadia": IDRIS, "gloria": MAYA}.items():
        assert [each.id for each in await my_children(PEOPLE[name], Act.TELL)] == [child]
    assert await my_children(PEOPLE["leanne"], Act.SEE) == []
    assert {each.id for each in await my_children(PEOPLE["helen"], Act.LEAD)} == {ZOFIA, MAYA}


async def test_the_rounds_stand_where_the_book_says(demo: None) -> None:
    found = {}
    for name, child in {"bethan": ZOFIA, "callum": IDRIS, "nadia": MAYA}.items():
        rounds = await rounds_of(PEOPLE[name], child, Act.SEE)
        found[name] = [(each.number, each.step, each.closed_at is None) for each in rounds]
    assert found["bethan"] == [
        (3, Step.ASSESS, True),
        (2, Step.REVIEW, False),
        (1, Step.REVIEW, False),
    ]
    assert found["callum"] == [(2, Step.DO, True), (1, Step.REVIEW, False)]
    assert found["nadia"] == [(1, Step.REVIEW, False)]


async def test_a_closed_round_went_through_all_four_steps(demo: None) -> None:
    for each in await rounds_of(PEOPLE["bethan"], ZOFIA, Act.SEE):
        assert each.closed_at is None or list(each.began) == list(Step)


async def test_kasias_change_became_a_wording_that_both_agreed_to(demo: None) -> None:
    found = await outcomes_of(PEOPLE["kasia"], ZOFIA, Act.SEE)
    signs = next(each for each in found if "10 słów" in each.history[-1].statement)
    assert signs.version.number == 2
    assert signs.agreed == (2, 2)
    assert signs.lang == "pl"
    before = [each for each in signs.history if each.number == 1]
    own = next(each for each in before[0].answers if each.person == PEOPLE["kasia"].id)
    assert (own.choice, own.settled) == ("change", "accepted")
    assert own.reason.startswith("Ma Pani rację")


async def test_sadias_not_yet_moved_the_help_to_the_morning(demo: None) -> None:
    (song,) = await outcomes_of(PEOPLE["sadia"], IDRIS, Act.SEE)
    assert song.version.number == 2
    assert song.agreed == (2, 2)
    assert song.lang == "ur"


async def test_a_foster_carer_is_heard_and_the_council_decides(demo: None) -> None:
    (comfort,) = await outcomes_of(PEOPLE["nadia"], MAYA, Act.SEE)
    decides = {each.called: each.decides for each in comfort.answers}
    assert decides == {"Gloria": False, "Marcus": True}
    assert comfort.state == "achieved"


async def test_both_sides_said_how_far_it_got(demo: None) -> None:
    rows = await Rating.select(Rating.side, Rating.far).where(
        Rating.person.is_in([PEOPLE["kasia"].id, PEOPLE["bethan"].id])
    )
    assert sorted((row["side"], row["far"]) for row in rows) == [
        ("family", "a-little"),
        ("family", "a-lot"),
        ("family", "done"),
        ("setting", "a-little"),
        ("setting", "a-lot"),
        ("setting", "done"),
    ]


async def test_what_parents_said_of_each_review_stands_beside_it(demo: None) -> None:
    assert await Review.count() == 4
    said = await Confirmation.select(Confirmation.said).order_by(Confirmation.made_at)
    assert sorted(row["said"] for row in said) == ["add", "add", "yes", "yes", "yes", "yes", "yes"]


async def test_a_polish_family_reads_its_answers_in_polish(demo: None) -> None:
    rows = await Echo.select(Echo.lang).where(Echo.insight.author == PEOPLE["kasia"].id)
    assert {row["lang"] for row in rows} == {"pl"}
    review = await latest_review(PEOPLE["kasia"], ZOFIA)
    assert review is not None
    assert review.lang == "pl"


async def test_kasia_is_asked_whether_the_review_is_right(demo: None) -> None:
    review = await latest_review(PEOPLE["kasia"], ZOFIA)
    assert review is not None
    assert review.mine is None
    tomeks = await latest_review(PEOPLE["tomek"], ZOFIA)
    assert tomeks is not None
    assert tomeks.mine is not None
    assert tomeks.mine.said is Said.YES


async def test_bethan_has_one_thing_to_read_from_kasia(demo: None) -> None:
    (new,) = await unread(PEOPLE["bethan"])
    assert (new.author_called, new.way, new.seen) == ("Kasia", "voice", False)
    assert await unread(PEOPLE["callum"]) == []


async def question(person: Adult, child_id: object) -> str:
    child = await child_for(person, child_id, Act.TELL)
    going = await open_round(person, child.id, Act.TELL)
    asked = await asking_for(person, child, going)
    return asked.prompt.key if asked and asked.prompt else ""


async def test_a_question_waits_for_tomek_and_one_for_sadia(demo: None) -> None:
    assert await question(PEOPLE["tomek"], ZOFIA) == "assess-loves"
    assert (await question(PEOPLE["sadia"], IDRIS)).startswith("do-")


async def test_no_next_step_waits_for_a_forgotten_answer(demo: None) -> None:
    for name, child in {"kasia": ZOFIA, "tomek": ZOFIA, "imran": IDRIS, "sadia": IDRIS}.items():
        assert await to_answer(PEOPLE[name], child) == []
        assert await active_outcomes(PEOPLE[name], child)
