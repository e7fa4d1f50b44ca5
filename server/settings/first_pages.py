"""The manager's first page: a passkey for somebody who holds the one-time link."""

from typing import Any

from litestar import Controller, Response, get, post

from server.people.asking import hashed
from server.people.ceremony import Refusal
from server.people.cookies import browser_hash, browser_token
from server.people.devices import device_label
from server.people.entering import come_in, onward, options_answer, refused, secret_of, shown
from server.people.passkeys import make, making
from server.people.rules import Device, Level
from server.settings.first import give_back, use_link, whose_link
from server.web import Web, page


class FirstPages(Controller):
    """Open once for each first link; without one it shows and does nothing."""

    path = "/first"
    opt = {"open": True}

    @get()
    async def show(self, request: Web) -> Response[Any]:
        return page(request, "settings/first.html")

    @post("/passkey/options", status_code=200)
    async def options(self, request: Web) -> Response[Any]:
        person = await whose_link(await secret_of(request))
        if person is None:
            return refused()
        token = browser_token(request)
        options = await making(request.app.state.config, hashed(token), person)
        return options_answer(options, token)

    @post("/passkey", status_code=200)
    async def add(self, request: Web) -> Response[Any]:
        given = await shown(request)
        person = await whose_link(given.secret)
        if person is None or not await use_link(given.secret):
            return refused()
        label = device_label(request.headers.get("user-agent", ""))
        config, browser = request.app.state.config, browser_hash(request)
        try:
            await make(config, browser, person, given.credential, label)
        except Refusal:
            await give_back(given.secret)
            return refused()
        answer = onward("/")
        await come_in(request, answer, person, Level.FULL, Device.STAFF)
        return answer
