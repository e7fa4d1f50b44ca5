"""Saying yes to messages on the phone one holds, and "not now" to what is offered."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.params import FromQuery
from litestar.response import Redirect

from server.children.rules import Act
from server.forms import Form, posted, press_of
from server.inbox.device_rules import kind_of, kinds
from server.inbox.offer_rules import Offered, Reply
from server.inbox.offers import answer_offer, glimpse, on_a_shared_phone
from server.inbox.subscribing import devices_of
from server.people.asking import Adult
from server.web import Web, go, page
from server.working import works


class OfferForm(Form):
    """What was offered, and what somebody says to it."""

    what: Offered
    answer: Reply


class PhonePages(Controller):
    """Messages on the phone somebody holds, and on their others."""

    path = "/me"
    opt = {"act": Act.MESSAGES}

    @get("/phone")
    async def show(
        self, request: Web, person: NamedDependency[Adult], test: FromQuery[str] = ""
    ) -> Response[Any]:
        devices = await devices_of(person)
        device = next((each.id for each in devices if each.here), None)
        kind = kind_of(request.headers.get("user-agent", ""))
        staff = await works(person.id)
        return page(
            request,
            "inbox/phone.html",
            staff=staff,
            state="on" if device else "shared" if await on_a_shared_phone(person) else "ask",
            devices=devices,
            device=device,
            tested=test == "sent",
            kind=kind,
            kinds=kinds(kind),
            texts=bool(request.app.state.config.text),
            glimpse=glimpse(person, staff=staff),
        )

    @post("/offers", status_code=200)
    async def answer(
        self, request: Web, person: NamedDependency[Adult]
    ) -> Response[Any] | Redirect:
        form = await posted(request, OfferForm)
        press = await press_of(request, form)
        await answer_offer(person, form.what, form.answer, press=press)
        return go(request, "/")
