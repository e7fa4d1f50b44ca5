"""The written review as a parent reads it, and their word on it."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect

from server.children.queries import may
from server.children.rules import Act
from server.cycles.closing import confirm
from server.cycles.reviews import ReviewShown, present_at, review_for, words_on
from server.cycles.rules import Said, word_needed
from server.forms import Form, posted, press_of, words_problem
from server.people.asking import Adult
from server.web import Web, page, reply


class Word(Form):
    """What a parent says of the written review."""

    said: Said | None = None
    words: str = ""


async def review(
    review_id: FromPath[UUID], person: NamedDependency[Adult], act: NamedDependency[Act]
) -> ReviewShown:
    """The review this page is about, or 404."""
    return await review_for(person, review_id, act)


async def shown(person: Adult, review: ReviewShown) -> dict[str, Any]:
    """What a review's page needs."""
    return {
        "review": review,
        "present": await present_at(review),
        "said_of_it": await words_on(person, review.id),
        "staff": await may(person, review.child, Act.WATCH),
        "confirms": await may(person, review.child, Act.CONFIRM),
    }


class ConfirmPages(Controller):
    """A parent reads what was written and says: yes, more, or not right. Nothing is overwritten."""

    path = "/reviews/{review_id:uuid}"
    dependencies = {"review": Provide(review)}

    @get(opt={"act": Act.SEE})
    async def show(
        self, request: Web, person: NamedDependency[Adult], review: NamedDependency[ReviewShown]
    ) -> Response[Any]:
        return page(request, "cycles/reviewed.html", **await shown(person, review))

    @post("/confirmations", status_code=200, opt={"act": Act.CONFIRM})
    async def say(
        self, request: Web, person: NamedDependency[Adult], review: NamedDependency[ReviewShown]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Word)
        if form.said is None:
            problems = {"said": "unpicked"}
        else:
            problems = words_problem(form.words, needed=word_needed(form.said))
        if form.said and not problems:
            press = await press_of(request, form)
            await confirm(person, review, form.said, form.words, press=press)
        return reply(
            request,
            at=f"/reviews/{review.id}",
            page_name="cycles/reviewed.html",
            problems=problems,
            values={"said": form.said or "", "words": form.words},
            **await shown(person, review),
        )
