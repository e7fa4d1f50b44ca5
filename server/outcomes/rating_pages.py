"""How far: each side says it before it sees the other's view."""

from typing import Any

import msgspec
from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect

from server.children.rules import Act
from server.content import scale
from server.cycles.rounds import Round, open_round
from server.cycles.rules import Step
from server.db import Clash
from server.forms import Form, posted, press_of, words_problem
from server.outcomes.doors import outcome
from server.outcomes.drafts import Changed
from server.outcomes.finding import TheOutcome
from server.outcomes.queries import outcome_shown
from server.outcomes.ratings import View, has_rated, rate
from server.outcomes.rules import Far, Side
from server.outcomes.showing import filled, shown_again
from server.people.asking import Adult
from server.web import Web, go, page


class HowFar(Form):
    """How far one adult thinks it got."""

    far: Far | None = None
    words: str = ""


async def going(
    outcome: NamedDependency[TheOutcome],
    person: NamedDependency[Adult],
    act: NamedDependency[Act],
) -> Round | None:
    """The child's round, when it is at its review."""
    found = await open_round(person, outcome.child, act)
    return found if found and found.step is Step.REVIEW else None


async def _rated(
    request: Web, person: Adult, at: tuple[TheOutcome, Round | None], form: HowFar, side: Side
) -> dict[str, str]:
    """Keep this view, or say what stands in the way."""
    outcome, now = at
    unpicked = {} if form.far else {"far": "unpicked"}
    wrong = {**unpicked, **words_problem(form.words, needed=side is Side.SETTING)}
    if now is None:
        return {"far": "not-now"}
    if wrong or form.far is None:
        return wrong
    try:
        view = View(side, form.far, form.words)
        await rate(person, outcome, now, view, press=await press_of(request, form))
    except (Changed, Clash):
        return {"far": "rated"}
    return {}


class FamilyRatingPages(Controller):
    """An adult of the family says how far their child got."""

    path = "/outcomes/{outcome_id:uuid}"
    dependencies = {"outcome": Provide(outcome), "going": Provide(going)}
    opt = {"act": Act.RATE}

    @get("/rating")
    async def ask(
        self,
        request: Web,
        person: NamedDependency[Adult],
        outcome: NamedDependency[TheOutcome],
        going: NamedDependency[Round | None],
    ) -> Response[Any] | Redirect:
        if going is None or await has_rated(person, outcome.id, going.id):
            return go(request, f"/outcomes/{outcome.id}")
        return await _asked(request, person, outcome)

    @post("/ratings", status_code=200)
    async def say(
        self,
        request: Web,
        person: NamedDependency[Adult],
        outcome: NamedDependency[TheOutcome],
        going: NamedDependency[Round | None],
    ) -> Response[Any] | Redirect:
        form = await posted(request, HowFar)
        wrong = await _rated(request, person, (outcome, going), form, Side.FAMILY)
        if wrong:
            values = filled(msgspec.structs.asdict(form))
            return await _asked(request, person, outcome, 422, problems=wrong, values=values)
        return go(request, f"/outcomes/{outcome.id}")


async def _asked(
    request: Web, person: Adult, outcome: TheOutcome, status: int = 200, **back: Any
) -> Response[Any]:
    shown = await outcome_shown(person, outcome)
    points = scale("progress")
    return page(request, "outcomes/rating.html", status, outcome=shown, points=points, **back)


class SettingRatingPages(Controller):
    """Staff say how far, with what they saw."""

    path = "/outcomes/{outcome_id:uuid}/setting-ratings"
    dependencies = {"outcome": Provide(outcome), "going": Provide(going)}
    opt = {"act": Act.PLAN}

    @post(status_code=200)
    async def say(
        self,
        request: Web,
        person: NamedDependency[Adult],
        outcome: NamedDependency[TheOutcome],
        going: NamedDependency[Round | None],
    ) -> Response[Any] | Redirect:
        form = await posted(request, HowFar)
        wrong = await _rated(request, person, (outcome, going), form, Side.SETTING)
        values = msgspec.structs.asdict(form)
        return await shown_again(request, person, outcome, "rating", wrong, values)
