"""What tests of joining do again and again: make a square, scan it, tap the number."""

import re
from typing import NamedTuple
from uuid import UUID

import httpx

from tests.browsing import op

SECRET = re.compile(r"type <bdi dir=\"ltr\">([A-Z0-9]{4}) ([A-Z0-9]{4})</bdi>")
INVITATION = re.compile(r"/(?:staff-)?invitations/([0-9a-f-]{36})")
NUMBER = re.compile(r'<output class="number"><bdi dir="ltr">(\d\d)</bdi>')
DOORS = re.compile(r'name="number" value="(\d\d)"')


class Shown(NamedTuple):
    """A square on a screen."""

    at: str
    code: str


def shown(answer: httpx.Response) -> Shown:
    """The square that this page shows."""
    assert answer.status_code == 200, answer.text
    found = INVITATION.search(answer.text)
    code = SECRET.search(answer.text)
    assert found
    assert code
    return Shown(found[0], code[1] + code[2])


async def make(staff: httpx.AsyncClient, child: UUID, **more: object) -> Shown:
    """Staff make a square for a parent."""
    fields = {"role": "parent", "called": "Dana", "relation": "Mum", **more}
    return shown(await staff.post(f"/children/{child}/invitations", data=op(**fields)))


async def scan(phone: httpx.AsyncClient, code: str, device: str = "own") -> httpx.Response:
    """A phone asks to join."""
    form = {"code": code, "language": "en_GB", "device": device}
    return await phone.post("/join", data=form)


async def number_on(phone: httpx.AsyncClient) -> str:
    """The number this phone shows."""
    found = NUMBER.search((await phone.get("/join/claim")).text)
    assert found
    return found[1]


async def tap(staff: httpx.AsyncClient, square: Shown, number: str) -> httpx.Response:
    """Staff tap a number."""
    return await staff.post(f"{square.at}/match", data=op(number=number))


async def join(staff: httpx.AsyncClient, phone: httpx.AsyncClient, square: Shown) -> None:
    """All of it, as it should go."""
    assert (await scan(phone, square.code)).status_code == 303
    await tap(staff, square, await number_on(phone))
    entered = await phone.post("/join/session")
    assert entered.status_code == 303, entered.text
