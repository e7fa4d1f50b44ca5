"""Staff change a wording: each change is a new version with its reason."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery
from litestar.response import Redirect

from server.children.rules import Act
from server.forms import Form, posted, press_of, words_problem
from server.outcomes.doors import outcome, version, whole
from server.outcomes.drafts import Changed, Draft, Full
from server.outcomes.finding import TheOutcome, TheVersion
from server.outcomes.forms import Reword, rows_kept, values_from, values_of
from server.outcomes.lint import lint, stops
from server.outcomes.planning import reword, share_version
from server.outcomes.queries import outcome_shown
from server.outcomes.shapes import OutcomeShown
from server.outcomes.showing import shown_again
from server.outcomes.writing import LOOKS, Kept, hints_on, problems_of, tried
from server.people.asking import Adult
from server.people.drafts import kept_on
from server.web import Web, by_htmx, page, reply, uuid_or_none


class NewVersionPages(Controller):
    """Another wording: any change of statement, date or help makes one, with its reason."""

    path = "/outcomes/{outcome_id:uuid}/versions/new"
    dependencies = {"outcome": Provide(outcome)}
    opt = {"act": Act.PLAN}

    @get()
    async def ask(
        self,
        request: Web,
        person: NamedDependency[Adult],
        outcome: NamedDependency[TheOutcome],
        answer: FromQuery[str] = "",
    ) -> Response[Any]:
        shown = await outcome_shown(person, outcome)
        more: dict[str, Any] = {"outcome": shown, "called": outcome.child_called, "hints": None}
        begun = values_from(shown.newest)
        begun["rows"] = rows_kept(kept_on(request.scope)) or begun["rows"]
        more |= {"said": said(shown, uuid_or_none(answer)), "values": begun}
        return page(request, "outcomes/reword.html", **more)

    @post(status_code=200)
    async def keep(
        self, request: Web, person: NamedDependency[Adult], outcome: NamedDependency[TheOutcome]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Reword)
        hints = hints_on(form, outcome.child_called, outcome.baseline, outcome.why)
        wrong = problems_of(form, hints, words_problem(form.reason, "reason"))
        looks = form.then in LOOKS
        kept = Kept(None, {}) if looks else await _kept(request, person, outcome, form, wrong)
        now = await outcome_shown(person, outcome)
        shown: dict[str, Any] = {"outcome": now, "called": outcome.child_called, "said": None}
        shown |= {"hints": hints, "values": {**values_of(form), "seen": now.newest.number}}
        name = "outcomes/reword.html"
        if looks:
            part = form.then == "check" and by_htmx(request)
            return page(request, "outcomes/_hints.html" if part else name, **shown)
        at = f"/outcomes/{outcome.id}"
        return reply(request, at=at, page_name=name, problems=kept.problems, **shown)


def said(shown: OutcomeShown, answer: UUID | None) -> Any:
    """The answer whose words stand beside the form, if one was named."""
    answers = [each for version in shown.history for each in version.answers]
    return next((each for each in answers if each.id == answer), None)


async def _kept(
    request: Web, person: Adult, outcome: TheOutcome, form: Reword, wrong: dict[str, str]
) -> Kept:
    press, share = await press_of(request, form), form.then == "share"

    async def keep(draft: Draft) -> UUID:
        return await reword(person, outcome, draft, seen=form.seen, share=share, press=press)

    return await tried(form, wrong, keep)


class SharingPages(Controller):
    """A draft is shared with the family."""

    path = "/versions/{version_id:uuid}/sharing"
    dependencies = {"version": Provide(version), "outcome": Provide(whole)}
    opt = {"act": Act.PLAN}

    @post(status_code=200)
    async def share(
        self,
        request: Web,
        person: NamedDependency[Adult],
        version: NamedDependency[TheVersion],
        outcome: NamedDependency[TheOutcome],
    ) -> Response[Any] | Redirect:
        form = await posted(request, Form)
        press, wrong = await press_of(request, form), {}
        if _stopped(version, outcome):
            wrong = {"share": "lint"}
        else:
            try:
                await share_version(person, outcome, version, press=press)
            except Full:
                wrong = {"share": "three"}
            except Changed:
                wrong = {"share": "moved"}
        return await shown_again(request, person, outcome, "share", wrong, {})


def _stopped(version: TheVersion, outcome: TheOutcome) -> bool:
    why, baseline, called = outcome.why, outcome.baseline, outcome.child_called
    return stops(lint(version.statement, called, by_date_given=True, baseline=baseline, why=why))
