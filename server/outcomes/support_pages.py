"""Staff keep the support: its start, each day of it; and say where a next step got to."""

from typing import Any

import msgspec
from litestar import Controller, Response, post
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect

from server.children.rules import Act
from server.clock import today
from server.forms import Form, day_of, posted, press_of, words_problem
from server.outcomes.doors import outcome
from server.outcomes.finding import TheOutcome
from server.outcomes.rules import State, support_problems
from server.outcomes.showing import shown_again
from server.outcomes.support import Given, give_verdict, log_support, start_support
from server.people.asking import Adult
from server.web import Web


class Begin(Form):
    """The day help began."""

    on: str = ""


class Day(Form):
    """A day of help."""

    on: str = ""
    given: str = "yes"
    note: str = ""
    change: str = ""


class Ending(Form):
    """Where a next step got to."""

    state: State | None = None


def day_problem(text: str) -> dict[str, str]:
    """A day that is none, or has not come."""
    on = day_of(text)
    return {"on": "date"} if on is None else {"on": "future"} if on > today() else {}


class SupportPages(Controller):
    """Help begins, and is written down day by day."""

    path = "/outcomes/{outcome_id:uuid}"
    dependencies = {"outcome": Provide(outcome)}
    opt = {"act": Act.PLAN}

    @post("/starts", status_code=200)
    async def start(
        self, request: Web, person: NamedDependency[Adult], outcome: NamedDependency[TheOutcome]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Begin)
        on, wrong = day_of(form.on), day_problem(form.on)
        if on and not wrong:
            await start_support(person, outcome, on, press=await press_of(request, form))
        return await shown_again(request, person, outcome, "start", wrong, {"on": form.on})

    @post("/support", status_code=200)
    async def log(
        self, request: Web, person: NamedDependency[Adult], outcome: NamedDependency[TheOutcome]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Day)
        on, given = day_of(form.on), form.given == "yes"
        wrong = {
            **day_problem(form.on),
            **support_problems(given=given, note=form.note),
            **words_problem(form.note, "note", needed=False),
            **words_problem(form.change, "change", needed=False),
        }
        if on and not wrong:
            day = Given(on=on, given=given, note=form.note, change=form.change)
            await log_support(person, outcome, day, press=await press_of(request, form))
        values = msgspec.structs.asdict(form)
        return await shown_again(request, person, outcome, "support", wrong, values)


class VerdictPages(Controller):
    """Whoever leads says where a review leaves a next step."""

    path = "/outcomes/{outcome_id:uuid}/verdicts"
    dependencies = {"outcome": Provide(outcome)}
    opt = {"act": Act.LEAD}

    @post(status_code=200)
    async def say(
        self, request: Web, person: NamedDependency[Adult], outcome: NamedDependency[TheOutcome]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Ending)
        wrong = {} if form.state else {"state": "unpicked"}
        if form.state is not None:
            await give_verdict(person, outcome, form.state, press=await press_of(request, form))
        return await shown_again(request, person, outcome, "verdict", wrong, {})
