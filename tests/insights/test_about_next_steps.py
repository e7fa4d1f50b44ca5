"""A question about a next step shows it, and the answer stays with it."""

from datetime import UTC, date, datetime
from uuid import UUID

from server.children.queries import child_for
from server.children.rules import Act
from server.cycles.rounds import open_round
from server.insights.queries import asking_for
from server.outcomes.tables import Outcome, Version
from tests.browsing import Browsers, op
from tests.insights.telling_world import at, sent
from tests.insights.telling_world import open_round as begin
from tests.world import World


async def shared(world: World, cycle: UUID, statement: str) -> UUID:
    now = datetime.now(UTC)
    outcome = Outcome(
        child=world.sam,
        setting=world.oak,
        cycle=cycle,
        area="communication",
        made_by=world.sue.id,
        made_at=now,
    )
    await Outcome.insert(outcome)
    version = Version(
        outcome=outcome.id,
        statement=statement,
        lang="en_GB",
        by_date=date(2027, 1, 10),
        by=world.sue.id,
        made_at=now,
        shared_at=now,
    )
    await Version.insert(version)
    return UUID(str(outcome.id))


async def test_a_question_about_a_next_step_shows_it_and_is_asked_once(
    world: World, browsers: Browsers
) -> None:
    cycle = await begin(world, "do")
    outcome = await shared(world, cycle, "Sam asks for help.")
    amira, ben = [await browsers.of(each) for each in (world.amira, world.ben)]
    sam = await child_for(world.amira, world.sam, Act.TELL)
    now = await open_round(world.amira, world.sam, Act.TELL)
    asking = await asking_for(world.amira, sam, now)
    assert asking is not None
    assert asking.key == ("do-seen", outcome)
    assert "Sam asks for help." in (await amira.get(asking.href("pictures"))).text
    form = op(prompt="do-seen", about=str(outcome), way="pictures", point="often")
    insight = await sent(amira, world, form)
    page = (await ben.get(f"/insights/{insight}")).text
    assert "Sam asks for help." in page
    assert "Often" in page
    assert "Sam asks for help." in (await amira.get(at(world))).text
    then = await asking_for(world.amira, sam, now)
    assert then is not None
    assert then.key == ("do-smile", None)


async def test_another_childs_next_step_cannot_be_named(world: World, browsers: Browsers) -> None:
    cycle = await begin(world, "do")
    outcome = await shared(world, cycle, "Sam asks for help.")
    nan = await browsers.of(world.nan)
    path = f"/children/{world.mo}/insights"
    assert (await nan.get(f"{path}/ask?prompt=do-seen&about={outcome}")).status_code == 404
    form = op(prompt="do-seen", about=str(outcome), way="pictures", point="often")
    assert (await nan.post(path, data=form)).status_code == 404
