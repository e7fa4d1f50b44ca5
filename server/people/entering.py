"""Coming in: what a browser sends with a passkey, and the session it gets in return."""

from typing import Any, TypeVar
from uuid import UUID

import msgspec
from litestar import MediaType, Request, Response
from litestar.exceptions import ClientException

from server.people.asking import COOKIE
from server.people.cookies import remember_browser, set_cookie
from server.people.devices import device_label
from server.people.rules import Device, Level
from server.people.sessions import begin, end_named
from server.words import gettext
from server.working import works

Web = Request[Any, Any, Any]
S = TypeVar("S", bound=msgspec.Struct)


class Shown(msgspec.Struct, forbid_unknown_fields=True):
    """A passkey's answer, and where to go on to."""

    credential: dict[str, Any]
    next: str = "/"
    shared: bool = False
    secret: str = ""


class NoCredential(msgspec.Struct, forbid_unknown_fields=True):
    """Asking for a challenge."""

    secret: str = ""


async def shown(request: Web) -> Shown:
    """The passkey this request carries, or 400."""
    return await _json(request, Shown)


async def secret_of(request: Web) -> str:
    """The one-time secret this request carries, if any, or 400."""
    return (await _json(request, NoCredential)).secret


async def _json(request: Web, shape: type[S]) -> S:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "application/json":
        raise ClientException
    try:
        return msgspec.json.decode(await request.body(), type=shape)
    except msgspec.DecodeError as error:
        raise ClientException from error


def options_answer(options: str, browser: str) -> Response[bytes]:
    """The options of a ceremony, for the browser with this token alone."""
    answer = Response(options.encode(), media_type=MediaType.JSON)
    remember_browser(answer, browser)
    return answer


def onward(at: str) -> Response[dict[str, str]]:
    """It worked: the page to go on to."""
    return Response({"at": at}, media_type=MediaType.JSON)


def refused() -> Response[dict[str, str]]:
    """It did not work; what to do next, in the reader's language."""
    # L10N: under the button for fingerprint, face or PIN, when it did not work
    sentence = gettext("That did not work. Try again, or ask your key person to let you in.")
    return Response({"problem": sentence}, status_code=403, media_type=MediaType.JSON)


async def come_in(
    request: Web, answer: Response[Any], person: UUID, level: Level, device: Device
) -> None:
    """A new session under a new token; one that this browser had before is over.

    Even one too old to be let in by: its phone would otherwise still be sent its messages.
    """
    if before := request.cookies.get(COOKIE, ""):
        await end_named(before)
    label = device_label(request.headers.get("user-agent", ""))
    set_cookie(answer, await begin(person, level, device, label))


async def device_of(person: UUID, *, shared: bool) -> Device:
    """Whose device a passkey is used on: staff sign in at work."""
    if await works(person):
        return Device.STAFF
    return Device.SHARED if shared else Device.OWN
