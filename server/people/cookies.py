"""The cookies of this app: who is signed in, which browser asked, which language."""

import secrets
from typing import Any

from litestar import Request, Response

from server.people.asking import COOKIE, hashed

BROWSER = "__Host-browser"
LANGUAGE = "language"
_DAY = 24 * 60 * 60
_LONGEST_SESSION = 180 * _DAY
_TOKEN = range(30, 101)  # characters of a token of ours

Web = Request[Any, Any, Any]


def set_cookie(answer: Response[Any], token: str) -> None:
    """This browser is signed in from now on."""
    _set(answer, COOKIE, token, _LONGEST_SESSION)


def clear_cookie(answer: Response[Any]) -> None:
    """This browser forgets who was signed in."""
    _set(answer, COOKIE, "", 0)


def browser_token(request: Web) -> str:
    """What this browser is known by, for a day; a new one when it has none."""
    known = request.cookies.get(BROWSER, "")
    return known if len(known) in _TOKEN else secrets.token_urlsafe(32)


def browser_hash(request: Web) -> str:
    """What is stored of the browser that asks; "" when it has no cookie of ours."""
    known = request.cookies.get(BROWSER, "")
    return hashed(known) if len(known) in _TOKEN else ""


def remember_browser(answer: Response[Any], token: str) -> None:
    """Only this browser can use what it asks for now."""
    _set(answer, BROWSER, token, _DAY)


def remember_language(answer: Response[Any], code: str) -> None:
    """The device's own language, for a year. It names nobody."""
    answer.set_cookie(LANGUAGE, code, max_age=365 * _DAY, path="/", samesite="lax", httponly=True)


def _set(answer: Response[Any], name: str, value: str, seconds: int) -> None:
    answer.set_cookie(
        name, value, max_age=seconds, path="/", secure=True, httponly=True, samesite="lax"
    )
