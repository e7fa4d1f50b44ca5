"""How a message reaches somebody in Firefox: a yes, a word, a reply to it, a letter instead."""

import json
import re

from tests.journeys.firefox import until
from tests.journeys.in_firefox import Visitor, allows, asks
from tests.journeys.mozilla_push import PushService
from tests.journeys.visitor import House

ASKED = "What changed because of it?"
FIRST = 'document.querySelector("%s")'


async def says_yes(adult: Visitor, house: House, service: PushService) -> str:
    """First to us, then to Firefox; the address at which messages reach this phone from now on."""
    before = set(service.channels)
    await adult.goes(f"{house.phone}/me/phone")
    assert not await asks(adult.browser)
    await adult.taps("Yes, tell me")
    await allows(adult.browser)
    await adult.sees("Turn it off here")
    (made,) = set(service.channels) - before
    return service.endpoint(made)


async def says_no_more(adult: Visitor, house: House) -> None:
    """It is turned off on this phone."""
    await adult.goes(f"{house.phone}/me/phone")
    await adult.taps("Turn it off here")
    await adult.sees("Yes, tell me")


async def asks_for_a_test(adult: Visitor, house: House) -> None:
    """As soon as their page says that messages come here, one is asked for."""
    tests = "form[action='/me/subscriptions/tests'] button"
    await finds(adult, f"{house.phone}/me/phone", f"!!{FIRST % tests}")
    await adult.taps("Send a test")
    await adult.sees("A test is on its way.")


async def says_something(parent: Visitor, house: House, own: str) -> str:
    """In their own words, unasked, and it is sent; the address where staff answer it."""
    await parent.goes(f"{house.phone}/")
    await parent.presses(FIRST % "main a[href$='/insights/new']")
    await parent.presses(FIRST % "#words")
    await parent.types(own)
    for page in ("/insights/new", "/insights/check"):
        await parent.until(f"location.pathname.endsWith({json.dumps(page)})")
        await parent.presses(FIRST % "main form button.button:not([data-kind])")
    await parent.sees("Undo")
    sent = str(await parent.value("location.href"))
    return re.sub("/sent.*", "", sent)


async def replies(key_person: Visitor, words: str) -> None:
    """To what is on the page: what changed because of it."""
    await key_person.writes(words, ASKED)
    await key_person.taps("Send the answer")
    await key_person.sees(words)


async def gets_a_letter(reader: Visitor, house: House, to: str, title: str) -> None:
    """Sooner or later the demo's outbox holds an e-mail to this address, with this title."""
    both = f"{json.dumps([to, title])}.every(words => each.innerText.includes(words))"
    letters = "[...document.querySelectorAll('article')]"
    await finds(reader, f"{house.phone}/demo/outbox", f"{letters}.some(each => {both})")


async def has_read(adult: Visitor, house: House) -> None:
    """The message that led to this page is no longer among the new ones."""
    said = "performance.getEntriesByType('resource').map(({ name }) => name)"
    opened = str(await adult.until(f"{said}.find(name => name.endsWith('/opened'))"))
    message = opened.removeprefix(house.phone).removesuffix("/opened")
    row = FIRST % f"[aria-labelledby=old] a[href='{message}']"
    await finds(adult, f"{house.phone}/messages", f"!!{row}")


async def finds(adult: Visitor, address: str, what: str) -> None:
    """Sooner or later this is true of a page; until then it is loaded again."""

    async def looks() -> bool:
        await adult.goes(address)
        return bool(await adult.value(what))

    await until(f"{what} at {address}", looks)
