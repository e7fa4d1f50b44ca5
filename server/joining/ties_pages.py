"""The adults beside a child: staff see them, the manager keeps the ties."""

from datetime import date
from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from server.children.pages import child
from server.children.queries import TheChild, may
from server.children.rules import Act
from server.clock import today
from server.forms import Form, posted, press_of
from server.joining.rules import too_long
from server.joining.ties import (
    Order,
    Rights,
    Stands,
    adults_of,
    change_key_person,
    change_rights,
    end_tie,
    lift,
    restrict,
    tie_for,
    who_could,
)
from server.people.asking import Adult
from server.web import Web, go, page, reply, uuid_or_none


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


class Picked(Form):
    """Who becomes the key person."""

    adult: str = ""


def as_date(text: str) -> date | None:
    """The date a browser sends, or none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def order_problems(form: Ordered, on: date) -> dict[str, str]:
    """What is wrong with an order as it was written down."""
    problems = too_long({"basis": form.order, "note": form.note})
    if "basis" in problems:
        problems["order"] = problems.pop("basis")
    if not form.order:
        problems["order"] = "empty"
    seen, review = as_date(form.seen_on), as_date(form.review_on)
    if seen is None or seen > on:
        problems["seen_on"] = "future" if seen else "date"
    if form.review_on and (review is None or review < on):
        problems["review_on"] = "past" if review else "date"
    return problems


async def tie(
    tie_id: FromPath[UUID], person: NamedDependency[Adult], act: NamedDependency[Act]
) -> Stands:
    """The tie in the URL, or 404."""
    return await tie_for(person, tie_id, act)


class AdultPages(Controller):
    """Who stands beside a child, and how staff reach them."""

    path = "/children/{child_id:uuid}/adults"
    dependencies = {"child": Provide(child)}
    opt = {"act": Act.WATCH}

    @get()
    async def show(
        self, request: Web, person: NamedDependency[Adult], child: NamedDependency[TheChild]
    ) -> Response[Any]:
        keeps = await may(person, child.id, Act.TIES)
        adults = await adults_of(person, child.id, Act.TIES if keeps else Act.WATCH)
        leads = await may(person, child.id, Act.LEAD)
        way = "adults/key-person" if keeps else "key-person" if leads else ""
        return page(
            request,
            "joining/adults.html",
            child=child,
            adults=adults,
            keeps=keeps,
            key_way=way,
            could=await who_could(child.id) if way else [],
        )


class KeyPersonPages(Controller):
    """Another key person, chosen by who leads the plan."""

    path = "/children/{child_id:uuid}/key-person"
    dependencies = {"child": Provide(child)}
    opt = {"act": Act.LEAD}

    @post(status_code=200)
    async def change(
        self, request: Web, person: NamedDependency[Adult], child: NamedDependency[TheChild]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Picked)
        who = uuid_or_none(form.adult)
        if who is None:
            raise NotFoundException
        await change_key_person(person, child, who, press=await press_of(request, form))
        still = await may(person, child.id, Act.WATCH)
        return go(request, f"/children/{child.id}/adults" if still else "/")


class KeyPersonByManagerPages(KeyPersonPages):
    """Another key person, chosen by who keeps the ties."""

    path = "/children/{child_id:uuid}/adults/key-person"
    opt = {"act": Act.TIES}


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
        problems = order_problems(form, today())
        seen = as_date(form.seen_on)
        if not problems and seen:
            order = Order(form.order, seen, as_date(form.review_on), form.note)
            await restrict(person, tie, order, press=await press_of(request, form))
        values = {
            "order": form.order,
            "seen_on": form.seen_on,
            "review_on": form.review_on,
            "note": form.note,
        }
        return reply(
            request,
            at=f"/children/{tie.child}/adults",
            page_name="joining/restrict.html",
            problems=problems,
            values=values,
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
