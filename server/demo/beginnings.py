"""How each plan began: a worry, what was done to look closer, and the notice of extra help."""

from functools import partial

from server.children.rules import Act
from server.concerns.notices import notice_for
from server.concerns.raising import Worry, answer_concern, look_closer, record_concern
from server.concerns.rules import How, Next, Source, Telling
from server.concerns.telling import give_notice, read_notice
from server.concerns.worries import concern_for
from server.demo.book import AREAS, Page, book, id_of, in_language, language_of
from server.demo.telling import Entries, Entry, Story, press
from server.trail.rules import Way


def way_of(entry: Page) -> Way:
    """How something was said."""
    return Way(entry["way"].replace(" ", "-"))


def entries(story: Story) -> Entries:
    """Every worry with its answer, every closer look, every notice with its readings."""
    days = story.days
    for each in book()["concern"]:
        yield Entry(days.of(each), partial(_worry, story, each))
        at = days.at(each["reply_day"], "13:00")
        yield Entry(at, partial(_answer, story, each))
    for each in book()["step_taken"]:
        yield Entry(days.of(each), partial(_look, story, each))
    for each in book()["notice"]:
        yield Entry(days.of(each), partial(_notice, story, each))
        for reading in each["read"]:
            yield Entry(days.of(reading), partial(_read, story, each, reading["adult"]))


async def _worry(story: Story, entry: Page) -> None:
    worry = Worry(
        source=Source(entry["from"].replace(" ", "-")),
        author=story.people[entry["by"]].id,
        way=way_of(entry),
        words=entry["words"],
        lang=language_of(entry["lang"]),
    )
    writer = story.people[entry.get("written_by", entry["by"])]
    made = await record_concern(writer, id_of(entry["child"]), worry, press=press())
    story.made[entry["key"]] = story.made[f"{entry['child']} worry"] = made


async def _answer(story: Story, entry: Page) -> None:
    reader = story.people[entry["by"]].reads
    words, lang = in_language(entry, "reply", reader)
    staff = story.writing(entry["reply_by"], lang)
    worry = await concern_for(staff, story.made[entry["key"]], Act.PLAN)
    await answer_concern(staff, worry, Next.TALK, words, press=press())


async def _look(story: Story, entry: Page) -> None:
    staff = story.people[entry["by"]]
    worry = await concern_for(staff, story.made[f"{entry['child']} worry"], Act.PLAN)
    if entry["what"] == "decided":
        await answer_concern(staff, worry, Next.EXTRA_HELP, entry["words"], press=press())
    else:
        await look_closer(staff, worry, entry["words"], press=press())


async def _notice(story: Story, entry: Page) -> None:
    words, lang = in_language(entry, "extra", story.reads(entry["told"]))
    interpreter = story.people.get(entry["interpreter"])
    telling = Telling(
        told_on=story.days.day(entry["day"]),
        by=story.ids(entry["told_by"]),
        told=story.ids(entry["told"]),
        how=How(entry["how"].lower().replace(" ", "-")),
        language=language_of(entry["language"]),
        interpreter=interpreter.name if interpreter else "",
        extra=words,
        areas=tuple(AREAS[area] for area in entry["areas"]),
        key_person=story.people[entry["key_person"]].id,
        senco=story.people[entry["senco"]].id,
        starts_on=story.days.day(entry["starts"]),
    )
    staff = story.writing(entry["told_by"][0], lang)
    made = await give_notice(staff, id_of(entry["child"]), telling, press=press())
    story.made[entry["key"]] = made


async def _read(story: Story, entry: Page, adult: str) -> None:
    reader = story.people[adult]
    notice = await notice_for(reader, story.made[entry["key"]], Act.READ_NOTICE)
    await read_notice(reader, notice, press=press())
