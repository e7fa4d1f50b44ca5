"""The answers given to wordings, the latest of each adult, with what became of them."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from server.outcomes.shapes import AnswerShown
from server.outcomes.tables import Answer, Settlement
from server.people.asking import Adult


async def answers_to(
    person: Adult, versions: list[UUID], *, inside: bool
) -> dict[UUID, list[AnswerShown]]:
    """The latest answer of each adult to each wording; words for their author and the setting."""
    found: dict[UUID, dict[UUID, AnswerShown]] = defaultdict(dict)
    rows = await _answers(versions)
    settled = await _settlements([row["id"] for row in rows])
    for row in rows:
        mine = inside or row["person"] == person.id
        kept = {**row, **settled.get(row["id"], {})}
        hidden = {} if mine else {"words": "", "reason": "", "wants_talk": False}
        found[row["version"]][row["person"]] = AnswerShown(**{**kept, **hidden})
    return defaultdict(list, {key: list(each.values()) for key, each in found.items()})


async def _answers(versions: list[UUID]) -> list[dict[str, Any]]:
    if not versions:
        return []
    return await (
        Answer.select(
            Answer.id,
            Answer.version,
            Answer.person.id.as_alias("person"),
            Answer.person.called.as_alias("called"),
            Answer.choice,
            Answer.decides,
            Answer.wants_talk,
            Answer.words,
            Answer.lang,
            Answer.made_at,
        )
        .where(Answer.version.is_in(versions))
        .order_by(Answer.made_at)
    )


async def _settlements(answers: list[UUID]) -> dict[UUID, dict[str, Any]]:
    if not answers:
        return {}
    rows = (
        await Settlement.select(
            Settlement.answer,
            Settlement.result.as_alias("settled"),
            Settlement.words.as_alias("reason"),
            Settlement.lang.as_alias("reason_lang"),
            Settlement.by.called.as_alias("settled_by"),
        )
        .where(Settlement.answer.is_in(answers))
        .order_by(Settlement.made_at)
    )
    return {row.pop("answer"): row for row in rows}
