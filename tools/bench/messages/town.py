"""Families whose phones said yes to messages: one child, one parent and one phone each."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlsplit
from uuid import UUID, uuid4

from piccolo.table import Table

from server.children.rules import TieRole
from server.children.tables import Child, Placement, Tie
from server.config import Config
from server.db import engine_from_url, migrate, using
from server.inbox.endpoint_rules import hash_of, origin_of
from server.inbox.keys import public_key
from server.inbox.rules import Side
from server.inbox.tables import Hours, PushKey, Subscription
from server.people.asking import Adult, hashed
from server.people.rules import Device, Level
from server.people.tables import Person, Session
from server.settings.tables import Setting
from server.trail.noting import About, note_event
from server.trail.rules import Happened, Visible
from tools.bench.messages.phones import Phone

CLASS = 30  # children in a setting
AT_ONCE = 500  # rows in an INSERT


class Family(NamedTuple):
    """One of them, and the path at the push service that tells whose phone it is."""

    child: UUID
    setting: UUID
    parent: UUID
    path: str


class Town(NamedTuple):
    """Who answers, and the families."""

    worker: Adult
    families: list[Family]


async def answer(town: Town, family: Family) -> None:
    """Somebody answers this parent, in a thread of its own. In the unit around it."""
    about = About(
        child=family.child,
        setting=family.setting,
        visible=Visible.AUTHOR,
        to_whom=family.parent,
        about=uuid4(),
        item=uuid4(),
    )
    await note_event(town.worker, Happened.ECHOED, about)


async def settled(config: Config, phones: Sequence[Phone]) -> Town:
    """A migrated database with a family for each of these phones."""
    engine = engine_from_url(config.database, synchronous="OFF")
    await migrate(engine)
    await engine.open()
    try:
        with using(engine):
            await public_key(config.secret)
            return await _families(phones, datetime.now(UTC))
    finally:
        await engine.close()


async def _families(phones: Sequence[Phone], at: datetime) -> Town:
    ben = Person(name="Ben Test", called="Ben", made_at=at)
    settings = [Setting(name="Oak", made_at=at) for _ in range(len(phones) // CLASS + 1)]
    parents = [Person(name="Amira Test", called="Amira", made_at=at) for _ in phones]
    born = date(2023, 3, 1)
    children = [Child(name="Sam Test", called="Sam", born=born, made_at=at) for _ in phones]
    await _keep([ben, *parents], settings, children)
    families = [
        Family(child.id, settings[place // CLASS].id, parent.id, urlsplit(phone.endpoint).path)
        for place, (child, parent, phone) in enumerate(zip(children, parents, phones, strict=True))
    ]
    await _ties(families, at)
    await _subscriptions(families, phones, at)
    return Town(Adult(id=ben.id, called="Ben", name="Ben Test", reads="en_GB"), families)


async def _ties(families: Sequence[Family], at: datetime) -> None:
    since = at - timedelta(days=100)
    never: dict[str, Any] = {"quiet_from": "00:00", "quiet_to": "00:00", "weekends": False}
    role, side = TieRole.PARENT, Side.FAMILY
    await _keep(
        [Placement(child=each.child, setting=each.setting, since=since) for each in families],
        [Tie(child=it.child, person=it.parent, role=role, since=since) for it in families],
        [Hours(person=it.parent, side=side, made_at=at, **never) for it in families],
    )


async def _subscriptions(families: Sequence[Family], phones: Sequence[Phone], at: datetime) -> None:
    key = await PushKey.select(PushKey.id).first()
    known: dict[str, Any] = {"key": key and key["id"], "made_at": at, "seen_at": at}
    sessions = [_session(each.parent, at) for each in families]
    devices = [
        Subscription(
            person=session.person,
            session=session.id,
            endpoint=phone.endpoint,
            endpoint_hash=hash_of(phone.endpoint),
            origin=origin_of(phone.endpoint),
            p256dh=phone.p256dh,
            auth=phone.auth,
            **known,
        )
        for session, phone in zip(sessions, phones, strict=True)
    ]
    await _keep(sessions, devices)


def _session(person: UUID, at: datetime) -> Session:
    facts: dict[str, Any] = dict.fromkeys(("began_at", "seen_at", "proved_at"), at)
    level, device = Level.FULL, Device.OWN
    token = hashed(uuid4().hex)
    return Session(person=person, token_hash=token, level=level, device=device, **facts)


async def _keep(*tables: Sequence[Table]) -> None:
    for rows in tables:
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            await type(some[0]).insert(*some)
