"""Help with putting the app on a phone, and the code that lets somebody in there."""

from typing import Any

import msgspec
from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from server.children.rules import Act
from server.forms import Form, posted, press_of
from server.people.asking import Adult
from server.people.cookies import remember_language
from server.people.entering import come_in
from server.people.rules import Device, Level, Standing
from server.people.signin_pages import going_to, known_here
from server.pwa.handing import code_here, make_code, may_hand_over, patient, take_over
from server.pwa.rules import likely_first, place_of
from server.web import Web, go, own_path, page


class Typed(msgspec.Struct, forbid_unknown_fields=True):
    """The code, as typed or pasted into the app."""

    code: str
    next: str = "/"


class InstallPages(Controller):
    """How to put the app on each kind of phone, with pictures; open, because it is only help."""

    path = "/install"

    @get(opt={"open": True})
    async def show(self, request: Web) -> Response[Any]:
        me, agent = known_here(request), request.headers.get("user-agent", "")
        here = me if me and me.standing is Standing.OPEN else None
        return page(
            request,
            "pwa/install.html",
            places=likely_first(place_of(agent)),
            handing=here is not None and await may_hand_over(here),
            address=f"{request.app.state.config.origin}/install",
            here=here,
        )

    # A code adds a device, so it takes what devices take.
    @get("/code", opt={"act": Act.ME})
    async def code(self, request: Web, person: NamedDependency[Adult]) -> Response[Any] | Redirect:
        found = await code_here(person, request.app.state.config.secret)
        return page(request, "pwa/code.html", handed=found) if found else go(request, "/install")

    @post("/code", opt={"act": Act.ME}, status_code=200)
    async def make(self, request: Web, person: NamedDependency[Adult]) -> Response[Any] | Redirect:
        press = await press_of(request, await posted(request, Form))
        await make_code(person, request.app.state.config.secret, press=press)
        return go(request, "/install/code")


class AppCodePages(Controller):
    """Coming into the installed app with a code from the same phone's browser."""

    path = "/sign-in/app-code"
    opt = {"open": True}

    @get()
    async def ask(self, request: Web) -> Response[Any]:
        return page(request, "pwa/app_code.html", onward=going_to(request))

    @post(status_code=200)
    async def enter(self, request: Web) -> Response[Any] | Redirect:
        form, secret = await posted(request, Typed), request.app.state.config.secret
        problem = "" if await patient() else "too-often"
        taken = None if problem else await take_over(form.code[:40], secret)
        if taken is None:
            at, problems = own_path(form.next), {"code": problem or "code"}
            return page(request, "pwa/app_code.html", 422, problems=problems, onward=at)
        answer = go(request, own_path(form.next))
        remember_language(answer, taken.language)
        await come_in(request, answer, taken.person, Level.CODE, Device.OWN)
        return answer
