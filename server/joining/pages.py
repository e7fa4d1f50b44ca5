"""Staff let somebody join: who, the square, the number on their phone."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect

from server.children.pages import child
from server.children.queries import TheChild, setting_of
from server.children.rules import FAMILY, Act
from server.forms import Form, posted, press_of
from server.joining.matching import match
from server.joining.queries import TheInvitation, Wanted, family_of, invitation_for, invite
from server.joining.rules import QR_LIFE, For, invite_problems
from server.joining.squares import fresh_secret, square
from server.people.asking import Adult
from server.web import Web, by_htmx, go, page, uuid_or_none

ROLES = [role.value for role in FAMILY]


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


class Tapped(Form):
    """The number staff tapped; none of the three is 0."""

    number: int


async def invitation(
    invitation_id: FromPath[UUID], person: NamedDependency[Adult], act: NamedDependency[Act]
) -> TheInvitation:
    """The invitation in the URL, or 404."""
    return await invitation_for(person, invitation_id, act)


async def show_square(
    request: Web, person: Adult, wanted: Wanted, form: Form, act: Act
) -> Response[Any] | Redirect:
    """The page with the square: the only answer that ever holds the secret."""
    secret = fresh_secret()
    made = await invite(person, wanted, secret.hashes, press=await press_of(request, form))
    found = await invitation_for(person, made, act)
    if found.secret_hash != secret.hashes[0]:
        return go(request, found.at)
    origin = request.app.state.config.origin
    return page(
        request,
        "joining/square.html",
        invitation=found,
        square=square(origin, secret),
        code=secret.code,
        address=f"{origin.partition('://')[2]}/join",
        until=found.made_at + QR_LIFE,
    )


class InvitePages(Controller):
    """Letting an adult of the family join, or back in."""

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
        fields = {"called": form.called, "relation": form.relation, "basis": form.basis}
        problems = invite_problems(form.role, ROLES, fields, rights=bool(form.rights))
        if problems:
            values = {**fields, "role": form.role, "household": form.household}
            return page(
                request,
                "joining/new.html",
                422,
                problems=problems,
                values={**values, "rights": form.rights},
                child=child,
                family=await family_of(person, child.id),
            )
        wanted = Wanted(
            kind=For.FAMILY,
            setting=await setting_of(child.id),
            child=child.id,
            role=form.role,
            household=form.household if form.household in ("a", "b", "c") else "a",
            responsible="responsible" in form.rights,
            may_agree="may-agree" in form.rights,
            called=form.called,
            relation=form.relation,
            basis=form.basis,
        )
        return await show_square(request, person, wanted, form, act)

    @post("/rescue", status_code=200)
    async def rescue(
        self,
        request: Web,
        person: NamedDependency[Adult],
        child: NamedDependency[TheChild],
        act: NamedDependency[Act],
    ) -> Response[Any] | Redirect:
        form = await posted(request, Rescue)
        family = await family_of(person, child.id)
        who = next((each for each in family if each.id == uuid_or_none(form.adult)), None)
        if who is None:
            problems = {"adult": "unpicked"}
            return page(
                request, "joining/new.html", 422, problems=problems, child=child, family=family
            )
        wanted = Wanted(
            kind=For.RESCUE,
            setting=await setting_of(child.id),
            child=child.id,
            person=who.id,
            called=who.called,
        )
        return await show_square(request, person, wanted, form, act)


class InvitationPages(Controller):
    """One invitation of a child's family: how far it is, and the number to tap."""

    path = "/invitations/{invitation_id:uuid}"
    dependencies = {"invitation": Provide(invitation)}
    opt = {"act": Act.INVITE}

    @get(opt={"passive": True})
    async def show(self, request: Web, invitation: NamedDependency[TheInvitation]) -> Response[Any]:
        name = "joining/_stage.html" if by_htmx(request) else "joining/invitation.html"
        return page(request, name, invitation=invitation)

    @post("/match", status_code=200)
    async def tap(
        self,
        request: Web,
        person: NamedDependency[Adult],
        invitation: NamedDependency[TheInvitation],
    ) -> Response[Any] | Redirect:
        form = await posted(request, Tapped)
        await match(person, invitation, form.number, press=await press_of(request, form))
        return go(request, invitation.at)
