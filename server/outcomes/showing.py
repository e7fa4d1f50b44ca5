"""The page of one next step, for the family or for staff, also when a form on it comes back."""

from typing import Any

from litestar import Response
from litestar.response import Redirect

from server.children.queries import may
from server.children.rules import Act
from server.content import scale
from server.cycles.rounds import open_round
from server.cycles.rules import Step
from server.outcomes.finding import TheOutcome
from server.outcomes.queries import outcome_shown
from server.outcomes.ratings import has_rated
from server.outcomes.shapes import OutcomeShown
from server.outcomes.support import support_of
from server.people.asking import Adult
from server.web import Web, go, page
from server.words import listed


async def outcome_page(
    request: Web, person: Adult, outcome: TheOutcome, status: int = 200, **back: Any
) -> Response[Any]:
    """The next step as this adult may see it; `wrong` names the form that comes back."""
    shown = await outcome_shown(person, outcome)
    staff = await may(person, outcome.child, Act.WATCH)
    going = await open_round(person, outcome.child, Act.SEE)
    looking = going is not None and going.step is Step.REVIEW
    rated = going is not None and await has_rated(person, outcome.id, going.id)
    values: dict[str, Any] = {
        "outcome": shown,
        "child": {"id": outcome.child, "called": outcome.child_called, "picture": outcome.picture},
        "points": scale("progress"),
        "rungs": rungs(shown),
        "support": await support_of(outcome),
        "asks_rating": looking and not rated and shown.version.shared_at is not None,
        "may_answer": await may(person, outcome.child, Act.ANSWER),
        "may_plan": await may(person, outcome.child, Act.PLAN),
        "may_lead": await may(person, outcome.child, Act.LEAD),
        "mine": next((each for each in shown.answers if each.person == person.id), None),
        "wrong": "",
        **back,
    }
    name = "outcomes/staff.html" if staff else "outcomes/family.html"
    return page(request, name, status, **values)


def rungs(shown: OutcomeShown) -> list[dict[str, Any]]:
    """The ladder from top to bottom, with the marks this reader may see; the latest round's."""
    latest = max((each.number for each in shown.ratings), default=0)
    seen = [each for each in shown.ratings if each.number == latest]
    return [
        {
            "label": point.label,
            "home": any(each.far == point.key and each.side == "family" for each in seen),
            "nursery": any(each.far == point.key and each.side == "setting" for each in seen),
            "note": listed(each.called for each in seen if each.far == point.key),
        }
        for point in reversed(scale("progress"))
    ]


async def shown_again(
    request: Web,
    person: Adult,
    outcome: TheOutcome,
    form: str,
    problems: dict[str, str],
    values: dict[str, Any],
) -> Response[Any] | Redirect:
    """After a post on the page: on to it again, or 422 with that form's words kept."""
    if not problems:
        return go(request, f"/outcomes/{outcome.id}")
    more = {"wrong": form, "problems": problems, "values": filled(values)}
    return await outcome_page(request, person, outcome, 422, **more)


def filled(values: dict[str, Any]) -> dict[str, Any]:
    """What was filled in, without what was not."""
    return {name: value for name, value in values.items() if value is not None}
