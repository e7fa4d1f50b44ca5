"""The setting in the URL, as a dependency; and the way to one's own setting."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get
from litestar.di import NamedDependency
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from server.children.rules import Act
from server.people.asking import Adult
from server.settings.queries import TheSetting, my_settings, setting_for
from server.web import Web, go, page


async def setting(
    setting_id: FromPath[UUID], person: NamedDependency[Adult], act: NamedDependency[Act]
) -> TheSetting:
    """The setting this page is about, or 404."""
    return await setting_for(person, setting_id, act)


class MySettingPages(Controller):
    """The setting I work at; a choice when there are several."""

    path = "/setting"
    opt = {"act": Act.WORK}

    @get()
    async def show(
        self, request: Web, person: NamedDependency[Adult], act: NamedDependency[Act]
    ) -> Response[Any] | Redirect:
        found = await my_settings(person, act)
        if not found:
            raise NotFoundException
        if len(found) == 1:
            return go(request, f"/settings/{found[0].id}")
        return page(request, "settings/which.html", settings=found)
