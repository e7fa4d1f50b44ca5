"""Every page in a made-up language: prints each text that no translator could ever reach.

Run with ALONGSIDE_PSEUDO=1; tests/words/test_pseudo.py does.
"""

import asyncio
import re
import sys
import tempfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from babel import Locale

from server.db import engine_from_url, migrate, use
from server.languages import LANGUAGES
from server.people.tables import Person
from tests.access.bodies import OTHER_IDS
from tests.access.expected import DOORS
from tests.access.filled import Filled, fill
from tests.browsing import Browsers, op

MADE_UP = "en_XA"
HIDDEN = frozenset({"script", "style", "svg", "bdi", "noscript"})
EMPTY = frozenset({"meta", "link", "input", "br", "img", "hr", "path", "use", "circle", "rect"})
SPOKEN = frozenset({"aria-label", "placeholder", "alt", "title"})
BRACKETS = re.compile(r"\[[^\[\]]*\]")
MONTHS = "January February March April May June July August September October November December"
DATE = re.compile(rf"\d{{1,2}} (?:{MONTHS.replace(' ', '|')})(?: \d{{4}})?")
WORD = re.compile(r"[^\W\d_]{2,}")
OUR_NAME = {"Alongside", "alongside", "test"}


class Seen(HTMLParser):
    """The text of a page that is the product's own: not a person's words, names or marks."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[tuple[str, bool]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        held = dict(attrs)
        theirs = held.get("dir") == "auto" or ("lang" in held and tag != "html")
        hidden = tag in HIDDEN or theirs or any(away for _, away in self.open)
        if tag not in EMPTY:
            self.open.append((tag, hidden))
        if not hidden:
            self.text += [f"\n{held[name]}\n" for name in SPOKEN & set(held)]

    def handle_endtag(self, tag: str) -> None:
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if not any(away for _, away in self.open):
            self.text.append(data)


def bare(page: str, known: set[str]) -> Iterator[str]:
    """What stands there without the brackets of the made-up language."""
    seen = Seen()
    seen.feed(page)
    text = "".join(seen.text)
    while BRACKETS.search(text):
        text = BRACKETS.sub("", text)
    for line in DATE.sub("", text).splitlines():
        if set(WORD.findall(line)) - known:
            yield line.strip()


def allowed(town: Filled) -> set[str]:
    """Names of people, places, countries and languages: no translator of ours puts them."""
    names = {word for each in town.world.adults.values() for word in each.name.split()}
    english = Locale.parse("en_GB")
    tongues = " ".join((*english.languages.values(), *english.territories.values()))
    own = " ".join(each.autonym + " " + each.english for each in LANGUAGES.values())
    return (
        names
        | OUR_NAME
        | {"Sam", "Mo", "Kit", "Oak", "Elm", "Nia"}
        | set(WORD.findall(f"{tongues} {own}"))
    )


def paths(town: Filled) -> Iterator[tuple[str, str, str]]:
    """Every page, and every form sent empty, with whoever gets in."""
    changing = ("/end", "/match", "/taking-back", "/key-person", "/sign-out", "/ended", "/language")
    for door, row in DOORS.items():
        method, _, path = door.partition(" ")
        if method != "GET" and path.endswith(changing):
            continue
        named = OTHER_IDS.get(door, {})
        at = re.sub(r"\{(\w+)\}", lambda s, n=named: str(town.ids[n.get(s[1], s[1])]), path)
        who = {"amira", "ben", "mona"} & row.who or {min(row.who)}
        for name in sorted(who):
            yield method, at, name


async def crawl() -> list[str]:
    """Each bare text, with the page it stands on."""
    with tempfile.TemporaryDirectory() as folder:
        engine = use(engine_from_url(f"sqlite:///{Path(folder) / 'town.db'}"))
        await migrate(engine)
        await engine.open()
        town = await fill()
        town.ids["code"] = MADE_UP
        await Person.update({Person.reads: MADE_UP}, force=True)
        browsers, known, found = Browsers(engine), allowed(town), set()
        for method, at, name in paths(town):
            browser = await browsers.of(town.world.adults[name])
            browser.headers["accept-language"] = "en-XA"
            sent = {"data": op()} if method == "POST" else {}
            answer = await browser.request(method, at, **sent)
            if "html" in answer.headers.get("content-type", ""):
                page = re.sub(r"/[0-9a-f-]{36}", "/…", at)
                found |= {f"{method} {page} as {name}: {line}" for line in bare(answer.text, known)}
        await engine.close()
    return sorted(found)


if __name__ == "__main__":
    import structlog

    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    print("\n".join(asyncio.run(crawl())))
