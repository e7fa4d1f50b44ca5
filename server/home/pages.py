"""First pages: home, the plan, a child's page for staff."""

from typing import Any

from litestar import Controller, Response, get
from litestar.di import NamedDependency, Provide
from litestar.params import FromQuery
from litestar.response import Redirect

from server.children.pages import child, standing
from server.children.queries import TheChild, my_children
from server.children.rules import Act
from server.home.board import board_of
from server.home.child import child_page
from server.home.family import my_steps, plan_of, quarters, waiting_for
from server.inbox.reading import new_for
from server.people.asking import Adult
from server.pwa.offering import offer_install
from server.web import Web, go, page, uuid_or_none


class HomePages(Controller):
    """Where everybody begins: a family's card, a member of staff's board, or both."""

    opt = {"act": Act.HOME}

    @get("/")
    async def home(
        self, request: Web, person: NamedDependency[Adult], of: FromQuery[str] = ""
    ) -> Response[Any]:
        mine = await my_children(person, Act.TELL)
        watched = bool(await my_children(person, Act.WATCH))
        if not mine and watched:
            return await _board(request, person)
        if not mine:
            return page(request, "home/empty.html")
        chosen = next((each for each in mine if each.id == uuid_or_none(of)), mine[0])
        waiting = await waiting_for(person, chosen)
        steps = await my_steps(person, chosen.id, waiting.round)
        return page(
            request,
            "home/family.html",
            child=chosen,
            children=mine,
            waiting=waiting,
            quarters=quarters(waiting.round, steps),
            watched=watched,
            new=await new_for(person),
            install=await offer_install(person),
        )

    @get("/board")
    async def board(self, request: Web, person: NamedDependency[Adult]) -> Response[Any]:
        return await _board(request, person)

    @get(["/plan", "/timeline"])
    async def onward(
        self, request: Web, person: NamedDependency[Adult]
    ) -> Response[Any] | Redirect:
        mine = await my_children(person, Act.SEE)
        where = request.scope["path"]
        if len(mine) == 1:
            return go(request, f"/children/{mine[0].id}{where}")
        return page(request, "home/which.html", children=mine, where=where)


async def _board(request: Web, person: Adult) -> Response[Any]:
    new = await new_for(person)
    return page(request, "home/board.html", board=await board_of(person), new=new)


class PlanPages(Controller):
    """The plan of one child, for everybody beside the child."""

    path = "/children/{child_id:uuid}/plan"
    dependencies = {"child": Provide(child), "staff": Provide(standing)}
    opt = {"act": Act.SEE}

    @get()
    async def plan(
        self,
        request: Web,
        person: NamedDependency[Adult],
        child: NamedDependency[TheChild],
        staff: NamedDependency[bool],
    ) -> Response[Any]:
        return page(
            request, "home/plan.html", child=child, staff=staff, plan=await plan_of(person, child)
        )


class ChildPages(Controller):
    """A child's page for staff: what is new, where the plan is, and the ways on."""

    path = "/children/{child_id:uuid}"
    dependencies = {"child": Provide(child)}
    opt = {"act": Act.WATCH}

    @get()
    async def show(
        self, request: Web, person: NamedDependency[Adult], child: NamedDependency[TheChild]
    ) -> Response[Any]:
        return page(request, "home/child.html", child=child, seen=await child_page(person, child))
