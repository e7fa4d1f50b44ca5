"""Errors as pages: plain words in the reader's language, what to do next, never a detail."""

from typing import Any
from urllib.parse import quote

import structlog
from litestar import MediaType, Request, Response
from litestar.exceptions import HTTPException, NotAuthorizedException
from litestar.types import ExceptionHandlersMap

from server.db import Busy, Clash
from server.people.asking import Adult
from server.people.ops import OtherBody
from server.people.rules import Standing
from server.web import NeedsPasskey, by_htmx, page

_log = structlog.get_logger("errors")
KNOWN = frozenset({400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 503})
Web = Request[Any, Any, Any]
METHOD_NOT_ALLOWED = 405


def problem(request: Web, status: int, reason: str = "") -> Response[str]:
    """One page for every way something cannot be answered; for htmx, its part."""
    name = "_problem.html" if by_htmx(request) else "problem.html"
    request.scope["state"].setdefault("person", None)
    shown = status if status in KNOWN else 400 if status < 500 else 500  # noqa: PLR2004
    return page(request, name, status, problem=shown, reason=reason)


def signed_out(request: Web, _: NotAuthorizedException) -> Response[str]:
    """A page asked for is kept as the place to go on to; a post says that nothing was lost."""
    person: Adult | None = request.scope["state"].get("person")
    door = "/unlock" if person and person.standing is Standing.LOCKED else "/sign-in"
    if request.method == "GET" and not by_htmx(request):
        path = request.scope["path"]
        onward = "" if path == "/" else f"?next={quote(path)}"
        headers = {"location": f"{door}{onward}"}
        return Response("", status_code=303, headers=headers, media_type=MediaType.HTML)
    return problem(request, 401)


def known(request: Web, error: HTTPException) -> Response[str]:
    """400, 404, 405, 413 and their kin. Asking for a page that only takes posts leads home."""
    if error.status_code == METHOD_NOT_ALLOWED and request.method == "GET":
        return Response("", status_code=303, headers={"location": "/"}, media_type=MediaType.HTML)
    answer = problem(request, error.status_code)
    for name in ("allow", "Allow"):
        if error.headers and name in error.headers:
            answer.headers["allow"] = error.headers[name]
    return answer


def needs_passkey(request: Web, _: NeedsPasskey) -> Response[str]:
    """A code is not enough for this; says what is."""
    return problem(request, 403, "passkey")


def other_body(request: Web, _: OtherBody) -> Response[str]:
    """The same press with other words: the page was open twice."""
    return problem(request, 422, "other-body")


def busy(request: Web, _: Busy) -> Response[str]:
    """Too much at once: try again in a moment, the words are still on the page."""
    answer = problem(request, 503)
    answer.headers["retry-after"] = "2"
    return answer


def clash(request: Web, _: Clash) -> Response[str]:
    """Somebody else did the same at the same moment; theirs stands."""
    return problem(request, 409)


def unreadable(request: Web, _: Exception) -> Response[str]:
    """Input that no decoder could follow: the sender's mistake, not ours."""
    return problem(request, 400)


def unknown(request: Web, error: Exception) -> Response[str]:
    """Our mistake. Logged by its kind and place, never by its words."""
    trace = error.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{trace.tb_frame.f_code.co_qualname}:{trace.tb_lineno}" if trace else ""
    _log.error("failed", kind=type(error).__name__, where=where)
    return problem(request, 500)


HANDLERS: ExceptionHandlersMap = {
    NotAuthorizedException: signed_out,
    HTTPException: known,
    NeedsPasskey: needs_passkey,
    OtherBody: other_body,
    Busy: busy,
    Clash: clash,
    RecursionError: unreadable,
    UnicodeError: unreadable,
    Exception: unknown,
}
