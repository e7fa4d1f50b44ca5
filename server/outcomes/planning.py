"""Writing next steps: each change is another wording, kept beside the ones before."""

from uuid import UUID

import msgspec

from server.children.beside import one_at_a_time
from server.clock import now
from server.cycles.rounds import Round
from server.cycles.rules import Step
from server.db import unit
from server.outcomes.drafts import Changed, Draft, Full, Hope
from server.outcomes.finding import TheOutcome, TheVersion
from server.outcomes.rules import room_for_another
from server.outcomes.shapes import dated
from server.outcomes.tables import Action, Outcome, Translation, Verdict, Version
from server.people.asking import Adult
from server.people.ops import Press, once
from server.trail.noting import About, note_event
from server.trail.rules import Happened


@unit
@once
async def plan_outcome(
    person: Adult, going: Round, hope: Hope, draft: Draft, *, share: bool, press: Press
) -> UUID:
    """A new next step in this round, as a draft or shared. Full when three are active."""
    await one_at_a_time(going.child)
    row = Outcome(
        child=going.child,
        setting=going.setting,
        cycle=going.id,
        made_by=person.id,
        made_at=now(),
        **msgspec.structs.asdict(hope),
    )
    await Outcome.insert(row)
    version = await _keep(person, row.id, draft, 1)
    if share:
        await _share(person, (going.child, going.setting, going.id), version)
    return UUID(str(row.id))


@unit
@once
async def reword(
    person: Adult, outcome: TheOutcome, draft: Draft, *, seen: int, share: bool, press: Press
) -> UUID:
    """Another wording. Changed when the newest is not the one that was seen."""
    await one_at_a_time(outcome.child)
    if await _newest(outcome.id) != seen:
        raise Changed
    version = await _keep(person, outcome.id, draft, seen + 1)
    if share:
        await _share(person, (outcome.child, outcome.setting, outcome.cycle), version)
    return version.id


@unit
@once
async def share_version(
    person: Adult, outcome: TheOutcome, version: TheVersion, *, press: Press
) -> UUID:
    """The family sees this wording from now on, and is asked."""
    await one_at_a_time(outcome.child)
    if await _newest(outcome.id) != version.number:
        raise Changed
    await _share(person, (outcome.child, outcome.setting, outcome.cycle), version)
    return version.id


async def _newest(outcome: UUID) -> int:
    rows = await Version.select(Version.number).where(Version.outcome == outcome)
    return max((int(row["number"]) for row in rows), default=0)


async def _keep(person: Adult, outcome: UUID, draft: Draft, number: int) -> TheVersion:
    row = Version(
        outcome=outcome,
        number=number,
        statement=draft.statement,
        lang=person.reads,
        by_date=draft.by_date,
        reason=draft.reason,
        by=person.id,
        made_at=now(),
    )
    await Version.insert(row)
    for place, doing in enumerate(draft.actions):
        facts = msgspec.structs.asdict(doing)
        await Action.insert(Action(version=row.id, place=place, **facts))
    if draft.other_words:
        await _translate(person, row.id, draft)
    return TheVersion(row.id, outcome, number, draft.statement, person.reads, draft.by_date, None)


async def _translate(person: Adult, version: UUID, draft: Draft) -> None:
    row = Translation(
        version=version,
        lang=draft.other_lang,
        statement=draft.other_words,
        translator=draft.translator,
        by=person.id,
        made_at=now(),
    )
    await Translation.insert(row)


async def _share(person: Adult, at: tuple[UUID, UUID, UUID], version: TheVersion) -> None:
    child, setting, cycle = at
    others = await _active_besides(child, version.outcome)
    if not room_for_another(others):
        raise Full
    fresh = (Version.id == version.id) & Version.shared_at.is_null()
    await Version.update({Version.shared_at: now()}).where(fresh)
    about = About(
        child=child,
        setting=setting,
        cycle=cycle,
        step=Step.PLAN,
        about=version.outcome,
        item=version.id,
        words=dated(version.statement, version.by_date),
        lang=version.lang,
    )
    await note_event(person, Happened.OUTCOME_SHARED, about)


async def _active_besides(child: UUID, outcome: UUID) -> int:
    shared = Version.select(Version.outcome).where(Version.shared_at.is_not_null())
    count: int = await Outcome.count().where(
        (Outcome.child == child)
        & (Outcome.id != outcome)
        & Outcome.id.is_in(shared)
        & Outcome.id.not_in(Verdict.select(Verdict.outcome))
    )
    return count
