"""The phone's side of joining: language, whose phone, the number, and then in."""

from typing import Any

import msgspec
from litestar import Controller, Response, get, post
from litestar.exceptions import NotFoundException
from litestar.response import Redirect

from server import words
from server.children.rules import Act
from server.forms import posted
from server.joining.claims import Key, Phone, claim, claim_in, invitation_by, patient, take_up
from server.joining.rules import Claimed, For
from server.languages import LANGUAGES
from server.people.asking import Adult, hashed
from server.people.cookies import (
    browser_hash,
    browser_token,
    remember_browser,
    remember_language,
    set_cookie,
)
from server.people.devices import device_label
from server.people.rules import Device, Level, Standing
from server.people.sessions import sign_out
from server.people.signin_pages import known_here
from server.web import Web, by_htmx, go, page

OWNERS = (Device.OWN.value, Device.SHARED.value)


class Scan(msgspec.Struct, forbid_unknown_fields=True, kw_only=True):
    """What a phone sends: the secret or the code, then the language, then whose phone it is."""

    secret: str = ""
    code: str = ""
    language: str = ""
    device: str = ""


class JoinPages(Controller):
    """Whoever scans a square asks to join. They get nothing until their number is tapped."""

    path = "/join"
    opt = {"open": True}

    @get()
    async def ask(self, request: Web) -> Response[Any]:
        return page(request, "joining/join.html")

    @post(status_code=200)
    async def scan(self, request: Web) -> Response[Any] | Redirect:
        form = await posted(request, Scan)
        if form.language in LANGUAGES:
            words.speak(form.language)
        key = Key(form.secret[:100], form.code[:40])
        refused = await _refused(request, key)
        answer = refused or await _claimed(request, form, key)
        if form.language in LANGUAGES:
            remember_language(answer, form.language)
        return answer

    @get("/claim", opt={"passive": True})
    async def wait(self, request: Web) -> Response[Any]:
        found = await claim_in(browser_hash(request))
        name = "joining/_claim.html" if by_htmx(request) else "joining/claim.html"
        return page(request, name, claim=found)

    @post("/session", status_code=200)
    async def enter(self, request: Web) -> Response[Any] | Redirect:
        token, before = await take_up(browser_hash(request)), known_here(request)
        if before is not None:
            await sign_out(before)
        answer = go(request, "/join/welcome")
        set_cookie(answer, token)
        return answer


class WelcomePages(Controller):
    """The first page inside: a passkey for the next time, or not now."""

    path = "/join/welcome"
    opt = {"act": Act.ME}

    @get()
    async def show(self, request: Web) -> Response[Any]:
        return page(request, "joining/welcome.html")


async def _refused(request: Web, key: Key) -> Response[Any] | None:
    """Why this key opens nothing, if so: one answer for wrong, too old and closed."""
    problems = {}
    if not await patient(key):
        problems = {"code": "too-often"}
    elif await invitation_by(key) is None:
        problems = {"code": "code-over"}
    return page(request, "joining/join.html", 422, problems=problems) if problems else None


async def _claimed(request: Web, form: Scan, key: Key) -> Response[Any] | Redirect:
    found = await invitation_by(key)
    if found is None:
        raise NotFoundException
    if found.kind != For.STAFF and form.device not in OWNERS:
        return page(request, "joining/device.html", key=key, language_code=words.language().code)
    token, person = browser_token(request), _here(request)
    phone = Phone(
        browser=hashed(token),
        language=words.language().code,
        device=Device.STAFF if found.kind == For.STAFF else Device(form.device),
        label=device_label(request.headers.get("user-agent", "")),
        person=person.id if person else None,
    )
    came = await claim(key, phone)
    if came is not Claimed.YES:
        return page(request, "joining/used.html", 409)
    answer = go(request, "/join/claim")
    remember_browser(answer, token)
    return answer


def _here(request: Web) -> Adult | None:
    """Who is signed in on this phone already, if that is sure."""
    person = known_here(request)
    sure = person is not None and (person.level, person.standing) == (Level.FULL, Standing.OPEN)
    return person if sure else None
