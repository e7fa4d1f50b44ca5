"""The rounds: opened, moved from step to step, looked at together, and confirmed by parents."""

from functools import partial

from server.children.rules import Act
from server.concerns.rules import How
from server.cycles.closing import confirm, hold_review
from server.cycles.moving import open_cycle, start_step
from server.cycles.reviews import review_for
from server.cycles.rounds import open_round, round_for
from server.cycles.rules import Decision, Meeting, Said, Step
from server.demo.book import Page, book, id_of, in_language
from server.demo.telling import Entries, Entry, Story, press

MORNING = "08:30"


def entries(story: Story) -> Entries:
    """Every round with its steps, and every review with what parents said of it."""
    days = story.days
    for each in book()["cycle"]:
        if "opened" in each:
            yield Entry(days.at(each["opened"], MORNING), partial(_open, story, each))
        for step, day in each["steps"].items():
            yield Entry(days.at(day, MORNING), partial(_move, story, each, Step(step)))
    for each in book()["review"]:
        yield Entry(days.at(each["copy_day"], "14:00"), partial(_review, story, each))
        for word in each["confirm"]:
            yield Entry(days.of(word, "19:00"), partial(_confirm, story, each, word))


async def _open(story: Story, entry: Page) -> None:
    staff, child = story.key_person(entry), id_of(entry["child"])
    review_on = story.days.day(entry["review_on"])
    story.made[entry["key"]] = await open_cycle(staff, child, review_on, press=press())


async def _move(story: Story, entry: Page, to: Step) -> None:
    staff = story.key_person(entry)
    going = await round_for(staff, story.made[entry["key"]], Act.LEAD)
    await start_step(staff, going, to, going.step, press=press())


async def _review(story: Story, entry: Page) -> None:
    words, lang = in_language(entry, "summary", story.reads(story.family(entry["present"])))
    staff = story.writing(story.key_of(entry), lang)
    going = await round_for(staff, story.made[entry["cycle"]], Act.LEAD)
    meeting = _meeting(story, entry, words)
    story.made[entry["key"]] = await hold_review(staff, going, meeting, press=press())
    opened = await open_round(staff, going.child, Act.LEAD)
    if opened:
        story.made[entry["opens"]] = opened.id


def _meeting(story: Story, entry: Page, words: str) -> Meeting:
    decision = Decision(entry["decision"])
    interpreter = story.people.get(entry["interpreter"])
    return Meeting(
        held_on=story.days.day(entry["day"]),
        how=How(entry["how"].lower().replace(" ", "-")),
        present=story.ids(entry["present"]),
        interpreter=interpreter.name if interpreter else "",
        summary=words,
        decision=decision,
        detail="",
        next_on=story.days.day(entry["next_on"]),
        unheard=entry.get("unheard", ""),
    )


async def _confirm(story: Story, entry: Page, word: Page) -> None:
    reader = story.people[word["adult"]]
    review = await review_for(reader, story.made[entry["key"]], Act.CONFIRM)
    said, words = Said(word["choice"]), word.get("words", "")
    await confirm(reader, review, said, words, press=press())
