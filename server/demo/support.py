"""The help, day by day; how far each side thinks it got; and where a review left each next step."""

from functools import partial

from server.children.rules import Act
from server.cycles.rounds import round_for
from server.demo.book import Page, book, in_language
from server.demo.telling import Entries, Entry, Story, press
from server.outcomes.finding import outcome_for
from server.outcomes.ratings import View, rate
from server.outcomes.rules import Far, Side, State
from server.outcomes.support import Given, give_verdict, log_support, start_support


def entries(story: Story) -> Entries:
    """Every start, every day of help in the book, every rating and what a review decided."""
    days = story.days
    for each in book()["outcome"]:
        at = days.at(each["support_start"], "08:45")
        yield Entry(at, partial(_start, story, each))
    for each in book()["support"]:
        yield Entry(days.of(each, "15:00"), partial(_log, story, each))
    for each in book()["review"]:
        for view in each["rating"]:
            usual = "20:30" if view["side"] == Side.FAMILY else "12:45"
            yield Entry(days.of(view, usual), partial(_rate, story, each, view))
        for outcome in book()["outcome"]:
            if outcome["cycle"] == each["cycle"] and "state" in outcome:
                at = days.at(each["copy_day"], "13:30")
                yield Entry(at, partial(_end, story, outcome))


async def _start(story: Story, entry: Page) -> None:
    staff = story.key_person(entry)
    outcome = await outcome_for(staff, story.made[entry["key"]], Act.PLAN)
    on = story.days.day(entry["support_start"])
    await start_support(staff, outcome, on, press=press())


async def _log(story: Story, entry: Page) -> None:
    change, lang, note = "", "en", entry["note"]
    if "change" in entry:
        change, lang = in_language(entry, "change", story.family_reads(entry))
    # One day has one language: what changes for the family is said in theirs.
    note = "" if lang in ("pl", "ur") else note
    staff = story.writing(entry["by"], lang)
    outcome = await outcome_for(staff, story.made[entry["outcome"]], Act.PLAN)
    day = Given(on=story.days.day(entry["day"]), given=entry["given"], note=note, change=change)
    await log_support(staff, outcome, day, press=press())


async def _rate(story: Story, entry: Page, view: Page) -> None:
    adult, side = story.people[view["adult"]], Side(view["side"])
    act = Act.RATE if side is Side.FAMILY else Act.PLAN
    outcome = await outcome_for(adult, story.made[view["outcome"]], act)
    going = await round_for(adult, story.made[entry["cycle"]], act)
    words = view.get("evidence", view.get("words", ""))
    await rate(adult, outcome, going, View(side, Far(view["far"]), words), press=press())


async def _end(story: Story, entry: Page) -> None:
    staff = story.key_person(entry)
    outcome = await outcome_for(staff, story.made[entry["key"]], Act.LEAD)
    await give_verdict(staff, outcome, State(entry["state"]), press=press())
