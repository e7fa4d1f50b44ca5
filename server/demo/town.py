"""The demo's people: settings, who works there, children, and who stands beside them."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from server.children.rules import TieRole
from server.children.tables import Child, Placement, Restriction, Tie
from server.db import unit
from server.demo.book import AREAS, Days, Page, book, id_of, language_of
from server.inbox.rules import Side
from server.inbox.tables import Hours
from server.people.asking import Adult
from server.people.tables import Person
from server.settings.rules import Job
from server.settings.tables import Membership, Setting

LONG_AGO = -800  # before the first child came
MORNING = "09:00"
NEVER = "00:00"  # as a quiet time from then to then


@unit
async def build(days: Days) -> None:
    """Everybody who is in the book, before anything is told."""
    at = days.at(LONG_AGO, MORNING)
    await Setting.insert(*(_setting(entry, at) for entry in book()["setting"]))
    await Person.insert(*(_person(entry, at) for entry in book()["adult"]))
    await Membership.insert(*(_work(each, at) for each in book()["adult"] if "setting" in each))
    await Hours.insert(*(_hours(entry, at) for entry in book()["adult"]))
    for entry in book()["child"]:
        await _child(entry, days)
    for entry in book()["tie"]:
        await _tie(entry, days)


def adults() -> Iterator[tuple[str, Adult]]:
    """Each adult of the book as the one who asks."""
    for entry in book()["adult"]:
        yield (
            entry["key"],
            Adult(
                id=id_of(entry["key"]),
                called=entry["called"],
                name=entry["name"],
                reads=language_of(entry["reads"]),
            ),
        )


def _setting(entry: Page, at: datetime) -> Setting:
    facts = {name: entry[name] for name in ("name", "kind", "town", "phone", "hours")}
    return Setting(id=id_of(entry["key"]), made_at=at, **facts)


def _person(entry: Page, at: datetime) -> Person:
    return Person(
        id=id_of(entry["key"]),
        name=entry["name"],
        called=entry["called"],
        say=entry.get("say", ""),
        reads=language_of(entry["reads"]),
        speaks=" ".join(entry["speaks"]),
        interpreter=entry.get("interpreter", ""),
        email=f"{entry['key']}@example.org",
        made_at=at,
    )


def _hours(entry: Page, at: datetime) -> Hours:
    """No quiet time: whoever tries the demo in the evening wants to see a message come."""
    side = Side.STAFF if "setting" in entry else Side.FAMILY
    who = id_of(entry["key"])
    return Hours(
        person=who, side=side, quiet_from=NEVER, quiet_to=NEVER, weekends=False, made_at=at
    )


def job_of(title: str) -> Job:
    """What somebody with this title does at a setting."""
    return next((job for job in Job if title.lower().startswith(job.value)), Job.PRACTITIONER)


def _work(entry: Page, at: datetime) -> Membership:
    return Membership(
        person=id_of(entry["key"]),
        setting=id_of(entry["setting"]),
        job=job_of(entry["job"]),
        title=entry["job"],
        qualification=entry.get("qualification", ""),
        since=at,
    )


async def _child(entry: Page, days: Days) -> None:
    at = days.at(entry["joined"], MORNING)
    found = {AREAS[area] for each in book()["notice"] for area in each["areas"] if _of(each, entry)}
    row = Child(
        id=id_of(entry["key"]),
        name=entry["name"],
        called=entry["called"],
        say=entry.get("say", ""),
        born=days.born(entry["age_months"]),
        languages=" ".join(entry["home_languages"]),
        areas=" ".join(sorted(found)),
        picture=entry["picture"],
        in_care=entry.get("in_care", False),
        made_at=at,
    )
    await Child.insert(row)
    there = id_of(entry["setting"])
    await Placement.insert(Placement(child=row.id, setting=there, room=entry["room"], since=at))


def _of(entry: Page, child: Page) -> bool:
    return bool(entry["child"] == child["key"])


async def _tie(entry: Page, days: Days) -> None:
    role = TieRole(entry["role"].replace(" ", "-"))
    works: Page = next(each for each in book()["adult"] if each["key"] == entry["adult"])
    row = Tie(
        child=id_of(entry["child"]),
        person=id_of(entry["adult"]),
        role=role,
        setting=id_of(works["setting"]) if role is TieRole.KEY_PERSON else None,
        household=entry.get("household", ""),
        responsible=entry.get("pr", False),
        may_agree=entry.get("decides", False),
        basis=entry.get("basis", ""),
        checked_by=id_of(entry["checked_by"]) if "checked_by" in entry else None,
        since=days.at(entry["day"], MORNING),
        until=days.at(entry["until"], MORNING) if "until" in entry else None,
    )
    await Tie.insert(row)
    if "restriction" in entry:
        await _restrict(row.id, entry["restriction"], days)


async def _restrict(tie: Any, order: Page, days: Days) -> None:
    row = Restriction(
        tie=tie,
        order=order["order"],
        seen_by=id_of(order["seen_by"]),
        seen_on=days.day(order["seen_day"]),
        review_on=days.day(order["review_day"]),
        made_at=days.at(order["seen_day"], MORNING),
    )
    await Restriction.insert(row)
