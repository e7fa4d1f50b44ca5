"""A parent asks for an EHC needs assessment: any day, nothing stands before it."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect

from server.children.pages import child
from server.children.queries import TheChild
from server.children.rules import Act
from server.content import link, wording
from server.cycles.assessments import ask_assessment, assessments_of
from server.forms import Form, posted, press_of, words_problem
from server.people.asking import Adult
from server.web import Web, page, reply

WORDING = "ask-yourself"


class Asking(Form):
    """What a parent adds, if they like."""

    words: str = ""


async def shown(person: Adult, child: TheChild) -> dict[str, Any]:
    """What the page needs."""
    return {
        "child": child,
        "asked": await assessments_of(person, child.id),
        "text": wording(WORDING),
        "ehc": link("ehc-request"),
    }


class AssessmentPages(Controller):
    """What an assessment is, where to ask the council, and telling the setting."""

    path = "/children/{child_id:uuid}/assessment"
    dependencies = {"child": Provide(child)}
    opt = {"act": Act.ASK_ASSESSMENT}

    @get()
    async def show(
        self, request: Web, person: NamedDependency[Adult], child: NamedDependency[TheChild]
    ) -> Response[Any]:
        return page(request, "cycles/assessment.html", **await shown(person, child))

    @post(status_code=200)
    async def ask(
        self, request: Web, person: NamedDependency[Adult], child: NamedDependency[TheChild]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Asking)
        problems = words_problem(form.words, needed=False)
        if not problems:
            await ask_assessment(person, child.id, form.words, press=await press_of(request, form))
        return reply(
            request,
            at=f"/children/{child.id}/assessment",
            page_name="cycles/assessment.html",
            problems=problems,
            values={"words": form.words},
            **await shown(person, child),
        )
