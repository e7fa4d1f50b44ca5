"""Staff write a new next step, as a draft or shared with the family."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect

from server.children.pages import child
from server.children.queries import TheChild
from server.children.rules import Act
from server.cycles.rounds import Round, open_round
from server.forms import posted, press_of
from server.outcomes.drafts import Draft
from server.outcomes.forms import ROWS, Plan, hope_of, padded, rows_kept, values_of
from server.outcomes.lacking import plan_problems
from server.outcomes.planning import plan_outcome
from server.outcomes.writing import LOOKS, Kept, hints_on, problems_of, tried
from server.people.asking import Adult
from server.people.drafts import kept_on
from server.web import Web, by_htmx, page, reply


async def going(
    child: NamedDependency[TheChild],
    person: NamedDependency[Adult],
    act: NamedDependency[Act],
) -> Round | None:
    """The round that is open for this child, if one is."""
    return await open_round(person, child.id, act)


class NewOutcomePages(Controller):
    """A new next step in the round that is open."""

    path = "/children/{child_id:uuid}/outcomes/new"
    dependencies = {"child": Provide(child), "going": Provide(going)}
    opt = {"act": Act.PLAN}

    @get()
    async def ask(
        self,
        request: Web,
        child: NamedDependency[TheChild],
        going: NamedDependency[Round | None],
    ) -> Response[Any]:
        when = going.review_on.isoformat() if going else ""
        values = {"rows": rows_kept(kept_on(request.scope)) or padded([], ROWS), "by_date": when}
        shown: dict[str, Any] = {"child": child, "going": going, "called": child.called}
        return page(request, "outcomes/new.html", **shown, values=values, hints=None)

    @post(status_code=200)
    async def keep(
        self,
        request: Web,
        person: NamedDependency[Adult],
        child: NamedDependency[TheChild],
        going: NamedDependency[Round | None],
    ) -> Response[Any] | Redirect:
        form = await posted(request, Plan)
        hints = hints_on(form, child.called, form.baseline, form.why)
        shown: dict[str, Any] = {"child": child, "going": going, "called": child.called}
        shown |= {"hints": hints, "values": values_of(form)}
        if form.then in LOOKS:
            part = form.then == "check" and by_htmx(request)
            return page(request, "outcomes/_hints.html" if part else "outcomes/new.html", **shown)
        wrong = problems_of(form, hints, plan_problems(form))
        kept = await _kept(request, person, going, form, wrong)
        at, name = f"/outcomes/{kept.made}", "outcomes/new.html"
        return reply(request, at=at, page_name=name, problems=kept.problems, **shown)


async def _kept(
    request: Web, person: Adult, going: Round | None, form: Plan, wrong: dict[str, str]
) -> Kept:
    if going is None:
        return Kept(None, {"statement": "no-round"})
    press, share = await press_of(request, form), form.then == "share"

    async def keep(draft: Draft) -> UUID:
        return await plan_outcome(person, going, hope_of(form), draft, share=share, press=press)

    return await tried(form, wrong, keep)
