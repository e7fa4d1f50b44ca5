"""Pages for staff who open a child's next round."""

from datetime import date
from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect

from server.children.pages import child
from server.children.queries import TheChild
from server.children.rules import Act
from server.clock import today
from server.concerns.notices import notice_of
from server.cycles.moving import open_cycle
from server.cycles.rounds import open_round
from server.cycles.rules import NotNow, review_date_problem, usual_review
from server.forms import Form, day_of, posted, press_of
from server.people.asking import Adult
from server.web import Web, page, reply


class Opening(Form):
    """When a new round is looked at again."""

    review_on: str = ""


async def standing_now(person: Adult, child: TheChild) -> dict[str, Any]:
    """What the page that opens a round needs."""
    return {
        "child": child,
        "notice": await notice_of(person, child.id),
        "going_on": await open_round(person, child.id, Act.LEAD),
    }


def date_problem(review_on: date | None) -> dict[str, str]:
    """What is wrong with the day of the review, by field."""
    wrong = review_date_problem(review_on, today())
    return {"review_on": wrong} if wrong else {}


class OpeningPages(Controller):
    """Staff open a child's next round, once the family was told."""

    path = "/children/{child_id:uuid}/cycles/new"
    dependencies = {"child": Provide(child)}
    opt = {"act": Act.LEAD}

    @get()
    async def ask(
        self, request: Web, person: NamedDependency[Adult], child: NamedDependency[TheChild]
    ) -> Response[Any]:
        values = {"review_on": usual_review(today()).isoformat()}
        shown = await standing_now(person, child)
        return page(request, "cycles/new.html", values=values, **shown)

    @post(status_code=200)
    async def open(
        self, request: Web, person: NamedDependency[Adult], child: NamedDependency[TheChild]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Opening)
        review_on, made = day_of(form.review_on), child.id
        problems = date_problem(review_on)
        if review_on and not problems:
            try:
                press = await press_of(request, form)
                made = await open_cycle(person, child.id, review_on, press=press)
            except NotNow as why:
                problems = {"start": why.problem}
        return reply(
            request,
            at=f"/cycles/{made}",
            page_name="cycles/new.html",
            problems=problems,
            values={"review_on": form.review_on},
            **await standing_now(person, child),
        )
