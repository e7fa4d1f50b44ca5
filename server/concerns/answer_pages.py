"""The page of one worry: what was said, what was done, and what will happen now."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect

from server.children.queries import may
from server.children.rules import Act
from server.concerns.raising import answer_concern, look_closer
from server.concerns.rules import Next
from server.concerns.worries import OneConcern, concern_for, looks_at, replies_to
from server.forms import Form, posted, press_of, words_problem
from server.people.asking import Adult
from server.web import Web, page, reply


class Answer(Form):
    """What staff answer."""

    then: Next | None = None
    words: str = ""


class Look(Form):
    """What staff did to look more closely."""

    done: str = ""


async def concern(
    concern_id: FromPath[UUID], person: NamedDependency[Adult], act: NamedDependency[Act]
) -> OneConcern:
    """The worry this page is about, or 404."""
    return await concern_for(person, concern_id, act)


async def shown(person: Adult, concern: OneConcern) -> dict[str, Any]:
    """What the page of a worry needs."""
    return {
        "concern": concern,
        "replies": await replies_to(concern),
        "looks": await looks_at(concern),
        "staff": await may(person, concern.child, Act.WATCH),
        "plans": await may(person, concern.child, Act.PLAN),
    }


class AnswerPages(Controller):
    """One worry, for whoever raised it and for the setting."""

    path = "/concerns/{concern_id:uuid}"
    dependencies = {"concern": Provide(concern)}

    @get(opt={"act": Act.SEE})
    async def show(
        self, request: Web, person: NamedDependency[Adult], concern: NamedDependency[OneConcern]
    ) -> Response[Any]:
        return page(request, "concerns/show.html", **await shown(person, concern))

    @post("/replies", status_code=200, opt={"act": Act.PLAN})
    async def answer(
        self, request: Web, person: NamedDependency[Adult], concern: NamedDependency[OneConcern]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Answer)
        problems = words_problem(form.words)
        if form.then is None:
            problems["then"] = "unpicked"
        else:
            press = await press_of(request, form)
            if not problems:
                await answer_concern(person, concern, form.then, form.words, press=press)
        return reply(
            request,
            at=f"/concerns/{concern.id}",
            page_name="concerns/show.html",
            problems=problems,
            values={"then": form.then or "", "words": form.words},
            **await shown(person, concern),
        )

    @post("/looks", status_code=200, opt={"act": Act.PLAN})
    async def look(
        self, request: Web, person: NamedDependency[Adult], concern: NamedDependency[OneConcern]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Look)
        problems = words_problem(form.done, "done")
        if not problems:
            await look_closer(person, concern, form.done, press=await press_of(request, form))
        return reply(
            request,
            at=f"/concerns/{concern.id}",
            page_name="concerns/show.html",
            problems=problems,
            values={"done": form.done},
            **await shown(person, concern),
        )
