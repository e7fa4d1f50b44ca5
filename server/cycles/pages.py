"""Pages for staff who lead a round from step to step."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect

from server.children.queries import child_for, may
from server.children.rules import Act
from server.content import prompts
from server.cycles.moving import move_review, start_step, write_note
from server.cycles.notes import notes_of
from server.cycles.opening_pages import date_problem
from server.cycles.rounds import Round, round_for, rounds_of
from server.cycles.rules import STEPS, NotNow, Step, may_move, state
from server.cycles.unheard import asked_again
from server.forms import Form, day_of, posted, press_of, words_problem
from server.people.asking import Adult
from server.web import Web, page, reply


class Moving(Form):
    """The step to go to, and the step that was on the page."""

    to: Step
    seen: Step


class Dating(Form):
    """Another day for the review, and why."""

    review_on: str = ""
    why: str = ""


class Noting(Form):
    """What staff saw, and the question it answers."""

    prompt: str = ""
    words: str = ""


async def seen_round(
    cycle_id: FromPath[UUID], person: NamedDependency[Adult], act: NamedDependency[Act]
) -> Round:
    """The round this page is about, or 404."""
    return await round_for(person, cycle_id, act)


async def shown(person: Adult, cycle: UUID) -> dict[str, Any]:
    """What a round's page needs, as it stands now."""
    now = await round_for(person, cycle, Act.WATCH)
    rounds = await rounds_of(person, now.child, Act.WATCH)
    return {
        "round": now,
        "child": await child_for(person, now.child, Act.WATCH),
        "steps": [(step, state(step, now.step, closed=bool(now.closed_at))) for step in STEPS],
        "ways": [step for step in STEPS if may_move(now.step, step)],
        "asks": [each for each in prompts().staff_prompt if each.step == now.step],
        "staff_prompts": {each.key: each.text for each in prompts().staff_prompt},
        "notes": await notes_of(person, now.id, Act.WATCH),
        "before": [each for each in rounds if each.id != now.id],
        "leads": await may(person, now.child, Act.LEAD),
        "unheard": await asked_again(now),
    }


class RoundPages(Controller):
    """A round, for staff: where it stands, what was seen, and the way on."""

    path = "/cycles/{cycle_id:uuid}"
    dependencies = {"seen": Provide(seen_round)}

    @get(opt={"act": Act.WATCH})
    async def show(
        self, request: Web, person: NamedDependency[Adult], seen: NamedDependency[Round]
    ) -> Response[Any]:
        return page(request, "cycles/show.html", **await shown(person, seen.id))

    @post("/steps", status_code=200, opt={"act": Act.LEAD})
    async def move(
        self, request: Web, person: NamedDependency[Adult], seen: NamedDependency[Round]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Moving)
        problems = {}
        try:
            press = await press_of(request, form)
            await start_step(person, seen, form.to, form.seen, press=press)
        except NotNow as why:
            problems = {"to": why.problem}
        return await self._answer(request, person, seen, problems, {})

    @post("/dates", status_code=200, opt={"act": Act.LEAD})
    async def redate(
        self, request: Web, person: NamedDependency[Adult], seen: NamedDependency[Round]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Dating)
        day = day_of(form.review_on)
        problems = date_problem(day)
        problems |= words_problem(form.why, "why")
        if day and not problems:
            try:
                await move_review(person, seen, day, form.why, press=await press_of(request, form))
            except NotNow as why:
                problems = {"review_on": why.problem}
        values = {"review_on": form.review_on, "why": form.why}
        return await self._answer(request, person, seen, problems, values)

    @post("/notes", status_code=200, opt={"act": Act.PLAN})
    async def note(
        self, request: Web, person: NamedDependency[Adult], seen: NamedDependency[Round]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Noting)
        problems = words_problem(form.words)
        known = {each.key for each in prompts().staff_prompt}
        prompt = form.prompt if form.prompt in known else ""
        if not problems:
            try:
                await write_note(
                    person, seen, prompt, form.words, press=await press_of(request, form)
                )
            except NotNow as why:
                problems = {"words": why.problem}
        values = {"prompt": prompt, "words": form.words}
        return await self._answer(request, person, seen, problems, values)

    async def _answer(
        self,
        request: Web,
        person: Adult,
        seen: Round,
        problems: dict[str, str],
        values: dict[str, str],
    ) -> Response[Any] | Redirect:
        return reply(
            request,
            at=f"/cycles/{seen.id}",
            page_name="cycles/show.html",
            problems=problems,
            values=values,
            **await shown(person, seen.id),
        )
