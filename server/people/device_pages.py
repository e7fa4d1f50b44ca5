"""Where one is signed in, and one's passkeys: ending, adding, removing."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from server.children.rules import Act
from server.forms import Form, posted, press_of
from server.people.asking import Adult, hashed
from server.people.ceremony import Refusal
from server.people.cookies import browser_hash, browser_token
from server.people.devices import device_label
from server.people.entering import onward, options_answer, refused, secret_of, shown
from server.people.passkeys import make, making, remove
from server.people.sessions import end, end_others
from server.web import Web, go, own_path


class EndForm(Form):
    """Which device: its session, or none for all the others."""

    device: UUID | None = None


class RemoveForm(Form):
    """Which passkey."""

    passkey: UUID


class DevicePages(Controller):
    """One's own devices and passkeys."""

    path = "/me"
    opt = {"act": Act.ME}

    @post("/devices/ended", status_code=200)
    async def end_device(
        self, request: Web, person: NamedDependency[Adult]
    ) -> Response[Any] | Redirect:
        form = await posted(request, EndForm)
        press = await press_of(request, form)
        if form.device is None:
            await end_others(person, press=press)
        else:
            await end(person, form.device, press=press)
        return go(request, "/me")

    @post("/passkeys/removed", status_code=200)
    async def remove_passkey(
        self, request: Web, person: NamedDependency[Adult]
    ) -> Response[Any] | Redirect:
        form = await posted(request, RemoveForm)
        await remove(person, form.passkey, press=await press_of(request, form))
        return go(request, "/me")

    @post("/passkeys/options", status_code=200)
    async def options(self, request: Web, person: NamedDependency[Adult]) -> Response[bytes]:
        await secret_of(request)
        token = browser_token(request)
        options = await making(request.app.state.config, hashed(token), person.id)
        return options_answer(options, token)

    @post("/passkeys", status_code=200)
    async def add(self, request: Web, person: NamedDependency[Adult]) -> Response[Any]:
        given = await shown(request)
        label = device_label(request.headers.get("user-agent", ""))
        config, browser = request.app.state.config, browser_hash(request)
        try:
            await make(config, browser, person.id, given.credential, label)
        except Refusal:
            return refused()
        return onward(own_path(given.next))
