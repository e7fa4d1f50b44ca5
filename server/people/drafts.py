"""Words typed but not sent, kept for an hour while their page is left for another language."""

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any
from uuid import uuid4

from server.clock import now
from server.people.asking import Adult
from server.people.tables import Draft

LIFE = timedelta(hours=1)
Fields = dict[str, str | list[str]]
_KEEP = """
INSERT INTO draft (id, person, path, fields, made_at) VALUES ({}, {}, {}, {}, {})
ON CONFLICT (person, path) DO UPDATE SET
    fields = excluded.fields, made_at = excluded.made_at
"""


async def keep(person: Adult, path: str, fields: Fields) -> None:
    """Keep what stands in this page's form; the last time counts."""
    await Draft.raw(_KEEP, uuid4(), person.id, path, json.dumps(fields), now())


async def kept_words(person: Adult, path: str) -> Fields:
    """What was typed on this page and kept, if it was in the last hour. Looking changes nothing."""
    row: dict[str, Any] | None = (
        await Draft.select(Draft.fields)
        .where((Draft.person == person.id) & (Draft.path == path) & (Draft.made_at > now() - LIFE))
        .first()
    )
    fields: Fields = json.loads(row["fields"]) if row else {}
    return fields


def kept_on(scope: Mapping[str, Any]) -> Fields:
    """What was typed on the page this request asks for, if the guard found it kept."""
    kept: Fields = scope["state"].get("kept", {})
    return kept


def laid_over(values: Mapping[str, Any], kept: Fields) -> dict[str, Any]:
    """A page's own values with the kept words over them, where they are of the same kind."""
    fits = {name: words for name, words in kept.items() if _texts(values.get(name, ""))}
    return {**values, **fits}


def _texts(value: object) -> bool:
    several = value if isinstance(value, list | tuple) else [value]
    return all(isinstance(each, str | int | bool | None) for each in several)


async def forget_drafts() -> None:
    """What was not taken up again within the hour is gone."""
    await Draft.delete().where(Draft.made_at <= now() - LIFE)


async def forget_drafts_of(person: Adult) -> None:
    """Nothing this adult typed and did not send stays behind."""
    await Draft.delete().where(Draft.person == person.id)
