"""The next steps: their wordings, each adult's answer, and what came of a proposed change."""

from functools import partial
from uuid import UUID

from server.children.rules import Act
from server.cycles.rounds import round_for
from server.demo.book import AREAS, Page, book, in_language
from server.demo.telling import Entries, Entry, Story, press
from server.outcomes.answers import Saying, add_answer, settle
from server.outcomes.drafts import Doing, Draft, Hope
from server.outcomes.finding import answer_for, outcome_for, version_for
from server.outcomes.planning import plan_outcome, reword
from server.outcomes.rules import Choice, Eyfs, Settled, Where
from server.outcomes.tables import Version

EARLY_YEARS = {
    "Communication and Language": Eyfs.LANGUAGE,
    "Personal, Social and Emotional Development": Eyfs.PERSONAL,
    "Expressive Arts and Design": Eyfs.ARTS,
}


def entries(story: Story) -> Entries:
    """Every wording, every answer to it, and what became of each proposed change."""
    for each in book()["outcome"]:
        for version in each["version"]:
            yield Entry(story.days.of(version), partial(_word, story, each, version))
            for answer in version["answers"]:
                at = story.days.of(answer, "18:00")
                yield Entry(at, partial(_answer, story, each, version, answer))
            if "proposal" in version:
                at = story.days.of(version["proposal"], "11:00")
                yield Entry(at, partial(_settle, story, each, version))


async def _word(story: Story, entry: Page, version: Page) -> None:
    staff, key = story.people[version["by_adult"]], entry["key"]
    draft, number = _draft(story, version), version["number"]
    if number == 1:
        going = await round_for(staff, story.made[entry["cycle"]], Act.LEAD)
        made = await plan_outcome(staff, going, _hope(entry), draft, share=True, press=press())
        story.made[key] = made
    else:
        outcome = await outcome_for(staff, story.made[key], Act.PLAN)
        await reword(staff, outcome, draft, seen=number - 1, share=True, press=press())
    story.made[f"{key} {number}"] = await _wording(story.made[key], number)


async def _wording(outcome: UUID, number: int) -> UUID:
    row = (
        await Version.select(Version.id)
        .where((Version.outcome == outcome) & (Version.number == number))
        .first()
    )
    return UUID(str(row["id"])) if row else outcome


def _hope(entry: Page) -> Hope:
    return Hope(
        area=AREAS[entry["broad_area"]],
        eyfs=" ".join(EARLY_YEARS[area] for area in entry["eyfs"]),
        aspiration=entry["aspiration"],
        baseline=entry["baseline"],
        how_seen=entry["how_seen"],
        why=entry["why_it_matters"],
        home_link="",
    )


def _draft(story: Story, version: Page) -> Draft:
    lang = next((code for code in ("pl", "ur") if f"statement_{code}" in version), "")
    translator = story.people.get(version.get("translated_by", ""))
    return Draft(
        statement=version["statement"],
        by_date=story.days.day(version["by"]),
        actions=tuple(_doing(story, action) for action in version["actions"]),
        reason=version.get("reason", ""),
        other_lang=lang,
        other_words=version[f"statement_{lang}"] if lang else "",
        translator=translator.name if translator else "",
    )


def _doing(story: Story, action: Page) -> Doing:
    who, other = story.people[action["who"]], story.people[action["stand_in"]]
    return Doing(action["what"], who.called, action["how_often"], Where.SETTING, other.called)


async def _answer(story: Story, entry: Page, version: Page, answer: Page) -> None:
    adult, key = story.people[answer["adult"]], f"{entry['key']} {version['number']}"
    outcome = await outcome_for(adult, story.made[entry["key"]], Act.ANSWER)
    wording = await version_for(adult, story.made[key], Act.ANSWER)
    choice = Choice(answer["choice"].replace("_", "-"))
    saying = Saying(choice, answer.get("words", ""), answer.get("talk", False))
    made = await add_answer(adult, outcome, wording, saying, press=press())
    story.made[f"{key} {answer['adult']}"] = made


async def _settle(story: Story, entry: Page, version: Page) -> None:
    said = version["proposal"]
    words, lang = in_language(said, "reply", story.people[said["from"]].reads)
    staff = story.writing(said["by"], lang)
    made = story.made[f"{entry['key']} {version['number']} {said['from']}"]
    answer = await answer_for(staff, made, Act.PLAN)
    outcome = await outcome_for(staff, answer.outcome, Act.PLAN)
    await settle(staff, outcome, answer, Settled(said["result"]), words, press=press())
