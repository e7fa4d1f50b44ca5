"""Who can be tried in the demo: only the made-up people of its book, and only once they exist."""

from collections.abc import Iterator
from uuid import UUID

import msgspec

from server.demo.book import Page, book, id_of, language_of
from server.demo.town import job_of
from server.demo.trying import TRY
from server.people.tables import Person


class Tried(msgspec.Struct, frozen=True):
    """An adult to come in as: for which child or setting, in which part."""

    id: UUID
    called: str
    reads: str
    part: str
    tries: str


class Group(msgspec.Struct, frozen=True):
    """A child with the adults beside them, or a setting with the others who work there."""

    name: str
    picture: str
    setting: str
    adults: list[Tried]


async def groups() -> list[Group]:
    """Everybody to try, by child and then by setting."""
    here = {row["id"] for row in await Person.select(Person.id).where(Person.id.is_in(_ids()))}
    found = [*_children(), *_settings()]
    return [each for each in found if all(adult.id in here for adult in each.adults)]


async def tried(person: UUID) -> tuple[Group, Tried] | None:
    """This adult of the demo; none for anybody else."""
    pairs = ((group, adult) for group in await groups() for adult in group.adults)
    return next(((group, adult) for group, adult in pairs if adult.id == person), None)


def _ids() -> list[UUID]:
    return [id_of(key) for key in TRY]


def _children() -> Iterator[Group]:
    for child in book()["child"]:
        beside = [tie for tie in book()["tie"] if tie["child"] == child["key"]]
        adults = [_adult(tie["adult"], tie["role"]) for tie in beside if tie["adult"] in TRY]
        yield Group(child["called"], child["picture"], _name(child["setting"]), adults)


def _settings() -> Iterator[Group]:
    tied = {tie["adult"] for tie in book()["tie"]}
    for setting in book()["setting"]:
        others = [
            _adult(each["key"], job_of(each["job"]))
            for each in book()["adult"]
            if each.get("setting") == setting["key"] and each["key"] not in tied
        ]
        yield Group("", "", setting["name"], others)


def _adult(key: str, part: str) -> Tried:
    entry: Page = next(each for each in book()["adult"] if each["key"] == key)
    reads = language_of(entry["reads"])
    return Tried(id_of(key), entry["called"], reads, part.replace(" ", "-"), TRY[key])


def _name(setting: str) -> str:
    return str(next(each["name"] for each in book()["setting"] if each["key"] == setting))
