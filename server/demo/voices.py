"""What families said, that it was read, and what changed because of it."""

from datetime import timedelta
from functools import partial

from server.children.rules import Act
from server.content import prompt
from server.demo.beginnings import way_of
from server.demo.book import Page, book, id_of, in_language, language_of
from server.demo.telling import Entries, Entry, Story, press
from server.insights.answering import add_echo, mark_seen
from server.insights.questions import Asking
from server.insights.reading import insight_for
from server.insights.rules import Audience, who_sees
from server.insights.saying import Saying
from server.insights.telling import tell


def entries(story: Story) -> Entries:
    """Everything a family said, with what came of it."""
    for each in book()["insight"]:
        said = story.days.of(each)
        yield Entry(said, partial(_say, story, each))
        if "seen_by" in each:
            read = max(story.days.at(each["seen_day"], "08:40"), said + timedelta(minutes=20))
            yield Entry(read, partial(_see, story, each))
            yield Entry(read + timedelta(hours=4), partial(_echo, story, each))


async def _say(story: Story, entry: Page) -> None:
    audience = Audience.FAMILY if entry["visible"] == "both" else Audience.SETTING
    saying = Saying(
        asking=_asked(story, entry),
        author=story.people[entry["by"]].id,
        lang=language_of(entry["lang"]),
        way=way_of(entry),
        picked=tuple(entry.get("picked", ())),
        point=entry.get("point", ""),
        words=entry["words"],
        visible=who_sees(audience),
    )
    writer = story.people[entry.get("written_by", entry["by"])]
    story.made[entry["key"]] = await tell(writer, saying, press=press())


def _asked(story: Story, entry: Page) -> Asking:
    return Asking(
        child=id_of(entry["child"]),
        setting=story.setting_of(entry),
        cycle=story.made[entry["cycle"]],
        step=entry["step"],
        prompt=prompt(entry["prompt"]),
        about=story.made[entry["about"]] if "about" in entry else None,
    )


async def _see(story: Story, entry: Page) -> None:
    staff = story.people[entry["seen_by"]]
    said = await insight_for(staff, story.made[entry["key"]], Act.PLAN)
    await mark_seen(staff, said, press=press())


async def _echo(story: Story, entry: Page) -> None:
    reader = story.people[entry["by"]].reads
    reply, lang = in_language(entry, "reply", reader)
    changed, _ = in_language(entry, "changed", reader)
    staff = story.writing(entry["seen_by"], lang)
    said = await insight_for(staff, story.made[entry["key"]], Act.PLAN)
    await add_echo(staff, said, reply, changed, press=press())
