"""Choosing a language, on any page, without losing a word."""

from typing import Any
from urllib.parse import quote

import msgspec
from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from server.children.rules import Act
from server.forms import all_fields, posted
from server.languages import LANGUAGES
from server.people.asking import Adult
from server.people.cookies import remember_language
from server.people.drafts import keep
from server.people.me import reads_from_now
from server.people.signin_pages import going_to, known_here
from server.web import Web, go, own_path, page
from server.words import language, name_of


class Chosen(msgspec.Struct, forbid_unknown_fields=True):
    """The language somebody picked."""

    language: str
    next: str = "/"


def picks() -> list[dict[str, object]]:
    """The languages we have, each by its own name."""
    now = language()
    return [
        {
            "code": each.code,
            "own": each.autonym,
            "here": "" if each.code == now.code else name_of(each.code),
            "lang": each.tag,
            "dir": each.dir,
            "chosen": each.code == now.code,
        }
        for each in LANGUAGES.values()
    ]


class LanguagePages(Controller):
    """Another language: one tap to see them, one to choose, and back to where one was."""

    path = "/language"

    @get(opt={"open": True})
    async def ask(self, request: Web) -> Response[Any]:
        return page(
            request,
            "people/language.html",
            onward=going_to(request),
            rows=picks(),
            unchecked=not language().checked,
        )

    @post(opt={"open": True}, status_code=200)
    async def choose(self, request: Web) -> Response[Any] | Redirect:
        form, me = await posted(request, Chosen), known_here(request)
        code = form.language if form.language in LANGUAGES else language().code
        if me is not None:
            await reads_from_now(me, code)
        answer = go(request, own_path(form.next))
        remember_language(answer, code)
        return answer

    @post("/keep", opt={"act": Act.HOME}, status_code=200)
    async def keep(self, request: Web, person: NamedDependency[Adult]) -> Response[Any] | Redirect:
        fields = await all_fields(request)
        left = fields.pop("next", "/")
        at = own_path(left if isinstance(left, str) else left[-1])
        fields.pop("op", None)
        await keep(person, at, fields)
        onward = f"{at}{'&' if '?' in at else '?'}kept=1"
        return go(request, f"/language?next={quote(onward)}")
