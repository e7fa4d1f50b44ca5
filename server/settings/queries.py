"""Which settings an adult works at, for an act, and who else works there."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

import msgspec
from litestar.exceptions import NotFoundException
from piccolo.query import Select

from server.children.rules import MAY, Act
from server.clock import now
from server.people.asking import Adult
from server.settings.rules import Job
from server.settings.tables import Membership, Setting


def current(at: Any) -> Any:
    """A membership that has begun and has not ended."""
    return (Membership.since <= at) & (Membership.until.is_null() | (Membership.until > at))


def working_at(person: Any, jobs: frozenset[str], at: Any) -> Select[Any]:
    """Settings where this adult works today in one of these jobs."""
    return Membership.select(Membership.setting).where(
        (Membership.person == person) & Membership.job.is_in(sorted(jobs)) & current(at)
    )


def jobs_for(act: Act) -> frozenset[str]:
    """The jobs at a setting that allow this there."""
    return frozenset(job.value for job in Job if job.value in {role.value for role in MAY[act]})


def at_work(person: Adult, act: Act) -> Select[Any]:
    """The ids of the settings where this adult may do this: a subquery, never a list."""
    return working_at(person.id, jobs_for(act), now())


class TheSetting(msgspec.Struct, frozen=True):
    """A setting an adult has been let to."""

    id: UUID
    name: str
    kind: str
    town: str
    phone: str
    hours: str


FACTS = (Setting.id, Setting.name, Setting.kind, Setting.town, Setting.phone, Setting.hours)


async def setting_for(person: Adult, setting_id: UUID, act: Act) -> TheSetting:
    """This setting, if the adult may do this there; else it is not there (404)."""
    row = (
        await Setting.select(*FACTS)
        .where((Setting.id == setting_id) & Setting.id.is_in(at_work(person, act)))
        .first()
    )
    if row is None:
        raise NotFoundException
    return msgspec.convert(row, TheSetting)


async def my_settings(person: Adult, act: Act) -> list[TheSetting]:
    """The settings where this adult may do this, by name."""
    rows = (
        await Setting.select(*FACTS)
        .where(Setting.id.is_in(at_work(person, act)))
        .order_by(Setting.name)
    )
    return [msgspec.convert(row, TheSetting) for row in rows]


async def may_there(person: Adult, setting_id: UUID, act: Act) -> bool:
    """Whether the adult may do this at this setting."""
    return bool(
        await Setting.exists().where(
            (Setting.id == setting_id) & Setting.id.is_in(at_work(person, act))
        )
    )


async def jobs_of(person: Adult) -> list[tuple[UUID, str]]:
    """Where this adult works today, and as what."""
    rows = await Membership.select(Membership.setting, Membership.job).where(
        (Membership.person == person.id) & current(now())
    )
    return [(row["setting"], row["job"]) for row in rows]


class Part(msgspec.Struct, frozen=True):
    """One job somebody has at a setting."""

    job: str
    title: str
    qualification: str


class Worker(msgspec.Struct, frozen=True):
    """Somebody who works at a setting, with all their jobs there."""

    id: UUID
    called: str
    parts: list[Part]


async def workers(setting: TheSetting) -> list[Worker]:
    """Who works at a setting already fetched, by name."""
    rows = (
        await Membership.select(
            Membership.person.id.as_alias("id"),
            Membership.person.called.as_alias("called"),
            Membership.job,
            Membership.title,
            Membership.qualification,
        )
        .where((Membership.setting == setting.id) & current(now()))
        .order_by(Membership.person.called)
    )
    return list(_by_person(rows))


def _by_person(rows: Iterable[dict[str, Any]]) -> Iterable[Worker]:
    found: dict[UUID, Worker] = {}
    for row in rows:
        worker = found.setdefault(row["id"], Worker(row["id"], row["called"], []))
        worker.parts.append(Part(row["job"], row["title"], row["qualification"]))
    return found.values()
