"""Pages for raising a worry."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect

from server.children.pages import child
from server.children.queries import TheChild
from server.children.rules import Act
from server.concerns.raising import raise_concern
from server.forms import Form, posted, press_of, words_problem
from server.people.asking import Adult
from server.web import Web, page, reply


class Worry(Form):
    """What worries a parent."""

    words: str = ""


class ConcernPages(Controller):
    """A parent says what worries them; any day, nothing stands before it."""

    path = "/children/{child_id:uuid}/concerns"
    dependencies = {"child": Provide(child)}
    opt = {"act": Act.TELL}

    @get("/new")
    async def ask(self, request: Web, child: NamedDependency[TheChild]) -> Response[Any]:
        return page(request, "concerns/new.html", child=child)

    @post(status_code=200)
    async def tell(
        self, request: Web, person: NamedDependency[Adult], child: NamedDependency[TheChild]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Worry)
        problems, made = words_problem(form.words), None
        if not problems:
            press = await press_of(request, form)
            made = await raise_concern(person, child.id, form.words, press=press)
        return reply(
            request,
            at=f"/concerns/{made}",
            page_name="concerns/new.html",
            problems=problems,
            values={"words": form.words},
            child=child,
        )
