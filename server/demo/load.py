"""Filling an empty database with the demo, through the very queries the product itself uses."""

from server import clock
from server.db import Engine, migrate, use
from server.demo import beginnings, plans, rounds, support, town, voices
from server.demo.book import Days
from server.demo.telling import Story
from server.settings.tables import Setting

CHAPTERS = (beginnings.entries, rounds.entries, voices.entries, plans.entries, support.entries)


async def load(engine: Engine) -> None:
    """The demo in this database; a database that has a setting already is left as it is."""
    use(engine)
    await migrate(engine)
    await engine.open()
    try:
        if not await Setting.exists():
            await fill()
    finally:
        await engine.close()


async def fill() -> None:
    """Everybody, and then all that happened, each at its own moment."""
    days = Days(clock.today())
    await town.build(days)
    story = Story(days, dict(town.adults()))
    told = [entry for chapter in CHAPTERS for entry in chapter(story)]
    try:
        for entry in sorted(told, key=lambda each: each.at):
            clock.hold(entry.at)
            await entry.tell()
    finally:
        clock.hold(None)
