"""Asking a family adult once more before a review, by hand."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, post
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect

from server.children.rules import Act
from server.cycles.pages import seen_round, shown
from server.cycles.rounds import Round
from server.cycles.rules import NotNow
from server.cycles.unheard import remind_by_hand
from server.forms import Form, posted, press_of
from server.people.asking import Adult
from server.web import Web, reply


class Asking(Form):
    """Whom to ask once more."""

    adult: UUID


class ReminderPages(Controller):
    """A reminder is asked for by hand from the page of the round."""

    path = "/cycles/{cycle_id:uuid}/reminders"
    dependencies = {"seen": Provide(seen_round)}

    @post(status_code=200, opt={"act": Act.LEAD})
    async def ask(
        self, request: Web, person: NamedDependency[Adult], seen: NamedDependency[Round]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Asking)
        problems = {}
        try:
            press = await press_of(request, form)
            await remind_by_hand(person, seen, form.adult, press=press)
        except NotNow as why:
            problems = {"unheard": why.problem}
        return reply(
            request,
            at=f"/cycles/{seen.id}#unheard",
            page_name="cycles/show.html",
            problems=problems,
            values={},
            **await shown(person, seen.id),
        )
