"""Where a browser says how messages reach it, stops them, or asks for a test."""

from http import HTTPStatus
from typing import Any
from uuid import UUID

import msgspec
from litestar import Controller, MediaType, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import ClientException, HTTPException
from litestar.response import Redirect

from server.children.rules import Act
from server.forms import Form, posted, press_of
from server.inbox.subscribing import Given, devices_of, end_device, push_key_of, subscribe
from server.inbox.trying import LINK, may_try, send_test
from server.people.asking import Adult
from server.people.devices import device_label
from server.web import Web, go
from server.words import gettext


class EndForm(Form):
    """Which device."""

    device: UUID


class SubscriptionPages(Controller):
    """The devices where an adult's own messages come."""

    path = "/me/subscriptions"
    opt = {"act": Act.MESSAGES}

    @get("/key")
    async def key(self, request: Web) -> Response[dict[str, str]]:
        return Response({"key": await push_key_of(request.app.state.config)})

    @post(status_code=200)
    async def subscribe(self, request: Web, person: NamedDependency[Adult]) -> Response[Any]:
        given = await _given(request)
        label = device_label(request.headers.get("user-agent", ""))
        wrong = await subscribe(person, request.app.state.config.push_also, given, label)
        return _refused(wrong) if wrong else Response({"ok": True})

    @post("/ended", status_code=200)
    async def end(self, request: Web, person: NamedDependency[Adult]) -> Response[Any] | Redirect:
        form = await posted(request, EndForm)
        await end_device(person, form.device, press=await press_of(request, form))
        return go(request, LINK)

    @post("/tests", status_code=200)
    async def test(self, request: Web, person: NamedDependency[Adult]) -> Response[Any] | Redirect:
        form = await posted(request, Form)
        if not await devices_of(person):
            return go(request, LINK)
        if not await may_try(person):
            raise HTTPException(status_code=HTTPStatus.TOO_MANY_REQUESTS)
        await send_test(person, press=await press_of(request, form))
        return go(request, f"{LINK}?test=sent")


async def _given(request: Web) -> Given:
    """What the browser says of itself, or 400."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise ClientException
    try:
        return msgspec.json.decode(await request.body(), type=Given)
    except msgspec.DecodeError as error:
        raise ClientException from error


def _refused(wrong: str) -> Response[dict[str, str]]:
    """Why messages cannot come here, in the reader's language; 410 where they were stopped."""
    status = HTTPStatus.GONE if wrong == "stopped" else HTTPStatus.UNPROCESSABLE_ENTITY
    return Response({"problem": _said(wrong)}, media_type=MediaType.JSON, status_code=status)


def _said(wrong: str) -> str:
    if wrong == "shared":
        # L10N: a family's messages do not come to a phone that others use too
        return gettext("Others use this phone too. So no messages come here.")
    if wrong == "stopped":
        # L10N: the same person has turned off messages for this phone before, on another phone
        return gettext("You have stopped messages on this phone. You can turn them on again.")
    # L10N: messages cannot come to this browser; e-mail and text messages still can
    return gettext("Messages cannot come to this browser. Choose another way.")
