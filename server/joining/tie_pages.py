"""One tie, for whoever keeps it: what it allows, what limits it, its end."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect

from server.children.rules import Act
from server.clock import today
from server.forms import Form, posted, press_of
from server.joining.keeping import Order, Rights, change_rights, end_tie, lift, restrict
from server.joining.rules import as_date, order_problems, too_long
from server.joining.ties import Stands, tie_for
from server.people.asking import Adult
from server.web import Web, go, page, reply


class Changed(Form):
    """What an adult may do for a child from now on."""

    rights: list[str] = []
    basis: str = ""


class Ordered(Form):
    """An order as the manager has seen it."""

    order: str = ""
    seen_on: str = ""
    review_on: str = ""
    note: str = ""


async def tie(
    tie_id: FromPath[UUID], person: NamedDependency[Adult], act: NamedDependency[Act]
) -> Stands:
    """The tie in the URL, or 404."""
    return await tie_for(person, tie_id, act)


class TiePages(Controller):
    """One tie: what it allows, what limits it, its end."""

    path = "/ties/{tie_id:uuid}"
    dependencies = {"tie": Provide(tie)}
    opt = {"act": Act.TIES}

    @get()
    async def show(self, request: Web, tie: NamedDependency[Stands]) -> Response[Any]:
        rights = [
            name
            for name, held in (("responsible", tie.responsible), ("may-agree", tie.may_agree))
            if held
        ]
        values = {"rights": rights, "basis": tie.basis}
        return page(request, "joining/tie.html", tie=tie, values=values)

    @post("/rights", status_code=200)
    async def change(
        self, request: Web, person: NamedDependency[Adult], tie: NamedDependency[Stands]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Changed)
        problems = too_long({"basis": form.basis})
        if form.rights and not form.basis:
            problems["basis"] = "basis"
        if not problems:
            rights = Rights("responsible" in form.rights, "may-agree" in form.rights, form.basis)
            await change_rights(person, tie, rights, press=await press_of(request, form))
        return reply(
            request,
            at=f"/children/{tie.child}/adults",
            page_name="joining/tie.html",
            problems=problems,
            values={"rights": form.rights, "basis": form.basis},
            tie=tie,
        )

    @get("/restriction")
    async def order(self, request: Web, tie: NamedDependency[Stands]) -> Response[Any]:
        return page(request, "joining/restrict.html", tie=tie)

    @post("/restriction", status_code=200)
    async def restrict(
        self, request: Web, person: NamedDependency[Adult], tie: NamedDependency[Stands]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Ordered)
        problems = order_problems(form.order, form.seen_on, form.review_on, today())
        problems |= too_long({"note": form.note})
        seen = as_date(form.seen_on)
        if not problems and seen:
            order = Order(form.order, seen, as_date(form.review_on), form.note)
            await restrict(person, tie, order, press=await press_of(request, form))
        return reply(
            request,
            at=f"/children/{tie.child}/adults",
            page_name="joining/restrict.html",
            problems=problems,
            values=msgspec.structs.asdict(form),
            tie=tie,
        )

    @post("/freedom", status_code=200)
    async def free(
        self, request: Web, person: NamedDependency[Adult], tie: NamedDependency[Stands]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Form)
        await lift(person, tie, press=await press_of(request, form))
        return go(request, f"/children/{tie.child}/adults")

    @post("/end", status_code=200)
    async def end(
        self, request: Web, person: NamedDependency[Adult], tie: NamedDependency[Stands]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Form)
        await end_tie(person, tie, press=await press_of(request, form))
        return go(request, f"/children/{tie.child}/adults")
