"""What waits for staff: changes a family proposed, and adults we have not heard from."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

import msgspec

from server.children.queries import reaches
from server.children.rules import Act
from server.outcomes.reading import deciders_of
from server.outcomes.rules import Choice
from server.outcomes.tables import Answer, Settlement, Verdict, Version
from server.people.asking import Adult

# Piccolo's columns of joined rows are found when they are asked for.
_child: Any = Version.outcome.child


class Proposal(msgspec.Struct, frozen=True):
    """An adult would change a next step, or says not yet; nobody has settled it."""

    child_id: UUID
    child_called: str
    picture: str
    outcome_id: UUID
    answer_id: UUID
    by_called: str
    choice: str
    made_at: datetime


class NoReply(msgspec.Struct, frozen=True):
    """An adult whose yes is needed has not answered the wording that stands."""

    child_id: UUID
    child_called: str
    outcome_id: UUID
    adult_called: str
    since: datetime


class Standing(msgspec.Struct, frozen=True):
    """The wording that stands now for a next step."""

    id: UUID
    outcome_id: UUID
    child_id: UUID
    child_called: str
    picture: str
    shared_at: datetime


async def _standing(person: Adult, child: UUID | None = None) -> list[Standing]:
    here = reaches(_child, person, Act.PLAN)
    rows = (
        await Version.select(
            Version.id,
            Version.outcome.id.as_alias("outcome_id"),
            _child.id.as_alias("child_id"),
            _child.called.as_alias("child_called"),
            _child.picture.as_alias("picture"),
            Version.shared_at,
        )
        .where(
            Version.shared_at.is_not_null()
            & Version.outcome.not_in(Verdict.select(Verdict.outcome))
            & (here if child is None else here & (_child == child))
        )
        .order_by(Version.number)
    )
    newest = {row["outcome_id"]: Standing(**row) for row in rows}
    return list(newest.values())


async def _latest(versions: list[UUID]) -> dict[UUID, dict[UUID, dict[str, Any]]]:
    """Each wording's answers, the latest one of each adult."""
    found: dict[UUID, dict[UUID, dict[str, Any]]] = defaultdict(dict)
    if not versions:
        return found
    rows = (
        await Answer.select(
            Answer.id,
            Answer.version,
            Answer.person.id.as_alias("person"),
            Answer.person.called.as_alias("called"),
            Answer.choice,
            Answer.made_at,
        )
        .where(Answer.version.is_in(versions))
        .order_by(Answer.made_at)
    )
    for row in rows:
        found[row["version"]][row["person"]] = row
    return found


async def proposals(person: Adult) -> list[Proposal]:
    """Changes and not-yets on wordings that stand, which nobody has settled; oldest first."""
    standing = {each.id: each for each in await _standing(person)}
    latest = await _latest(list(standing))
    rows = [row for answers in latest.values() for row in answers.values()]
    open_ones = [row for row in rows if row["choice"] != Choice.AGREE.value]
    settled = await _settled([row["id"] for row in open_ones])
    found = [
        _proposal(standing[row["version"]], row) for row in open_ones if row["id"] not in settled
    ]
    return sorted(found, key=lambda each: each.made_at)


def _proposal(on: Standing, row: dict[str, Any]) -> Proposal:
    return Proposal(
        child_id=on.child_id,
        child_called=on.child_called,
        picture=on.picture,
        outcome_id=on.outcome_id,
        answer_id=row["id"],
        by_called=row["called"],
        choice=row["choice"],
        made_at=row["made_at"],
    )


async def _settled(answers: list[UUID]) -> set[UUID]:
    if not answers:
        return set()
    rows = await Settlement.select(Settlement.answer).where(Settlement.answer.is_in(answers))
    return {row["answer"] for row in rows}


async def unanswered(person: Adult, child: UUID | None = None) -> list[NoReply]:
    """Whose yes is still needed, and since when they were asked, for one child or for all."""
    standing = await _standing(person, child)
    latest = await _latest([each.id for each in standing])
    deciders = {child: await deciders_of(child) for child in {each.child_id for each in standing}}
    return [
        NoReply(each.child_id, each.child_called, each.outcome_id, called, each.shared_at)
        for each in standing
        for who, called in deciders[each.child_id]
        if who not in latest[each.id]
    ]
