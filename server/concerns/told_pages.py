"""The notice as the family reads it."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect

from server.children.queries import may
from server.children.rules import Act
from server.concerns.notices import OneNotice, notice_for, readers_of
from server.concerns.telling import WORDING, read_notice
from server.content import link, wording
from server.forms import Form, posted, press_of
from server.people.asking import Adult
from server.web import Web, go, page


async def notice(
    notice_id: FromPath[UUID], person: NamedDependency[Adult], act: NamedDependency[Act]
) -> OneNotice:
    """The notice this page is about, or 404."""
    return await notice_for(person, notice_id, act)


class ToldPages(Controller):
    """A family reads what was told, and may say that they have; that is not agreement."""

    path = "/notices/{notice_id:uuid}"
    dependencies = {"notice": Provide(notice)}

    @get(opt={"act": Act.SEE})
    async def show(
        self, request: Web, person: NamedDependency[Adult], notice: NamedDependency[OneNotice]
    ) -> Response[Any]:
        return page(
            request,
            "concerns/notice.html",
            notice=notice,
            text=wording(WORDING),
            readers=await readers_of(person, notice.id),
            reads=await may(person, notice.child, Act.READ_NOTICE),
            links={key: link(key) for key in ("sendiass", "local-offer")},
        )

    @post("/readings", status_code=200, opt={"act": Act.READ_NOTICE})
    async def read(
        self, request: Web, person: NamedDependency[Adult], notice: NamedDependency[OneNotice]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Form)
        await read_notice(person, notice, press=await press_of(request, form))
        return go(request, f"/notices/{notice.id}")
