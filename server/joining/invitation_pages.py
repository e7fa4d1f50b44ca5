"""One invitation on a staff screen: the square, how far it is, the number to tap."""

from typing import Annotated, Any
from uuid import UUID

import msgspec
from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect

from server.children.rules import Act
from server.forms import Form, posted, press_of
from server.joining.matching import match
from server.joining.queries import TheInvitation, Wanted, invitation_for, invite
from server.joining.rules import QR_LIFE
from server.joining.squares import fresh_secret, square
from server.people.asking import Adult
from server.web import Web, by_htmx, go, page


class Tapped(Form):
    """The number staff tapped; none of the three is 0."""

    number: Annotated[int, msgspec.Meta(ge=0, le=99)]


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
