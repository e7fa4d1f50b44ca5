"""Staff write a review down; parents say whether it is what was said."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect

from server.children.beside import beside, staff_of
from server.children.queries import TheChild, child_for
from server.children.rules import FAMILY, Act
from server.clock import today
from server.concerns.rules import How
from server.cycles.closing import hearings, hold_review
from server.cycles.pages import seen_round
from server.cycles.rounds import Round
from server.cycles.rules import Decision, Meeting, NotNow, review_problems, usual_review
from server.forms import Form, day_of, kept, posted, press_of, words_problem
from server.people.asking import Adult
from server.web import Web, page, reply, uuid_or_none


class ReviewForm(Form):
    """A review, as it was filled in."""

    held_on: str = ""
    how: How | None = None
    present: list[str] = msgspec.field(default_factory=list)
    interpreter: str = ""
    summary: str = ""
    decision: Decision | None = None
    detail: str = ""
    next_on: str = ""
    unheard: str = ""


def meeting_of(form: ReviewForm) -> Meeting:
    """What the form tells, with ids and dates read."""
    return Meeting(
        held_on=day_of(form.held_on),
        how=form.how,
        present=tuple({found for each in form.present if (found := uuid_or_none(each))}),
        interpreter=form.interpreter,
        summary=form.summary,
        decision=form.decision,
        detail=form.detail,
        next_on=day_of(form.next_on),
        unheard=form.unheard,
    )


async def present(seen: NamedDependency[Round]) -> dict[UUID, str]:
    """Who can have been there: the child's adults and the setting's staff."""
    staff = await staff_of(seen.setting)
    here = {found for found, _, _ in staff}
    adults = [a for a in await beside(seen.child) if a.role in FAMILY or a.id in here]
    return {adult.id: adult.called for adult in adults} | {each[0]: each[1] for each in staff}


async def about(person: NamedDependency[Adult], seen: NamedDependency[Round]) -> TheChild:
    """The child this review is about."""
    return await child_for(person, seen.child, Act.LEAD)


def problems_of(form: ReviewForm, people: dict[UUID, str]) -> dict[str, str]:
    """What the review still lacks, by field."""
    wrong = review_problems(meeting_of(form), people, today())
    for name, text in (("detail", form.detail), ("unheard", form.unheard)):
        wrong |= words_problem(text, name, needed=False)
    return {**wrong, **words_problem(form.summary, "summary")}


class ReviewPages(Controller):
    """Looking again together: what each side said is there, what was decided is written."""

    path = "/cycles/{cycle_id:uuid}/review"
    dependencies = {
        "seen": Provide(seen_round),
        "people": Provide(present),
        "child": Provide(about),
    }
    opt = {"act": Act.LEAD}

    @get()
    async def ask(
        self,
        request: Web,
        seen: NamedDependency[Round],
        people: NamedDependency[dict[UUID, str]],
        child: NamedDependency[TheChild],
    ) -> Response[Any]:
        day = today()
        values = {"held_on": day.isoformat(), "next_on": usual_review(day).isoformat()}
        return page(
            request,
            "cycles/review.html",
            values=values,
            round=seen,
            child=child,
            people=people,
            hearings=await hearings(seen),
        )

    @post(status_code=200)
    async def close(
        self,
        request: Web,
        person: NamedDependency[Adult],
        seen: NamedDependency[Round],
        people: NamedDependency[dict[UUID, str]],
        child: NamedDependency[TheChild],
    ) -> Response[Any] | Redirect:
        form = await posted(request, ReviewForm)
        problems, made = problems_of(form, people), seen.id
        try:
            if not problems:
                press = await press_of(request, form)
                made = await hold_review(person, seen, meeting_of(form), press=press)
        except NotNow as why:
            problems = {"unheard": why.problem}
        return reply(
            request,
            at=f"/reviews/{made}",
            page_name="cycles/review.html",
            problems=problems,
            values=kept(form),
            round=seen,
            child=child,
            people=people,
            hearings=await hearings(seen),
        )
