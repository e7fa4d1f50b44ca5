"""What a child's page shows to staff."""

from typing import Any, NamedTuple

from server.children.beside import Beside, beside
from server.children.queries import TheChild, may
from server.children.rules import FAMILY, Act
from server.concerns.notices import notice_of
from server.concerns.waiting import open_concerns
from server.cycles.assessments import assessments_of
from server.cycles.rounds import Round, open_round
from server.home.family import Quarter, key_person_of, quarters
from server.insights.queries import spoken, unread
from server.outcomes.queries import outcomes_of
from server.outcomes.waiting import proposals, unanswered
from server.people.asking import Adult


class Seen(NamedTuple):
    """Everything on a child's page, and what this adult may do there."""

    round: Round | None
    quarters: list[Quarter]
    family: list[Beside]
    key_person: str
    heard: list[tuple[str, bool]]
    notice: Any
    concerns: list[Any]
    unread: list[Any]
    proposals: list[Any]
    no_reply: list[Any]
    outcomes: list[Any]
    assessments: list[Any]
    may_plan: bool
    may_lead: bool
    may_invite: bool


async def child_page(person: Adult, child: TheChild) -> Seen:
    """What is new from the family, where the plan is, and the ways on."""
    now = await open_round(person, child.id, Act.WATCH)
    adults = await beside(child.id)
    family = [adult for adult in adults if adult.role in FAMILY]
    said = await spoken(person, child.id, now.id) if now else {}
    here = said.get(now.step, set()) if now else set()
    return Seen(
        round=now,
        quarters=quarters(now, {step for step, authors in said.items() if authors}),
        family=family,
        key_person=key_person_of(adults),
        heard=[(adult.called, adult.id in here) for adult in family if now],
        notice=await notice_of(person, child.id),
        concerns=_here(await open_concerns(person), child),
        unread=_here(await unread(person), child),
        proposals=_here(await proposals(person), child),
        no_reply=await unanswered(person, child.id),
        outcomes=await outcomes_of(person, child.id, Act.WATCH),
        assessments=await assessments_of(person, child.id),
        may_plan=await may(person, child.id, Act.PLAN),
        may_lead=await may(person, child.id, Act.LEAD),
        may_invite=await may(person, child.id, Act.INVITE),
    )


def _here(rows: list[Any], child: TheChild) -> list[Any]:
    return [row for row in rows if row.child_id == child.id]
