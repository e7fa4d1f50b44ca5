"""Pages for staff who tell a family that extra help is starting: fill in, look at it, give it."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect

from server.children.pages import child
from server.children.queries import TheChild
from server.children.rules import Act
from server.clock import today
from server.concerns.notice_forms import NoticeForm, Room, room, telling_of
from server.concerns.rules import notice_problems
from server.concerns.telling import WORDING, give_notice
from server.content import wording
from server.forms import kept, posted, press_of, words_problem
from server.people.asking import Adult
from server.web import Web, page, reply


async def around(child: NamedDependency[TheChild]) -> Room:
    """Who can be named in this notice."""
    return await room(child)


def problems_of(form: NoticeForm, around: Room) -> dict[str, str]:
    """What the notice still lacks, by field."""
    wrong = notice_problems(telling_of(form), around.around(), today())
    return {**wrong, **words_problem(form.extra, "extra")}


class NoticePages(Controller):
    """Staff put down what was said, by whom and how; the talk itself comes first."""

    path = "/children/{child_id:uuid}/notices"
    dependencies = {"child": Provide(child), "around": Provide(around)}
    opt = {"act": Act.LEAD}

    @get("/new")
    async def ask(
        self,
        request: Web,
        person: NamedDependency[Adult],
        child: NamedDependency[TheChild],
        around: NamedDependency[Room],
    ) -> Response[Any]:
        sencos = list(around.sencos)
        values = {
            "by": [str(person.id)],
            "key_person": around.key_person,
            "senco": sencos[0] if len(sencos) == 1 else "",
            "told_on": today().isoformat(),
        }
        return page(request, "concerns/notice_form.html", child=child, around=around, values=values)

    @post("/preview", status_code=200)
    async def preview(
        self, request: Web, child: NamedDependency[TheChild], around: NamedDependency[Room]
    ) -> Response[Any]:
        form = await posted(request, NoticeForm)
        problems = problems_of(form, around)
        return page(
            request,
            "concerns/notice_form.html" if problems else "concerns/notice_check.html",
            422 if problems else 200,
            problems=problems,
            values=kept(form),
            child=child,
            around=around,
            telling=telling_of(form),
            text=wording(WORDING),
        )

    @post("/new", status_code=200)
    async def give(
        self,
        request: Web,
        person: NamedDependency[Adult],
        child: NamedDependency[TheChild],
        around: NamedDependency[Room],
    ) -> Response[Any] | Redirect:
        form = await posted(request, NoticeForm)
        problems, made = problems_of(form, around), child.id
        if not problems:
            press = await press_of(request, form)
            made = await give_notice(person, child.id, telling_of(form), press=press)
        return reply(
            request,
            at=f"/notices/{made}",
            page_name="concerns/notice_form.html",
            problems=problems,
            values=kept(form),
            child=child,
            around=around,
        )
