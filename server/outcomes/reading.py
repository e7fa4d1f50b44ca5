"""Putting a next step together for one reader: wordings, answers, support, ratings."""

from typing import Any
from uuid import UUID

import msgspec

from server.children.beside import beside
from server.children.rules import FAMILY
from server.outcomes.finding import TheOutcome
from server.outcomes.ratings import ratings_seen
from server.outcomes.rules import Choice, agreed, agreed_by, stands
from server.outcomes.shapes import Decider, OutcomeShown, RatingShown, VersionShown
from server.outcomes.tables import Start, Verdict
from server.outcomes.wordings import wordings
from server.people.asking import Adult


class Around(msgspec.Struct, frozen=True):
    """What stands beside the wordings of several next steps."""

    deciders: list[tuple[UUID, str]]
    starts: dict[UUID, Any]
    verdicts: dict[UUID, str]
    ratings: dict[UUID, list[RatingShown]]


async def deciders_of(child: UUID) -> list[tuple[UUID, str]]:
    """The adults of the family whose yes is needed, today."""
    return [
        (adult.id, adult.called)
        for adult in await beside(child)
        if adult.may_agree and adult.role in FAMILY
    ]


async def shown(
    person: Adult, outcomes: list[TheOutcome], *, inside: bool, drafts: bool
) -> list[OutcomeShown]:
    """These next steps of one child, already let to this adult; drafts only if asked for."""
    if not outcomes:
        return []
    ids = [each.id for each in outcomes]
    versions = await wordings(person, ids, inside=inside, drafts=drafts)
    around = Around(
        await deciders_of(outcomes[0].child),
        await _starts(ids),
        await _verdicts(ids),
        await ratings_seen(person, outcomes[0].child, ids),
    )
    return [_one(each, versions[each.id], around) for each in outcomes if versions[each.id]]


def _one(outcome: TheOutcome, versions: list[VersionShown], around: Around) -> OutcomeShown:
    now = next((each for each in versions if each.shared_at), versions[0])
    choices = {each.person: Choice(each.choice) for each in now.answers}
    deciding = [who for who, _ in around.deciders]
    started = around.starts.get(outcome.id)
    return OutcomeShown(
        facts=outcome,
        id=outcome.id,
        child=outcome.child,
        cycle_number=outcome.cycle_number,
        version=now,
        newest=versions[0],
        history=versions,
        statement=now.statement,
        lang=now.lang,
        by_date=now.by_date,
        actions=now.actions,
        answers=now.answers,
        deciders=[Decider(called, who, who in choices) for who, called in around.deciders],
        agreed=agreed_by(deciding, choices),
        started_on=started,
        ratings=around.ratings.get(outcome.id, []),
        state=stands(
            around.verdicts.get(outcome.id, ""),
            shared=now.shared_at is not None,
            agreed=agreed(deciding, choices),
            started=started is not None,
        ),
    )


async def _starts(ids: list[UUID]) -> dict[UUID, Any]:
    rows = await Start.select(Start.outcome, Start.on).where(Start.outcome.is_in(ids))
    return {row["outcome"]: row["on"] for row in rows}


async def _verdicts(ids: list[UUID]) -> dict[UUID, str]:
    rows = (
        await Verdict.select(Verdict.outcome, Verdict.state)
        .where(Verdict.outcome.is_in(ids))
        .order_by(Verdict.made_at)
    )
    return {row["outcome"]: row["state"] for row in rows}
