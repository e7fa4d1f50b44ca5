"""A yes is one adult's own, to one wording; silence is none; a change is answered with a reason."""

import asyncio

from server.children.rules import Act
from server.outcomes.queries import outcomes_of, to_answer
from server.outcomes.tables import Answer, Settlement, Version
from server.outcomes.waiting import proposals, unanswered
from tests.browsing import op
from tests.outcomes.sowing import SAYS, Stage, reword, standing
from tests.world import World


async def test_silence_is_not_yes(world: World, on: Stage) -> None:
    text = await on.read("amira")
    assert "Agreed by 0 of 2" in text
    assert text.count("No reply yet") == 2
    assert {each.adult_called for each in await unanswered(world.ben)} == {"Amira", "Omar"}


async def test_agreed_by_one_of_two_then_by_both(world: World, on: Stage) -> None:
    await on.answer("amira", "agree")
    assert "Agreed by 1 of 2" in await on.read("omar")
    assert [each.outcome_id for each in await to_answer(world.omar, world.sam)] == [on.outcome]
    assert await to_answer(world.amira, world.sam) == []
    await on.answer("omar", "agree")
    (shown,) = await outcomes_of(world.omar, world.sam, Act.SEE)
    assert (shown.state, shown.agreed) == ("agreed", (2, 2))


async def test_a_voice_is_heard_and_does_not_decide(world: World, on: Stage) -> None:
    await on.answer("grace", "agree")
    text = await on.read("grace")
    assert "Agreed by 0 of 2" in text
    assert "It does not decide" in text


async def test_two_parents_answer_at_once_and_both_count(world: World, on: Stage) -> None:
    found = await asyncio.gather(on.answer("amira", "agree"), on.answer("omar", "agree"))
    assert {each.status_code for each in found} == {303}
    assert "Agreed by 2 of 2" in await on.read("ben")


async def test_an_old_yes_does_not_carry_over(world: World, on: Stage) -> None:
    await on.answer("amira", "agree")
    form = reword(1, statement=SAYS.replace("3 times", "2 times"))
    assert (await on.ben.post(f"/outcomes/{on.outcome}/versions/new", data=form)).status_code == 303
    (shown,) = await outcomes_of(world.amira, world.sam, Act.SEE)
    assert shown.agreed == (0, 2)
    assert [each.choice for each in shown.history[1].answers] == ["agree"]


async def test_an_answer_to_an_old_wording_is_refused_with_the_newer_shown(
    world: World, on: Stage
) -> None:
    form = reword(1, statement=SAYS.replace("3 times", "2 times"))
    await on.ben.post(f"/outcomes/{on.outcome}/versions/new", data=form)
    answer = await on.answer("amira", "agree")
    assert answer.status_code == 422
    assert "There is a newer wording" in answer.text
    assert "2 times a day" in answer.text
    assert await Answer.count() == 0


async def test_a_change_of_mind_stands_beside_and_counts(world: World, on: Stage) -> None:
    await on.answer("amira", "agree")
    await on.answer("amira", "change", words="At home first, please.")
    assert await Answer.count() == 2
    (shown,) = await outcomes_of(world.amira, world.sam, Act.SEE)
    assert shown.agreed == (0, 2)
    assert [each.choice for each in shown.answers] == ["change"]


async def test_a_change_without_words_comes_back(world: World, on: Stage) -> None:
    answer = await on.answer("amira", "change", words=" ")
    assert answer.status_code == 422
    assert "Write a few words" in answer.text


async def test_a_double_tap_is_one_answer(world: World, on: Stage) -> None:
    form = op(choice="agree")
    path = f"/versions/{on.version}/answers"
    for _ in "ab":
        assert (await on.amira.post(path, data=form)).status_code == 303
    assert await Answer.count() == 1


async def test_words_of_an_answer_are_for_its_author_and_the_setting(
    world: World, on: Stage
) -> None:
    await on.answer("amira", "change", words="At home first, please.")
    for who, sees in (("amira", True), ("ben", True), ("omar", False)):
        assert ("At home first" in await on.read(who)) is sees
        timeline = (await on.people[who].get(f"/children/{world.sam}/timeline")).text
        assert ("At home first" in timeline) is sees


async def test_a_declined_proposal_shows_its_reason_to_the_parent(world: World, on: Stage) -> None:
    await on.answer("amira", "change", words="At home first, please.")
    (waiting,) = await proposals(world.ben)
    path = f"/answers/{waiting.answer_id}/settlements"
    bare = await on.ben.post(path, data=op(result="declined", words=""))
    assert bare.status_code == 422
    form = op(result="declined", words="Snack is where he tries.")
    for _ in "ab":
        assert (await on.ben.post(path, data=form)).status_code == 303
    assert await Settlement.count() == 1
    assert "Snack is where he tries." in await on.read("amira")
    assert "Snack is where he tries." not in await on.read("omar")
    assert await proposals(world.ben) == []
    again = await on.sue.post(path, data=op(result="accepted", words="Yes."))
    assert again.status_code == 422


async def test_two_staff_who_settle_at_once_give_one_answer(world: World, on: Stage) -> None:
    await on.answer("amira", "change", words="A spoon.")
    answer = await Answer.select(Answer.id).first()
    assert answer
    path = f"/answers/{answer['id']}/settlements"
    results = (("ben", "declined"), ("sue", "merged"), ("ben", "accepted"))
    found = await asyncio.gather(
        *(on.people[who].post(path, data=op(result=it, words="Why.")) for who, it in results)
    )
    codes = sorted(each.status_code for each in found)
    assert codes[0] == 303
    assert set(codes[1:]) <= {409, 422}
    assert await Settlement.count() == 1


async def test_an_accepted_proposal_leads_to_a_new_wording_with_the_words_beside(
    world: World, on: Stage
) -> None:
    await on.answer("omar", "not-yet", words="He is tired.")
    (waiting,) = await proposals(world.ben)
    path = f"/answers/{waiting.answer_id}/settlements"
    answer = await on.ben.post(path, data=op(result="accepted", words="We wait."))
    assert answer.status_code == 303
    assert "He is tired." in (await on.ben.get(answer.headers["location"])).text


async def test_wrong_adults_find_nothing(world: World, on: Stage) -> None:
    await on.answer("amira", "change", words="Mine.")
    (waiting,) = await proposals(world.ben)
    for who in ("rhys", "olga", "pat", "nan", "tess"):
        assert (await on.people[who].get(f"/outcomes/{on.outcome}")).status_code == 404
        assert (await on.answer(who, "agree")).status_code == 404
    for who in ("amira", "mona", "tess", "olga"):
        path = f"/answers/{waiting.answer_id}/settlements"
        form = op(result="declined", words="No.")
        assert (await on.people[who].post(path, data=form)).status_code == 404
    for who in ("ben", "sue", "mona"):
        assert (await on.answer(who, "agree")).status_code == 404
    assert await Version.count() == 1
    assert (await standing(on.outcome))["number"] == 1
