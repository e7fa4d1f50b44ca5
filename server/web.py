"""The web's own few words: who is asking, reply(), pages and errors."""

from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from litestar import MediaType, Request, Response
from litestar.connection import ASGIConnection
from litestar.di import NamedDependency
from litestar.exceptions import NotAuthorizedException
from litestar.handlers import BaseRouteHandler
from litestar.response import Redirect

from server import words
from server.children.rules import WITH_A_CODE, Act
from server.people.asking import COOKIE, Adult, adult_of, seen
from server.people.drafts import kept_on, kept_words, laid_over
from server.people.rules import Level, Standing
from server.problems import in_words
from server.templating import render

Web = Request[Any, Any, Any]


class NeedsPasskey(Exception):  # noqa: N818 -- said as it is
    """A code-level session asks for what only a passkey opens: answered 403, with the way on."""


async def guard(connection: ASGIConnection[Any, Any, Any, Any], handler: BaseRouteHandler) -> None:
    """Every door is locked unless it says it is open; the act decides what a code may do."""
    person = await _recognised(connection)
    connection.scope["state"]["person"] = person
    if handler.opt.get("open"):
        return
    act: Act = handler.opt["act"]
    if person is None or person.standing is Standing.LOCKED:
        raise NotAuthorizedException
    if person.level is Level.CODE and act not in WITH_A_CODE:
        raise NeedsPasskey
    if person.session and person.rested and not handler.opt.get("passive"):
        await seen(person.session)
    if b"kept=1" in connection.scope["query_string"]:
        here = _whole(connection.scope["path"], connection.scope["query_string"])
        connection.scope["state"]["kept"] = await kept_words(person, here)


async def _recognised(connection: ASGIConnection[Any, Any, Any, Any]) -> Adult | None:
    token = connection.cookies.get(COOKIE, "")
    person = await adult_of(token) if 20 < len(token) < 100 else None  # noqa: PLR2004
    if person is not None:
        words.speak(person.reads)
    return person


async def current_person(request: Web) -> Adult:
    """Who is asking. Behind a locked door there always is somebody."""
    person: Adult | None = request.scope["state"].get("person")
    if person is None:
        raise NotAuthorizedException
    return person


async def act_of(request: Web, person: NamedDependency[Adult]) -> Act:
    """The act the handler declared. After the person: side by side would cost a task each."""
    act: Act = request.route_handler.opt["act"]
    return act


def by_htmx(request: Web) -> bool:
    """The page asks for a part of itself. The one place that looks."""
    return request.headers.get("hx-request") == "true"


def page(request: Web, name: str, status: int = 200, **values: Any) -> Response[str]:
    """A whole page, or a part, as HTML. Problems come as keys and are shown as sentences."""
    common = {
        "me": request.scope["state"].get("person"),
        "path": form_path(request),
        "demo": request.app.state.config.demo,
    }
    problems = in_words(values.pop("problems", {}))
    filled = laid_over(values.pop("values", {}), kept_on(request.scope))
    return Response(
        render(name, **{**common, **values, "values": filled, "problems": problems}),
        media_type=MediaType.HTML,
        status_code=status,
    )


def form_path(request: Web) -> str:
    """Where this page is found again: its own address, or after a post that of its form."""
    here = _whole(request.scope["path"], request.scope["query_string"])
    try:
        came_from = urlsplit(request.headers.get("referer", ""))
    except ValueError:  # a browser's own words, and not an address
        return here
    posted_here = request.method != "GET" and came_from.netloc == request.headers.get("host")
    return own_path(_whole(came_from.path, came_from.query.encode())) if posted_here else here


def _whole(path: str, query: bytes) -> str:
    """An address with the question it names, whether or not words were kept for it."""
    parts = query.decode("latin-1").split("&")
    asked = "&".join(part for part in parts if part and part != "kept=1")
    whole = f"{path}?{asked}" if asked else path
    return whole if own_path(whole) == whole else path


def reply(
    request: Web,
    *,
    at: str,
    page_name: str,
    part: str | None = None,
    problems: dict[str, str] | None = None,
    **values: Any,
) -> Response[str] | Redirect:
    """After a post. A problem is 422 with the same form and its words; else the part, or 303.

    htmx gets the part (or goes on to `at` when there is none); a plain browser gets the page.
    """
    if problems:
        name = part if part and by_htmx(request) else page_name
        return page(request, name, 422, problems=problems, **values)
    if part and by_htmx(request):
        return page(request, part, **values)
    return go(request, at)


def go(request: Web, at: str) -> Response[str] | Redirect:
    """On to another page: 303, or for htmx the header that does the same."""
    if by_htmx(request):
        return Response("", media_type=MediaType.HTML, headers={"HX-Redirect": at})
    return Redirect(at, status_code=303)


def own_path(path: str) -> str:
    """A path of this app to go on to, or the first page: never another site."""
    plain = path.startswith("/") and not path.startswith("//") and "\\" not in path
    fits = plain and len(path) <= 300 and path.isascii() and path.isprintable()  # noqa: PLR2004
    return path if fits else "/"


def uuid_or_none(text: str) -> UUID | None:
    """The id in this text, if it is one."""
    try:
        return UUID(text)
    except ValueError:
        return None
