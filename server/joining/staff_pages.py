"""Somebody begins to work at a setting, and stops."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.exceptions import NotFoundException
from litestar.params import FromPath
from litestar.response import Redirect

from server.children.rules import Act
from server.forms import Form, posted, press_of
from server.joining.invitation_pages import InvitationPages, show_square
from server.joining.leaving import end_work
from server.joining.queries import Wanted
from server.joining.rules import For, too_long
from server.people.asking import Adult
from server.settings.pages import setting
from server.settings.queries import TheSetting, workers
from server.settings.rules import Job
from server.web import Web, go, page


class NewWorker(Form):
    """Who begins, and as what."""

    called: str = ""
    jobs: list[str] = []
    title: str = ""
    qualification: str = ""


def worker_problems(form: NewWorker) -> dict[str, str]:
    """What is wrong with what was written about somebody who begins."""
    problems = too_long(
        {"called": form.called, "title": form.title, "qualification": form.qualification}
    )
    if not form.called:
        problems["called"] = "name"
    if not form.jobs or set(form.jobs) - {job.value for job in Job}:
        problems["jobs"] = "unpicked"
    return problems


def _wanted(setting: TheSetting, form: NewWorker) -> Wanted:
    return Wanted(
        kind=For.STAFF,
        setting=setting.id,
        called=form.called,
        role=" ".join(sorted(set(form.jobs))),
        relation=form.title,
        basis=form.qualification,
    )


class StaffPages(Controller):
    """Who works here: the manager lets them join, and ends it."""

    path = "/settings/{setting_id:uuid}/staff"
    dependencies = {"setting": Provide(setting)}
    opt = {"act": Act.STAFF}

    @get("/new")
    async def ask(self, request: Web, setting: NamedDependency[TheSetting]) -> Response[Any]:
        return page(request, "settings/new_staff.html", setting=setting)

    @post(status_code=200)
    async def make(
        self,
        request: Web,
        person: NamedDependency[Adult],
        setting: NamedDependency[TheSetting],
        act: NamedDependency[Act],
    ) -> Response[Any] | Redirect:
        form = await posted(request, NewWorker)
        problems = worker_problems(form)
        if not problems:
            return await show_square(request, person, _wanted(setting, form), form, act)
        values = msgspec.structs.asdict(form)
        shown = {"problems": problems, "values": values, "setting": setting}
        return page(request, "settings/new_staff.html", 422, **shown)

    @get("/{worker_id:uuid}/end")
    async def sure(
        self,
        request: Web,
        setting: NamedDependency[TheSetting],
        person: NamedDependency[Adult],
        worker_id: FromPath[UUID],
    ) -> Response[Any]:
        others = [each for each in await workers(setting) if each.id != person.id]
        found = next((each for each in others if each.id == worker_id), None)
        if found is None:
            raise NotFoundException
        return page(request, "settings/end_staff.html", setting=setting, worker=found)

    @post("/{worker_id:uuid}/end", status_code=200)
    async def end(
        self,
        request: Web,
        person: NamedDependency[Adult],
        setting: NamedDependency[TheSetting],
        worker_id: FromPath[UUID],
    ) -> Response[Any] | Redirect:
        form = await posted(request, Form)
        await end_work(person, setting, worker_id, press=await press_of(request, form))
        return go(request, f"/settings/{setting.id}")


class StaffInvitationPages(InvitationPages):
    """One invitation to work at a setting: how far it is, and the number to tap."""

    path = "/staff-invitations/{invitation_id:uuid}"
    opt = {"act": Act.STAFF}
