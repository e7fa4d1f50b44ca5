"""The setting's own questions: added and retired by whoever leads there."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect

from server.children.rules import Act
from server.cycles.notes import add_question, questions_of, retire_question
from server.cycles.rules import STEPS, Step
from server.forms import Form, posted, press_of
from server.people.asking import Adult
from server.settings.pages import setting
from server.settings.queries import TheSetting
from server.web import Web, go, page, reply

LONGEST = 300  # characters; one question on one screen of a phone


class Adding(Form):
    """A question, and the step at which it is asked."""

    step: Step | None = None
    words: str = ""


def problems_of(form: Adding) -> dict[str, str]:
    """What is wrong with a question, by field."""
    wrong = {"step": "unpicked"} if form.step is None else {}
    if not form.words:
        return {**wrong, "words": "empty"}
    return {**wrong, "words": "long-line"} if len(form.words) > LONGEST else wrong


class QuestionPages(Controller):
    """The questions a setting asks beside the usual ones."""

    path = "/settings/{setting_id:uuid}/questions"
    dependencies = {"setting": Provide(setting)}
    opt = {"act": Act.OWN_QUESTIONS}

    @get()
    async def show(self, request: Web, setting: NamedDependency[TheSetting]) -> Response[Any]:
        return page(
            request,
            "cycles/questions.html",
            setting=setting,
            steps=STEPS,
            questions=await questions_of(setting.id),
        )

    @post(status_code=200)
    async def add(
        self, request: Web, person: NamedDependency[Adult], setting: NamedDependency[TheSetting]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Adding)
        problems = problems_of(form)
        if form.step and not problems:
            press = await press_of(request, form)
            await add_question(person, setting.id, form.step, form.words, press=press)
        return reply(
            request,
            at=f"/settings/{setting.id}/questions",
            page_name="cycles/questions.html",
            problems=problems,
            values={"step": form.step or "", "words": form.words},
            setting=setting,
            steps=STEPS,
            questions=await questions_of(setting.id),
        )


@post("/questions/{question_id:uuid}/retirement", status_code=200, opt={"act": Act.OWN_QUESTIONS})
async def retire(
    request: Web, question_id: FromPath[UUID], person: NamedDependency[Adult]
) -> Response[Any] | Redirect:
    """The question is asked no more."""
    form = await posted(request, Form)
    setting = await retire_question(person, question_id, press=await press_of(request, form))
    return go(request, f"/settings/{setting}/questions")
