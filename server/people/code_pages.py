"""Signing in with a code by e-mail: asking for one, and entering it."""

import re
from typing import Any

import msgspec
from litestar import Controller, Response, get, post
from litestar.exceptions import HTTPException
from litestar.response import Redirect

from server.forms import posted
from server.people.asking import hashed
from server.people.codes import TooMany, ask_for_code, enter
from server.people.cookies import browser_hash, browser_token, remember_browser
from server.people.entering import come_in
from server.people.me_rules import an_address
from server.people.rules import Device, Level
from server.people.signin_pages import door, going_to
from server.web import Web, go, own_path, page
from server.words import language

_NOT_DIGITS = re.compile(r"[\s\-\u2066-\u2069]")


class Address(msgspec.Struct, forbid_unknown_fields=True):
    """Where a code shall go."""

    email: str
    shared: str = ""
    next: str = "/"


class Digits(msgspec.Struct, forbid_unknown_fields=True):
    """The code, as typed or pasted."""

    code: str
    next: str = "/"


class CodePages(Controller):
    """A code is for those without their passkey at hand: fewer rights, the same for everybody."""

    path = "/sign-in/code"
    opt = {"open": True}

    @get()
    async def ask(self, request: Web) -> Response[Any]:
        return page(request, "people/code.html", onward=going_to(request))

    @post(status_code=200)
    async def send(self, request: Web) -> Response[Any] | Redirect:
        form = await posted(request, Address)
        email = form.email.lower()
        if not an_address(email):
            return page(
                request,
                "people/sign_in.html",
                422,
                problems={"email": "email"},
                values={"email": form.email},
                onward=own_path(form.next),
            )
        token = browser_token(request)
        device = Device.SHARED if form.shared else Device.OWN
        await ask_for_code(hashed(token), email, device, language().code)
        answer = go(request, door("/sign-in/code", form.next))
        remember_browser(answer, token)
        return answer

    @post("/entered", status_code=200)
    async def enter(self, request: Web) -> Response[Any] | Redirect:
        form = await posted(request, Digits)
        try:
            found = await enter(browser_hash(request), _NOT_DIGITS.sub("", form.code)[:20])
        except TooMany as error:
            raise HTTPException(status_code=429) from error
        if found is None:
            problems = {"code": "code"}
            at = own_path(form.next)
            return page(request, "people/code.html", 422, problems=problems, onward=at)
        answer = go(request, own_path(form.next))
        await come_in(request, answer, found.person, Level.CODE, found.device)
        return answer
