"""One next step: read by everybody beside the child, answered by each adult for themselves."""

from typing import Any

import msgspec
from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect

from server.children.rules import Act
from server.forms import Form, posted, press_of, words_problem
from server.outcomes.answers import Saying, add_answer, settle
from server.outcomes.doors import answer, answered, outcome, version, whole
from server.outcomes.drafts import Changed
from server.outcomes.finding import TheAnswer, TheOutcome, TheVersion
from server.outcomes.rules import Choice, Settled, answer_problems
from server.outcomes.showing import outcome_page, shown_again
from server.people.asking import Adult
from server.web import Web, go


class Say(Form):
    """One adult's answer."""

    choice: Choice | None = None
    words: str = ""
    wants_talk: str = ""


class Settle(Form):
    """What becomes of a proposed change."""

    result: Settled | None = None
    words: str = ""


class OutcomePages(Controller):
    """One next step."""

    path = "/outcomes/{outcome_id:uuid}"
    dependencies = {"outcome": Provide(outcome)}
    opt = {"act": Act.SEE}

    @get()
    async def show(
        self, request: Web, person: NamedDependency[Adult], outcome: NamedDependency[TheOutcome]
    ) -> Response[Any]:
        return await outcome_page(request, person, outcome)


class OutcomeAnswerPages(Controller):
    """An adult of the family answers one wording."""

    path = "/versions/{version_id:uuid}/answers"
    dependencies = {"version": Provide(version), "outcome": Provide(whole)}
    opt = {"act": Act.ANSWER}

    @post(status_code=200)
    async def say(
        self,
        request: Web,
        person: NamedDependency[Adult],
        version: NamedDependency[TheVersion],
        outcome: NamedDependency[TheOutcome],
    ) -> Response[Any] | Redirect:
        form = await posted(request, Say)
        long = words_problem(form.words, needed=False)
        wrong = {**answer_problems(form.choice, form.words), **long}
        if form.choice is not None and not wrong:
            saying = Saying(form.choice, form.words, form.wants_talk == "yes")
            press = await press_of(request, form)
            try:
                await add_answer(person, outcome, version, saying, press=press)
            except Changed:
                wrong = {"choice": "newer"}
        values = msgspec.structs.asdict(form)
        return await shown_again(request, person, outcome, "answer", wrong, values)


class SettlementPages(Controller):
    """Staff say what becomes of a proposed change; its author sees which, and why."""

    path = "/answers/{answer_id:uuid}/settlements"
    dependencies = {"answer": Provide(answer), "outcome": Provide(answered)}
    opt = {"act": Act.PLAN}

    @post(status_code=200)
    async def settle(
        self,
        request: Web,
        person: NamedDependency[Adult],
        answer: NamedDependency[TheAnswer],
        outcome: NamedDependency[TheOutcome],
    ) -> Response[Any] | Redirect:
        form = await posted(request, Settle)
        unpicked = {} if form.result else {"result": "unpicked"}
        wrong = {**unpicked, **words_problem(form.words)}
        if form.result is not None and not wrong:
            press = await press_of(request, form)
            try:
                await settle(person, outcome, answer, form.result, form.words, press=press)
            except Changed:
                wrong = {"result": "settled"}
        if form.result in (Settled.ACCEPTED, Settled.MERGED) and not wrong:
            return go(request, f"/outcomes/{outcome.id}/versions/new?answer={answer.id}")
        values = msgspec.structs.asdict(form)
        back = f"settle-{answer.id}"
        return await shown_again(request, person, outcome, back, wrong, values)
