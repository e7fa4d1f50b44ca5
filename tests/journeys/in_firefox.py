"""What somebody in front of a Firefox does, as plain sentences; its own windows too."""

import json
from base64 import b64decode
from pathlib import Path
from typing import Any

from server import words
from server.languages import SOURCE
from tests.journeys.firefox import Firefox, until
from tests.journeys.visitor import TAPPED, House

RESULTS = Path(__file__).parents[2] / "test-results"
# The first of these that is seen and says just this, or this and for screen readers about whom.
THING = """(() => {
  const [what, said] = %s;
  const says = (box) => box.textContent.replace(/\\s+/g, " ").trim();
  const same = (box) => says(box) === said || says(box).startsWith(said + ",");
  return [...document.querySelectorAll(what)].find((box) => box.checkVisibility() && same(box));
})()"""
IN_VIEW = """((box) => {
  box?.scrollIntoView({ block: "center", behavior: "instant" });
  return box;
})(%s)"""
FIELD = """document.getElementById([...document.querySelectorAll("label")]
  .find((each) => each.textContent.includes(%s))?.htmlFor ?? "")"""
COME_IN = """[...document.querySelectorAll("form[action='/demo'] button")]
  .find((each) => each.querySelector("bdi").textContent === %s)"""
# Firefox asks whether a site may send notifications in a panel of its own window.
ASKED = "Services.wm.getMostRecentWindow('navigator:browser').PopupNotifications.panel"
ALLOW = f"{ASKED}.firstElementChild.button.click()"
# It shows a notification in a window of its own, too.
ALERT = "Services.wm.getMostRecentWindow('alert:alert')"
SHOWN = f"""(() => {{
  const alert = {ALERT}, page = alert?.document;
  const title = page?.getElementById("alertTitleLabel");
  return alert?.gIsActive && {{
    title: title.value,
    body: page.getElementById("alertTextLabel").textContent,
    lang: title.getAttribute("lang"),
    dir: page.getElementById("alertNotification").style.direction,
  }};
}})()"""


class Visitor:
    """One adult in one tab. Sentences of the app are said in English and met in theirs."""

    def __init__(self, browser: Firefox, person: str, tab: str, reads: str = SOURCE) -> None:
        self.browser = browser
        self.person = person
        self.tab = tab
        self.reads = reads

    def said(self, sentence: str) -> str:
        """A sentence of the app in the language this adult reads."""
        return words._catalogues[self.reads].ugettext(sentence)

    async def goes(self, url: str) -> None:
        """To this address."""
        await self.browser.does(
            "browsingContext.navigate", context=self.tab, url=url, wait="complete"
        )

    async def value(self, expression: str) -> Any:
        """What an expression comes to on the page."""
        return await self.browser.value(self.tab, expression)

    async def until(self, expression: str) -> Any:
        """The first value of this that is something."""
        return await until(expression, lambda: self.value(expression))

    async def taps(self, sentence: str) -> None:
        """A finger on what says this."""
        await self.presses(THING % json.dumps([TAPPED, self.said(sentence)]))

    async def presses(self, expression: str) -> None:
        """A real press on what this finds, once it is there."""

        async def found() -> str | None:
            target = {"context": self.tab}
            said = await self.browser.does(
                "script.evaluate",
                expression=IN_VIEW % expression,
                target=target,
                awaitPromise=False,
            )
            node: str | None = said.get("result", {}).get("sharedId")
            return node

        await self.browser.does("browsingContext.activate", context=self.tab)
        box = {"type": "element", "element": {"sharedId": await until(expression, found)}}
        there = {"type": "pointerMove", "x": 0, "y": 0, "origin": box}
        finger = [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        await self.acts("pointer", [there, *finger])

    async def acts(self, kind: str, actions: list[dict[str, Any]]) -> None:
        hand = {"type": kind, "id": kind, "actions": actions}
        await self.browser.does("input.performActions", context=self.tab, actions=[hand])

    async def writes(self, text: str, into: str) -> None:
        """Key after key, into the box with this label."""
        await self.presses(FIELD % json.dumps(self.said(into)))
        await self.types(text)

    async def types(self, text: str) -> None:
        """Key after key, into what was pressed last."""
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        await self.acts("key", keys)

    async def sees(self, sentence: str) -> None:
        """A sentence of the app, or somebody's own words, on the page."""
        await self.until(f"document.body.innerText.includes({json.dumps(self.said(sentence))})")

    async def is_at(self, ends: str) -> None:
        """The page with this path."""
        await self.until(
            f"document.readyState === 'complete' && location.pathname === {json.dumps(ends)}"
        )


async def allows(browser: Firefox) -> None:
    """Firefox asks whether this site may send notifications; the answer is Allow."""
    await until("Firefox asks", lambda: browser.itself(f"{ASKED}.state === 'open'"))
    await browser.itself(ALLOW)


async def asks(browser: Firefox) -> bool:
    """Whether Firefox asks something now."""
    return bool(await browser.itself(f"{ASKED}.state !== 'closed'"))


async def notified(browser: Firefox) -> dict[str, str]:
    """The notification that stands on the screen, once it does."""
    found: dict[str, str] = await until("a notification", lambda: browser.itself(SHOWN))
    return found


async def nothing_shows(browser: Firefox) -> bool:
    """No notification stands on the screen."""
    return bool(await browser.itself(f"!{ALERT}"))


async def taps_notification(browser: Firefox) -> None:
    """A click on the notification itself."""
    await browser.itself(f"{ALERT}.document.getElementById('alertBox').click()")
    await until("it goes", lambda: browser.itself(f"!{ALERT}"))


async def puts_away(browser: Firefox) -> None:
    """Everybody's phone, with its tabs, and whatever stands on the screen."""
    for person in browser.people:
        await browser.does("browser.removeUserContext", userContext=person)
    browser.people.clear()
    await browser.itself("[...Services.wm.getEnumerator('alert:alert')].map(each => each.close())")


async def pictures(browser: Firefox, name: str) -> None:
    """Where everybody stands, kept for whoever looks at a failure."""
    RESULTS.mkdir(exist_ok=True)
    tree = await browser.does("browsingContext.getTree")
    for number, tab in enumerate(tree["contexts"]):
        shot = await browser.does("browsingContext.captureScreenshot", context=tab["context"])
        (RESULTS / f"{name}-{number}.png").write_bytes(b64decode(shot["data"]))


async def closes(visitor: Visitor) -> None:
    """The tab is closed; the phone stays as it is."""
    await visitor.browser.does("browsingContext.close", context=visitor.tab)


async def opened(visitor: Visitor) -> Visitor:
    """The tab that was opened on the phone of somebody who had none open."""

    async def looks() -> str | None:
        tree = await visitor.browser.does("browsingContext.getTree")
        theirs = [each for each in tree["contexts"] if each["userContext"] == visitor.person]
        return theirs[0]["context"] if theirs else None

    tab = await until("a tab opens", looks)
    return Visitor(visitor.browser, visitor.person, tab, visitor.reads)


async def comes_in(browser: Firefox, house: House, called: str, reads: str) -> Visitor:
    """Through the demo's door, on a phone of their own."""
    person = await browser.person()
    visitor = Visitor(browser, person, await browser.tab(person))
    await takes_over(visitor, house, called, reads)
    return visitor


async def takes_over(visitor: Visitor, house: House, called: str, reads: str) -> None:
    """Through the demo's door, on a phone that was somebody else's."""
    await visitor.goes(f"{house.phone}/demo")
    await visitor.presses(COME_IN % json.dumps(called))
    await visitor.is_at("/")
    visitor.reads = reads
