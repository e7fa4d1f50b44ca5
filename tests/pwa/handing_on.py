"""A code that is asked for in the browser and put into the app."""

import re

import httpx

from tests.browsing import op

SHOWN = re.compile(r"data-words>([A-Z0-9 ]{9})<")


async def code_of(browser: httpx.AsyncClient) -> str:
    """Ask for a code here, and read it."""
    asked = await browser.post("/install/code", data=op())
    assert (asked.status_code, asked.headers["location"]) == (303, "/install/code")
    return await code_on(browser)


async def code_on(browser: httpx.AsyncClient) -> str:
    """The code that stands on the page, "" for none."""
    found = SHOWN.search((await browser.get("/install/code")).text)
    return found[1] if found else ""


async def put_in(app: httpx.AsyncClient, code: str) -> httpx.Response:
    """Put a code into the app."""
    return await app.post("/sign-in/app-code", data={"code": code, "next": "/me"})
