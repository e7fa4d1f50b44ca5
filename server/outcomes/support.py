"""Help begins, is given or missed, changes on the way; and where a review leaves a next step."""

from datetime import date, datetime
from uuid import UUID

import msgspec

from server.clock import now
from server.cycles.rules import Step
from server.db import unit
from server.outcomes.finding import TheOutcome, shared
from server.outcomes.rules import State
from server.outcomes.tables import Outcome, Start, Support, Verdict
from server.people.asking import Adult
from server.people.ops import Press, once
from server.trail.noting import About, note_event
from server.trail.rules import Happened, Visible


async def _about(outcome: TheOutcome, item: UUID, step: Step) -> About:
    """What the trail says of it; of a draft it says so to the setting alone."""
    known = await Outcome.exists().where((Outcome.id == outcome.id) & shared())
    return About(
        child=outcome.child,
        setting=outcome.setting,
        visible=Visible.ALL if known else Visible.STAFF,
        cycle=outcome.cycle,
        step=step,
        about=outcome.id,
        item=item,
    )


@unit
@once
async def start_support(person: Adult, outcome: TheOutcome, on: date, *, press: Press) -> UUID:
    """Help begins; it waits for nobody's yes (SEND Code 5.36). A second start changes nothing."""
    row = Start(outcome=outcome.id, on=on, by=person.id, made_at=now())
    fresh = (
        await Start.insert(row)
        .on_conflict(target=(Start.outcome,), action="DO NOTHING")
        .returning(Start.id)
    )
    if fresh:
        about = await _about(outcome, row.id, Step.DO)
        await note_event(person, Happened.SUPPORT_STARTED, about)
    return UUID(str(row.id))


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A day of help: given, or missed and why; and what changed on the way."""

    on: date
    given: bool
    note: str
    change: str


@unit
@once
async def log_support(person: Adult, outcome: TheOutcome, day: Given, *, press: Press) -> UUID:
    """One day in the support log; a change is told to the family."""
    row = Support(
        outcome=outcome.id,
        by=person.id,
        lang=person.reads,
        made_at=now(),
        **msgspec.structs.asdict(day),
    )
    await Support.insert(row)
    about = await _about(outcome, row.id, Step.DO)
    kind = Happened.SUPPORT_GIVEN if day.given else Happened.SUPPORT_MISSED
    for happened, words in ((kind, day.note), (Happened.SUPPORT_CHANGED, day.change)):
        if happened is kind or words:
            told = msgspec.structs.replace(about, words=words, lang=person.reads)
            await note_event(person, happened, told)
    return UUID(str(row.id))


class SupportShown(msgspec.Struct, frozen=True):
    """A day of help as it was written down."""

    on: date
    given: bool
    note: str
    change: str
    lang: str
    by_called: str
    made_at: datetime


async def support_of(outcome: TheOutcome) -> list[SupportShown]:
    """The support log, newest day first. For a next step already fetched."""
    rows = (
        await Support.select(
            Support.on,
            Support.given,
            Support.note,
            Support.change,
            Support.lang,
            Support.by.called.as_alias("by_called"),
            Support.made_at,
        )
        .where(Support.outcome == outcome.id)
        .order_by(Support.on, Support.made_at, ascending=False)
    )
    return [msgspec.convert(row, SupportShown) for row in rows]


@unit
@once
async def give_verdict(person: Adult, outcome: TheOutcome, state: State, *, press: Press) -> UUID:
    """Where a review leaves it; a later word stands beside, the latest counts."""
    row = Verdict(outcome=outcome.id, state=state, by=person.id, made_at=now())
    await Verdict.insert(row)
    about = msgspec.structs.replace(await _about(outcome, row.id, Step.REVIEW), detail=state)
    await note_event(person, Happened.OUTCOME_CLOSED, about)
    return UUID(str(row.id))
