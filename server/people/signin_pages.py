"""Signing in with a passkey, opening a locked session again, and signing out."""

from typing import Any
from urllib.parse import quote

from litestar import Controller, Response, get, post
from litestar.exceptions import NotAuthorizedException
from litestar.response import Redirect

from server.people.asking import COOKIE, Adult, hashed
from server.people.ceremony import Refusal
from server.people.cookies import browser_hash, browser_token, clear_cookie, set_cookie
from server.people.drafts import forget_drafts_of
from server.people.entering import (
    come_in,
    device_of,
    onward,
    options_answer,
    refused,
    secret_of,
    shown,
)
from server.people.passkeys import open_with, opening
from server.people.rules import Level, Standing
from server.people.sessions import end_named, prove
from server.web import Web, go, own_path, page


def known_here(request: Web) -> Adult | None:
    """Who is signed in in this browser, locked or not."""
    person: Adult | None = request.scope["state"].get("person")
    return person


def going_to(request: Web) -> str:
    """Where somebody was going before they had to sign in."""
    return own_path(request.query_params.get("next", "/"))


def door(path: str, onward_to: str) -> str:
    """A way in that remembers where somebody was going."""
    at = own_path(onward_to)
    return path if at == "/" else f"{path}?next={quote(at)}"


async def _options(request: Web) -> Response[bytes]:
    await secret_of(request)
    token = browser_token(request)
    options = await opening(request.app.state.config, hashed(token))
    return options_answer(options, token)


class SignInPages(Controller):
    """Coming in with a passkey. No name is typed, so none can be tried out."""

    path = "/sign-in"
    opt = {"open": True}

    @get()
    async def ask(self, request: Web) -> Response[Any] | Redirect:
        me = known_here(request)
        if me and me.standing is Standing.OPEN and me.level is Level.FULL:
            return go(request, going_to(request))
        return page(request, "people/sign_in.html", onward=going_to(request))

    @post("/passkey/options", status_code=200)
    async def options(self, request: Web) -> Response[bytes]:
        return await _options(request)

    @post("/passkey", status_code=200)
    async def open(self, request: Web) -> Response[Any]:
        given = await shown(request)
        try:
            person = await open_with(
                request.app.state.config, browser_hash(request), given.credential
            )
        except Refusal:
            return refused()
        answer = onward(own_path(given.next))
        device = await device_of(person, shared=given.shared)
        await come_in(request, answer, person, Level.FULL, device)
        return answer


class UnlockPages(Controller):
    """The same session again, after the passkey: for one that locked, or that a code began."""

    path = "/unlock"
    opt = {"open": True}

    @get()
    async def ask(self, request: Web) -> Response[Any] | Redirect:
        if known_here(request) is None:
            return go(request, door("/sign-in", going_to(request)))
        return page(request, "people/unlock.html", onward=going_to(request))

    @post("/options", status_code=200)
    async def options(self, request: Web) -> Response[bytes]:
        return await _options(request)

    @post(status_code=200)
    async def open(self, request: Web) -> Response[Any]:
        given, me = await shown(request), known_here(request)
        if me is None:
            raise NotAuthorizedException
        try:
            person = await open_with(
                request.app.state.config, browser_hash(request), given.credential
            )
        except Refusal:
            return refused()
        if person != me.id:
            return refused()
        answer = onward(own_path(given.next))
        set_cookie(answer, await prove(me))
        return answer


@post("/sign-out", opt={"open": True}, status_code=200)
async def leave(request: Web) -> Response[Any] | Redirect:
    """Out, here and in the database; nothing typed stays behind."""
    me = known_here(request)
    if token := request.cookies.get(COOKIE, ""):
        await end_named(token)
    if me is not None:
        await forget_drafts_of(me)
    answer = go(request, "/sign-in")
    clear_cookie(answer)
    answer.headers["clear-site-data"] = '"cache", "storage"'
    return answer
