"""The adults beside a child, and who of them is the key person."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect

from server.children.pages import child
from server.children.queries import TheChild, may
from server.children.rules import Act
from server.forms import Form, posted, press_of
from server.joining.keeping import change_key_person, who_could
from server.joining.ties import adults_of
from server.people.asking import Adult
from server.web import Web, go, page, uuid_or_none


class Picked(Form):
    """Who becomes the key person."""

    adult: str = ""


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
            could=await who_could(child) if way else [],
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
            return go(request, f"/children/{child.id}/adults")
        await change_key_person(person, child, who, press=await press_of(request, form))
        still = await may(person, child.id, Act.WATCH)
        return go(request, f"/children/{child.id}/adults" if still else "/")


class KeyPersonByManagerPages(KeyPersonPages):
    """Another key person, chosen by who keeps the ties."""

    path = "/children/{child_id:uuid}/adults/key-person"
    opt = {"act": Act.TIES}
