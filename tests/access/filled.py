"""The town in the middle of its second round: one of everything that a route can be about."""

import hashlib
from datetime import timedelta
from uuid import UUID, uuid4

from server.children.queries import child_for
from server.children.rules import Act, Area, TieRole
from server.children.tables import Restriction, Tie
from server.clock import today
from server.concerns.raising import raise_concern
from server.concerns.rules import How, Telling
from server.concerns.telling import give_notice
from server.cycles.closing import hold_review
from server.cycles.moving import open_cycle, start_step
from server.cycles.notes import add_question
from server.cycles.rounds import Round, open_round, round_for
from server.cycles.rules import Decision, Meeting, Step
from server.inbox.tables import Message
from server.inbox.telling import tell_waiting
from server.insights.asking import frame_of
from server.insights.saying import Saying as Said
from server.insights.telling import tell
from server.joining.queries import Wanted, invite
from server.joining.rules import For
from server.outcomes.answers import Saying, add_answer
from server.outcomes.drafts import Doing, Draft, Hope
from server.outcomes.finding import outcome_for, version_for
from server.outcomes.planning import plan_outcome, reword
from server.outcomes.rules import Choice
from server.outcomes.tables import Version
from server.people.ops import Press
from tests.access.push import make_key
from tests.browsing import CONFIG
from tests.world import World, build

SOON = today() + timedelta(days=28)


def press() -> Press:
    """A press of its own."""
    return Press(uuid4(), "")


class Filled:
    """The town, and the id that stands in each route's path."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.ids: dict[str, UUID | str] = {"name": "pl.webmanifest", "code": "pl"}


async def fill() -> Filled:
    """Build the town, and let everything happen once that a route can be about."""
    town = Filled(await build())
    world, ids = town.world, town.ids
    ids |= {"child_id": world.sam, "setting_id": world.oak, "worker_id": world.tess.id}
    await make_key()
    ids["concern_id"] = await raise_concern(world.amira, world.sam, "He is quiet.", press=press())
    ids["notice_id"] = await give_notice(world.ben, world.sam, _telling(world), press=press())
    ids["question_id"] = await add_question(
        world.sue, world.oak, Step.PLAN, "How do you get here?", press=press()
    )
    await _rounds(town)
    await _step(town)
    await _said(town)
    await _doors(town)
    await _told(town)
    return town


def _telling(world: World) -> Telling:
    return Telling(
        told_on=today(),
        by=(world.ben.id, world.sue.id),
        told=(world.amira.id, world.omar.id, world.grace.id),
        how=How.IN_PERSON,
        language="en_GB",
        interpreter="",
        extra="A small group each day.",
        areas=(Area.COMMUNICATION,),
        key_person=world.ben.id,
        senco=world.sue.id,
        starts_on=today(),
    )


async def _rounds(town: Filled) -> None:
    """One round that was reviewed, and the one after it."""
    world, ids = town.world, town.ids
    first = await open_cycle(world.ben, world.sam, SOON, press=press())
    await _through(world, first, Step.PLAN, Step.DO, Step.REVIEW)
    ids["review_id"] = await hold_review(
        world.ben, await round_for(world.ben, first, Act.LEAD), _meeting(world), press=press()
    )
    ids["cycle_id"] = (await _now(world)).id
    await _through(world, ids["cycle_id"], Step.PLAN)


def _meeting(world: World) -> Meeting:
    return Meeting(
        held_on=today(),
        how=How.IN_PERSON,
        present=(world.amira.id, world.ben.id),
        interpreter="",
        summary="It went well.",
        decision=Decision.NEXT_ROUND,
        detail="",
        next_on=SOON,
        unheard="Omar was asked three times.",
    )


async def _now(world: World) -> Round:
    found = await open_round(world.ben, world.sam, Act.LEAD)
    assert found
    return found


async def _through(world: World, cycle: UUID, *steps: Step) -> None:
    for step in steps:
        seen = await round_for(world.ben, cycle, Act.LEAD)
        await start_step(world.ben, seen, step, seen.step, press=press())


async def _step(town: Filled) -> None:
    """A next step with a wording that is shared, an answer to it, and a wording that is not."""
    world, ids = town.world, town.ids
    hope = Hope(
        area=Area.COMMUNICATION,
        eyfs="language",
        aspiration="To have a friend",
        baseline="Sam uses one word.",
        how_seen="We listen at snack time.",
        why="He wants to ask.",
        home_link="At tea.",
    )
    ids["outcome_id"] = await plan_outcome(
        world.ben, await _now(world), hope, _draft(""), share=True, press=press()
    )
    outcome = await outcome_for(world.ben, ids["outcome_id"], Act.PLAN)
    row = await Version.select(Version.id).where(Version.outcome == outcome.id).first()
    assert row
    ids["version_id"] = row["id"]
    version = await version_for(world.amira, ids["version_id"], Act.ANSWER)
    saying = Saying(Choice.CHANGE, "A spoon instead.", wants_talk=False)
    ids["answer_id"] = await add_answer(world.amira, outcome, version, saying, press=press())
    ids["draft_id"] = await reword(
        world.ben, outcome, _draft("A clearer word."), seen=1, share=False, press=press()
    )
    await _through(world, ids["cycle_id"], Step.DO, Step.REVIEW)


def _draft(reason: str) -> Draft:
    doing = Doing("Play with two toys", "Ben", "each day", "setting", "Tess")
    return Draft(
        statement="By {date} Sam will ask for a toy with two words, four times in five.",
        by_date=SOON,
        actions=(doing,),
        reason=reason,
    )


async def _said(town: Filled) -> None:
    """Something that Amira told the setting alone."""
    world = town.world
    child = await child_for(world.amira, world.sam, Act.TELL)
    saying = Said(
        asking=await frame_of(child, await _now(world)),
        author=world.amira.id,
        lang="en_GB",
        words="He sings at home.",
    )
    town.ids["insight_id"] = await tell(world.amira, saying, press=press())


async def _told(town: Filled) -> None:
    """All of it is told; one message waits for Amira."""
    while await tell_waiting(CONFIG):
        pass
    hers = (Message.person == town.world.amira.id) & Message.handled_at.is_null()
    row = await Message.select(Message.id).where(hers).first()
    assert row
    town.ids["message_id"] = row["id"]


async def _doors(town: Filled) -> None:
    """Invitations that wait for a phone, and the ties that managers change."""
    world, ids = town.world, town.ids
    for name, kind, child in (
        ("invitation_id", For.FAMILY, world.sam),
        ("staff_invitation_id", For.STAFF, None),
    ):
        wanted = Wanted(
            kind=kind,
            setting=world.oak,
            child=child,
            called="Nia",
            role="practitioner" if kind is For.STAFF else TieRole.CARER.value,
        )
        hashes = tuple(hashlib.sha256(f"{name}{n}".encode()).hexdigest() for n in "ab")
        ids[name] = await invite(world.mona, wanted, (hashes[0], hashes[1]), press=press())
    for name, adult in (("tie_id", world.grace), ("limited_id", world.rhys)):
        row = await Tie.select(Tie.id).where(Tie.person == adult.id).first()
        assert row
        ids[name] = row["id"]
    limit = await Restriction.select(Restriction.id).first()
    assert limit
    ids["restriction_id"] = limit["id"]
