"""The wordings of next steps, newest first, each with its help and the answers given to it."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from server.outcomes.answered import answers_to
from server.outcomes.shapes import ActionShown, VersionShown, dated
from server.outcomes.tables import Action, Translation, Version
from server.people.asking import Adult

Rows = dict[UUID, list[dict[str, Any]]]


async def wordings(
    person: Adult, outcomes: list[UUID], *, inside: bool, drafts: bool
) -> dict[UUID, list[VersionShown]]:
    """Each next step's wordings, newest first. Drafts stay out unless asked for."""
    rows = await _versions(outcomes, drafts=drafts)
    ids = [row["id"] for row in rows]
    actions = _by(await _actions(ids), "version")
    answers = await answers_to(person, ids, inside=inside)
    others = await _translations(ids, person.reads)
    found: dict[UUID, list[VersionShown]] = defaultdict(list)
    for row in rows:
        outcome = row.pop("outcome")
        parts = {
            "actions": [ActionShown(**each) for each in actions[row["id"]]],
            "answers": answers[row["id"]],
        }
        found[outcome].append(_worded(row, others.get(row["id"]), person.reads, parts))
    return found


def _worded(
    row: dict[str, Any], other: dict[str, Any] | None, reads: str, parts: dict[str, Any]
) -> VersionShown:
    raw, lang = row.pop("statement"), row.pop("lang")
    original = dated(raw, row["by_date"])
    use = other if other and lang != reads else None
    return VersionShown(
        **row,
        **parts,
        raw=raw,
        original=original,
        original_lang=lang,
        statement=dated(use["statement"], row["by_date"]) if use else original,
        lang=use["lang"] if use else lang,
        translator=use["translator"] if use else "",
    )


async def _versions(outcomes: list[UUID], *, drafts: bool) -> list[dict[str, Any]]:
    wanted = Version.outcome.is_in(outcomes)
    return await (
        Version.select(
            Version.id,
            Version.outcome,
            Version.number,
            Version.statement,
            Version.lang,
            Version.by_date,
            Version.reason,
            Version.by.called.as_alias("by_called"),
            Version.made_at,
            Version.shared_at,
        )
        .where(wanted if drafts else wanted & Version.shared_at.is_not_null())
        .order_by(Version.number, ascending=False)
    )


async def _actions(versions: list[UUID]) -> list[dict[str, Any]]:
    if not versions:
        return []
    return await (
        Action.select(
            Action.version,
            Action.what,
            Action.who,
            Action.how_often,
            Action.where,
            Action.stand_in,
        )
        .where(Action.version.is_in(versions))
        .order_by(Action.place)
    )


async def _translations(versions: list[UUID], reads: str) -> dict[UUID, dict[str, Any]]:
    if not versions:
        return {}
    rows = (
        await Translation.select(
            Translation.version, Translation.lang, Translation.statement, Translation.translator
        )
        .where(Translation.version.is_in(versions) & (Translation.lang == reads))
        .order_by(Translation.made_at)
    )
    return {row["version"]: row for row in rows}


def _by(rows: Iterable[dict[str, Any]], key: str) -> Rows:
    found: Rows = defaultdict(list)
    for row in rows:
        found[row.pop(key)].append(row)
    return found
