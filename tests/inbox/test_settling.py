"""What was done settles the messages that asked for it."""

from uuid import uuid4

from server.trail.rules import Happened, Visible
from tests.inbox.telling_town import happens, messages, tell

AUTHOR = {"visible": Visible.AUTHOR}


async def handled(*adults):
    return [row["handled_by"] for row in await messages(*adults)]


async def test_an_answer_settles_the_question_for_its_author_alone(world):
    outcome = uuid4()
    await happens(world, world.ben, Happened.OUTCOME_SHARED, about=outcome)
    await tell()
    said = {"about": outcome, "detail": "agree", **AUTHOR}
    await happens(world, world.amira, Happened.OUTCOME_ANSWERED, **said)
    await tell()
    assert await handled(world.amira) == [world.amira.id]
    assert await handled(world.omar) == [None]


async def test_one_reply_settles_what_all_staff_were_told(world):
    concern = uuid4()
    await happens(world, world.amira, Happened.CONCERN_RAISED, item=concern, **AUTHOR)
    await tell()
    told = {"about": concern, "to_whom": world.amira.id, **AUTHOR}
    await happens(world, world.sue, Happened.CONCERN_ANSWERED, **told)
    await tell()
    assert await handled(world.ben, world.sue) == [world.sue.id, world.sue.id]


async def test_both_in_one_telling_come_to_the_same(world):
    concern = uuid4()
    await happens(world, world.amira, Happened.CONCERN_RAISED, item=concern, **AUTHOR)
    told = {"about": concern, "to_whom": world.amira.id, **AUTHOR}
    await happens(world, world.sue, Happened.CONCERN_ANSWERED, **told)
    await tell()
    assert await handled(world.ben) == [world.sue.id]


async def test_saying_something_settles_the_question_of_the_round(world):
    cycle = uuid4()
    await happens(world, world.ben, Happened.STEP_STARTED, cycle=cycle)
    await tell()
    await happens(world, world.amira, Happened.TOLD, cycle=cycle, **AUTHOR)
    await tell()
    assert await handled(world.amira) == [world.amira.id]
    assert await handled(world.omar) == [None]


async def test_a_moved_review_calls_off_its_reminders(world):
    cycle = uuid4()
    told = {"cycle": cycle, "to_whom": world.amira.id, "visible": Visible.AUTHOR}
    await happens(world, world.ben, Happened.REMINDED, **told)
    await tell()
    await happens(world, world.ben, Happened.DATE_MOVED, cycle=cycle)
    await tell()
    assert await handled(world.amira) == [world.ben.id, None]


async def test_a_closed_round_asks_nobody_any_more(world):
    cycle = uuid4()
    await happens(world, world.ben, Happened.STEP_STARTED, cycle=cycle)
    await tell()
    await happens(world, world.ben, Happened.ROUND_CLOSED, cycle=cycle)
    await tell()
    assert set(await handled(world.amira, world.omar, world.grace)) == {world.ben.id}
