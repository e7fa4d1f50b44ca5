"""Pages for staff: what a family said, what changed; writing down what a parent said."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect

from server.children.pages import child
from server.children.queries import TheChild, may
from server.children.rules import Act
from server.forms import Form, posted, press_of
from server.insights.answering import add_echo, mark_seen
from server.insights.forms import Answer, Record
from server.insights.one import OneInsight
from server.insights.pages import frame
from server.insights.questions import Asking
from server.insights.reading import insight_for, subjects_of
from server.insights.recording import choices, saying_from, written
from server.insights.saying import echo_problems, written_problems
from server.insights.telling import tell
from server.insights.wording import told
from server.people.asking import Adult
from server.web import Web, go, page, reply


async def insight(
    insight_id: FromPath[UUID], person: NamedDependency[Adult], act: NamedDependency[Act]
) -> OneInsight:
    """What a family said, for those who watch over the child; else 404."""
    return await insight_for(person, insight_id, act)


async def shown(person: Adult, insight: OneInsight) -> dict[str, Any]:
    """The page, with what this adult may do on it."""
    fresh = await insight_for(person, insight.id, Act.WATCH)
    may_plan = await may(person, insight.child, Act.PLAN)
    facts = told(fresh, await subjects_of(person, fresh.child, [fresh]))
    return {"insight": fresh, "told": facts, "may_plan": may_plan}


class InsightPages(Controller):
    """One thing a family said. Opening it does not mark it read."""

    path = "/insights/{insight_id:uuid}"
    dependencies = {"insight": Provide(insight)}

    @get(opt={"act": Act.WATCH})
    async def show(
        self, request: Web, person: NamedDependency[Adult], insight: NamedDependency[OneInsight]
    ) -> Response[Any]:
        return page(request, "insights/show.html", **await shown(person, insight))

    @post("/sightings", status_code=200, opt={"act": Act.PLAN})
    async def see(
        self, request: Web, person: NamedDependency[Adult], insight: NamedDependency[OneInsight]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Form)
        await mark_seen(person, insight, press=await press_of(request, form))
        return await answered(request, person, insight)

    @post("/echoes", status_code=200, opt={"act": Act.PLAN})
    async def echo(
        self, request: Web, person: NamedDependency[Adult], insight: NamedDependency[OneInsight]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Answer)
        problems = echo_problems(form.reply, form.changed)
        if not problems:
            press = await press_of(request, form)
            await add_echo(person, insight, form.reply, form.changed, press=press)
        values = {"reply": form.reply, "changed": form.changed}
        return await answered(request, person, insight, problems, values)


async def answered(
    request: Web,
    person: Adult,
    insight: OneInsight,
    problems: dict[str, str] | None = None,
    values: dict[str, str] | None = None,
) -> Response[Any] | Redirect:
    """The part that changed, the whole page, or the form again with its words."""
    return reply(
        request,
        at=f"/insights/{insight.id}",
        page_name="insights/show.html",
        part="insights/_answering.html",
        problems=problems,
        values=values if problems and values else {},
        **await shown(person, insight),
    )


class SpokenPages(Controller):
    """Staff write down what a parent said; it stays the parent's."""

    path = "/children/{child_id:uuid}/insights/record"
    dependencies = {"child": Provide(child), "frame": Provide(frame)}
    opt = {"act": Act.PLAN}

    @get()
    async def ask(
        self, request: Web, child: NamedDependency[TheChild], frame: NamedDependency[Asking]
    ) -> Response[Any]:
        values = {"step": frame.step, "lang": "en_GB"}
        given = await choices(child, frame)
        return page(request, "insights/record.html", child=child, choices=given, values=values)

    @post(status_code=200)
    async def keep(
        self,
        request: Web,
        person: NamedDependency[Adult],
        child: NamedDependency[TheChild],
        frame: NamedDependency[Asking],
    ) -> Response[Any] | Redirect:
        form = await posted(request, Record)
        said, given = written(form), await choices(child, frame)
        if problems := written_problems(said, given.family, given.languages):
            more = {"child": child, "choices": given, "values": given.kept(said)}
            return page(request, "insights/record.html", 422, problems=problems, **more)
        saying = saying_from(frame, said)
        made = await tell(person, saying, press=await press_of(request, form))
        return go(request, f"/insights/{made}")
