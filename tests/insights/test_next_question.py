"""Questions come one at a time, in order, and never twice."""

from datetime import UTC, datetime
from uuid import uuid4

import msgspec

from server.children.queries import child_for
from server.children.rules import Act
from server.content import prompts
from server.cycles.notes import OwnQuestion
from server.cycles.rounds import open_round
from server.cycles.rules import Step
from server.cycles.tables import Question
from server.insights.queries import asking_for, spoken
from server.insights.questions import Asking, asked_at, next_question, questions
from tests.browsing import Browsers, op
from tests.insights.telling_world import at, sent, water
from tests.insights.telling_world import open_round as begin
from tests.world import World


class Goal(msgspec.Struct):
    id: object
    statement: str = "Asks for help"
    lang: str = "en_GB"


FRAME = Asking(child=uuid4(), setting=uuid4())


def keys(step: str, own: list[OwnQuestion], about: list[Goal]) -> list[str]:
    usual = asked_at(step, prompts().prompt)
    return [each.key[0] for each in questions(FRAME, usual, own, about)]


def test_the_settings_own_questions_come_after_the_third() -> None:
    own = OwnQuestion(uuid4(), Step.ASSESS, "Do you have a pet?", "en_GB")
    order = keys("assess", [own], [])
    assert order[:3] == ["assess-loves", "assess-good", "assess-tells"]
    assert order[3] == str(own.id)
    assert "assess-seen" not in order


def test_what_the_next_steps_ask_themselves_is_not_asked_again() -> None:
    goals = [Goal(uuid4()), Goal(uuid4())]
    assert "plan-right" not in keys("plan", [], goals)
    assert "review-far" not in keys("review", [], goals)
    assert keys("review", [], goals).count("review-felt") == 2
    assert keys("do", [], []) == ["do-smile", "do-new", "do-change", "do-need"]


def test_a_question_about_one_next_step_leaves_the_other_to_be_asked() -> None:
    goals = [Goal(uuid4()), Goal(uuid4())]
    usual = asked_at("do", prompts().prompt)
    found = next_question(questions(FRAME, usual, [], goals), {("do-seen", goals[0].id)})
    assert found is not None
    assert found.about == goals[1].id


def test_when_all_is_answered_nothing_is_asked() -> None:
    usual = asked_at("", prompts().prompt)
    done = {(each.key, None) for each in usual}
    assert len(usual) == 3
    assert next_question(questions(FRAME, usual, [], []), done) is None


async def test_an_answer_a_skip_and_not_sure_each_bring_the_next_question(
    world: World, browsers: Browsers
) -> None:
    await begin(world)
    amira = await browsers.of(world.amira)
    sam = await child_for(world.amira, world.sam, Act.TELL)
    now = await open_round(world.amira, world.sam, Act.TELL)
    seen = []
    for kind in ("said", "skip", "not-sure"):
        asking = await asking_for(world.amira, sam, now)
        assert asking is not None
        assert asking.prompt is not None
        seen.append(asking.prompt.key)
        more = {"picked": "water", "way": "pictures"} if kind == "said" else {}
        await sent(amira, world, op(prompt=asking.prompt.key, kind=kind, **more))
    assert seen == ["assess-loves", "assess-good", "assess-tells"]
    for_omar = await asking_for(world.omar, sam, now)
    assert for_omar is not None
    assert for_omar.key == ("assess-loves", None)


async def test_the_settings_own_question_is_asked_in_its_own_words(
    world: World, browsers: Browsers
) -> None:
    await begin(world)
    row = Question(
        setting=world.oak,
        step="assess",
        words="Ma zwierzę?",
        lang="pl",
        by=world.sue.id,
        made_at=datetime.now(UTC),
    )
    await Question.insert(row)
    amira = await browsers.of(world.amira)
    page = (await amira.get(at(world, f"/ask?own={row.id}&way=pictures"))).text
    assert 'lang="pl"><bdi>Ma zwierzę?</bdi>' in page
    await sent(amira, world, op(own=str(row.id), words="Kot.", way="write"))
    assert "Ma zwierzę?" in (await amira.get(at(world))).text


async def test_that_somebody_spoke_is_known_by_step_and_a_skip_is_not_speaking(
    world: World, browsers: Browsers
) -> None:
    cycle = await begin(world)
    amira, omar = [await browsers.of(each) for each in (world.amira, world.omar)]
    await sent(amira, world, water())
    await sent(omar, world, water(kind="skip"))
    assert await spoken(world.ben, world.sam, cycle) == {"assess": {world.amira.id}}
    assert await spoken(world.stranger, world.sam, cycle) == {}
