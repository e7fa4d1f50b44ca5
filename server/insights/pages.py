"""Pages for a family: one question a page, a look at what is sent, Send."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery
from litestar.response import Redirect

from server.children.pages import child
from server.children.queries import TheChild
from server.children.rules import Act
from server.cycles.rounds import open_round
from server.forms import posted, press_of
from server.insights.asking import Wanted, asking_named, frame_of
from server.insights.forms import Talk, Tell, kept, saying_of, talk_of, wanted
from server.insights.questions import Asking
from server.insights.reading import setting_called
from server.insights.saying import Saying, saying_problems, talk_problems
from server.insights.telling import tell
from server.insights.wording import face, picks_of, talk_options
from server.people.asking import Adult
from server.trail.rules import Way
from server.web import Web, go, page


async def frame(
    child: NamedDependency[TheChild], person: NamedDependency[Adult], act: NamedDependency[Act]
) -> Asking:
    """Where what is said belongs: the child's open round and step."""
    return await frame_of(child, await open_round(person, child.id, act))


def asked(child: TheChild, asking: Asking, way: str) -> dict[str, Any]:
    """A page about one question."""
    boxed = asking.boxed(way)
    return {"child": child, "asking": asking, "face": face(asking, child.called), "boxed": boxed}


def returned(
    request: Web, child: TheChild, form: Tell, saying: Saying, problems: dict[str, str]
) -> Response[Any]:
    """The same question again, with what was given and what is wrong with it."""
    shown = asked(child, saying.asking, form.way)
    return page(request, "insights/ask.html", 422, values=kept(form), problems=problems, **shown)


class TellPages(Controller):
    """A family says something: asked or unasked, with pictures or in words."""

    path = "/children/{child_id:uuid}/insights"
    dependencies = {"child": Provide(child), "frame": Provide(frame)}
    opt = {"act": Act.TELL}

    @get("/ask")
    async def ask(
        self,
        request: Web,
        person: NamedDependency[Adult],
        child: NamedDependency[TheChild],
        frame: NamedDependency[Asking],
        *,
        prompt: FromQuery[str] = "",
        about: FromQuery[str] = "",
        own: FromQuery[str] = "",
        way: FromQuery[str] = "pictures",
    ) -> Response[Any]:
        asking = await asking_named(person, frame, Wanted(prompt, about, own))
        return page(request, "insights/ask.html", **asked(child, asking, way))

    @get("/new")
    async def new(
        self, request: Web, child: NamedDependency[TheChild], frame: NamedDependency[Asking]
    ) -> Response[Any]:
        return page(request, "insights/ask.html", **asked(child, frame, Way.WRITE))

    @post("/ask", status_code=200)
    async def again(
        self,
        request: Web,
        person: NamedDependency[Adult],
        child: NamedDependency[TheChild],
        frame: NamedDependency[Asking],
    ) -> Response[Any]:
        form = await posted(request, Tell)
        asking = await asking_named(person, frame, wanted(form))
        shown = asked(child, asking, form.way)
        return page(request, "insights/ask.html", values=kept(form), **shown)

    @post("/check", status_code=200)
    async def check(
        self,
        request: Web,
        person: NamedDependency[Adult],
        child: NamedDependency[TheChild],
        frame: NamedDependency[Asking],
    ) -> Response[Any] | Redirect:
        form = await posted(request, Tell)
        saying = saying_of(person, await asking_named(person, frame, wanted(form)), form)
        if problems := saying_problems(saying):
            return returned(request, child, form, saying, problems)
        nursery = await setting_called(frame.setting)
        shown = asked(child, saying.asking, form.way)
        picks = picks_of(saying, shown["face"])
        more: dict[str, Any] = {"form": form, "saying": saying, "picks": picks, "nursery": nursery}
        return page(request, "insights/check.html", values=kept(form), **shown, **more)


class TalkPages(Controller):
    """A family would rather talk."""

    path = "/children/{child_id:uuid}/insights/talk"
    dependencies = {"child": Provide(child), "frame": Provide(frame)}
    opt = {"act": Act.TELL}

    @get()
    async def show(self, request: Web, child: NamedDependency[TheChild]) -> Response[Any]:
        return page(request, "insights/talk.html", child=child, ways=talk_options())

    @post(status_code=200)
    async def want(
        self,
        request: Web,
        person: NamedDependency[Adult],
        child: NamedDependency[TheChild],
        frame: NamedDependency[Asking],
    ) -> Response[Any] | Redirect:
        form = await posted(request, Talk)
        if problems := talk_problems(form.how, form.words):
            values = {"how": form.how, "when": form.when.value, "words": form.words}
            shown = {"child": child, "ways": talk_options(), "values": values}
            return page(request, "insights/talk.html", 422, problems=problems, **shown)
        saying = talk_of(person, frame, form)
        insight = await tell(person, saying, press=await press_of(request, form))
        return go(request, f"/insights/{insight}/sent")
