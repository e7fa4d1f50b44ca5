"""Staff let an adult of the family join, or back in after a lost phone."""

from typing import Any
from uuid import UUID

import msgspec
from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect

from server.children.beside import setting_of
from server.children.pages import child
from server.children.queries import TheChild
from server.children.rules import FAMILY, Act
from server.forms import Form, posted
from server.joining.invitation_pages import show_square
from server.joining.queries import Locked, Wanted, family_of
from server.joining.rules import For, invite_problems
from server.people.asking import Adult
from server.web import Web, page, uuid_or_none

ROLES = [role.value for role in FAMILY]
HOMES = ("a", "b", "c")


class Invite(Form):
    """Whom a family member is to this child, and what was checked."""

    role: str = ""
    called: str = ""
    relation: str = ""
    household: str = "a"
    rights: list[str] = []
    basis: str = ""


class Rescue(Form):
    """Who lost their phone."""

    adult: str = ""


def family_problems(form: Invite) -> dict[str, str]:
    """What is wrong with what was written about an adult of the family."""
    fields = {"called": form.called, "relation": form.relation, "basis": form.basis}
    problems = invite_problems(form.role, ROLES, fields, rights=bool(form.rights))
    return problems if form.household in HOMES else {**problems, "household": "unpicked"}


async def _wanted(child: TheChild, form: Invite) -> Wanted:
    return Wanted(
        kind=For.FAMILY,
        setting=await setting_of(child.id),
        child=child.id,
        called=form.called,
        role=form.role,
        relation=form.relation,
        household=form.household,
        responsible="responsible" in form.rights,
        may_agree="may-agree" in form.rights,
        basis=form.basis,
    )


def _back_in(setting: UUID, child: TheChild, who: Locked) -> Wanted:
    return Wanted(
        kind=For.RESCUE, setting=setting, child=child.id, person=who.id, called=who.called
    )


class InvitePages(Controller):
    """Letting an adult of the family join."""

    path = "/children/{child_id:uuid}/invitations"
    dependencies = {"child": Provide(child)}
    opt = {"act": Act.INVITE}

    @get("/new")
    async def ask(
        self, request: Web, person: NamedDependency[Adult], child: NamedDependency[TheChild]
    ) -> Response[Any]:
        family = await family_of(person, child.id)
        return page(request, "joining/new.html", child=child, family=family)

    @post(status_code=200)
    async def make(
        self,
        request: Web,
        person: NamedDependency[Adult],
        child: NamedDependency[TheChild],
        act: NamedDependency[Act],
    ) -> Response[Any] | Redirect:
        form = await posted(request, Invite)
        problems = family_problems(form)
        if not problems:
            return await show_square(request, person, await _wanted(child, form), form, act)
        values = msgspec.structs.asdict(form)
        family = await family_of(person, child.id)
        shown = {"problems": problems, "values": values, "child": child, "family": family}
        return page(request, "joining/new.html", 422, **shown)


class RescuePages(Controller):
    """Letting somebody back in who lost their phone."""

    path = "/children/{child_id:uuid}/invitations/rescue"
    dependencies = {"child": Provide(child)}
    opt = {"act": Act.INVITE}

    @post(status_code=200)
    async def make(
        self,
        request: Web,
        person: NamedDependency[Adult],
        child: NamedDependency[TheChild],
        act: NamedDependency[Act],
    ) -> Response[Any] | Redirect:
        form = await posted(request, Rescue)
        family = await family_of(person, child.id)
        who = next((each for each in family if each.id == uuid_or_none(form.adult)), None)
        if who is not None:
            wanted = _back_in(await setting_of(child.id), child, who)
            return await show_square(request, person, wanted, form, act)
        shown = {"problems": {"adult": "unpicked"}, "child": child, "family": family}
        return page(request, "joining/new.html", 422, **shown)
