"""The demo's own door: come in as anybody, in two windows side by side. Only in demo mode."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

import msgspec
from litestar import Controller, Response, get, post
from litestar.exceptions import NotFoundException
from litestar.response import Redirect

from server.demo.adults import groups, tried
from server.forms import posted
from server.people.entering import come_in
from server.people.rules import Device, Level
from server.web import Web, go, page, uuid_or_none


class Taking(msgspec.Struct, forbid_unknown_fields=True):
    """Whose part is taken."""

    person: UUID


def second_window(request: Web) -> str:
    """The same app under its other name, where a browser keeps other cookies; "" without one."""
    here = request.headers.get("host", "")
    names = request.app.state.config.origins
    return next((name for name in names if urlsplit(name).netloc != here), "")


class DemoPages(Controller):
    """Whom to come in as. Nobody here is real, so nothing is asked."""

    path = "/demo"
    opt = {"open": True}

    @get()
    async def choose(self, request: Web) -> Response[Any]:
        if "as" in request.query_params:
            return await _confirm(request, request.query_params["as"])
        other = second_window(request)
        return page(request, "demo/choose.html", groups=await groups(), other=other)

    @post(status_code=303)
    async def enter(self, request: Web) -> Response[Any] | Redirect:
        taken = await posted(request, Taking)
        if await tried(taken.person) is None:
            raise NotFoundException
        answer = go(request, "/")
        await come_in(request, answer, taken.person, Level.FULL, Device.OWN)
        return answer


async def _confirm(request: Web, asked: str) -> Response[Any]:
    person = uuid_or_none(asked)
    found = await tried(person) if person else None
    if found is None:
        raise NotFoundException
    return page(request, "demo/confirm.html", group=found[0], adult=found[1])
