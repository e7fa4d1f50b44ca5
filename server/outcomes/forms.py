"""The form a next step is written on: as it is posted, shown again, and kept."""

from collections.abc import Mapping
from datetime import date
from itertools import zip_longest
from typing import Any

import msgspec

from server.forms import Form
from server.outcomes.drafts import Doing, Draft, Hope
from server.outcomes.rules import Eyfs
from server.outcomes.shapes import VersionShown

ROWS, MOST_ROWS = 1, 12
COLUMNS = ("what", "who", "how_often", "where", "stand_in")
LEARNING = {each.value for each in Eyfs}


class Wording(Form):
    """A wording: statement, date, help, and the same in another language."""

    then: str = "draft"  # draft | share | check | more
    statement: str = ""
    by_date: str = ""
    what: list[str] = msgspec.field(default_factory=list)
    who: list[str] = msgspec.field(default_factory=list)
    how_often: list[str] = msgspec.field(default_factory=list)
    where: list[str] = msgspec.field(default_factory=list)
    stand_in: list[str] = msgspec.field(default_factory=list)
    other_lang: str = ""
    other_words: str = ""
    translator: str = ""


class Plan(Wording):
    """A whole next step."""

    area: str = ""
    eyfs: list[str] = msgspec.field(default_factory=list)
    aspiration: str = ""
    baseline: str = ""
    how_seen: str = ""
    why: str = ""
    home_link: str = ""


class Reword(Wording):
    """Another wording, its reason, and the number that was seen."""

    seen: int = 0
    reason: str = ""


def rows_of(form: Wording) -> list[dict[str, str]]:
    """The rows of help as they were filled in, with empty ones to write in."""
    rows = _rows([getattr(form, name) for name in COLUMNS])
    more = min(len(rows) + 1, MOST_ROWS) if form.then == "more" else len(rows)
    return padded(rows, max(more, ROWS))


def rows_kept(kept: Mapping[str, Any]) -> list[dict[str, str]]:
    """The rows of help among words that were kept, if any were."""
    found = [kept.get(name, []) for name in COLUMNS]
    return _rows([[each] if isinstance(each, str) else each for each in found])


def _rows(columns: list[list[str]]) -> list[dict[str, str]]:
    rows = zip_longest(*columns, fillvalue="")
    return [dict(zip(COLUMNS, row, strict=True)) for row in rows][:MOST_ROWS]


def padded(rows: list[dict[str, str]], count: int) -> list[dict[str, str]]:
    """These rows, and empty ones up to this many."""
    empty = {"what": "", "who": "", "how_often": "", "where": "setting", "stand_in": ""}
    return [*rows, *({**empty} for _ in range(count - len(rows)))]


def values_of(form: Wording) -> dict[str, Any]:
    """The words as they were typed, for the same form again."""
    kept: dict[str, Any] = msgspec.structs.asdict(form)
    return {**kept, "rows": rows_of(form)}


def values_from(version: VersionShown) -> dict[str, Any]:
    """A wording as the place to begin another one from."""
    rows = [msgspec.structs.asdict(each) for each in version.actions]
    return {
        "statement": version.raw,
        "by_date": version.by_date.isoformat(),
        "rows": padded(rows, max(len(rows), ROWS)),
        "seen": version.number,
    }


def draft_of(form: Wording, by_date: date, reason: str = "") -> Draft:
    """The wording to keep; empty rows of help fall away."""
    return Draft(
        statement=form.statement,
        by_date=by_date,
        actions=tuple(Doing(**row) for row in rows_of(form) if row["what"]),
        reason=reason,
        other_lang=form.other_lang,
        other_words=form.other_words,
        translator=form.translator,
    )


def hope_of(form: Plan) -> Hope:
    """What the next step is for; unknown areas of learning fall away."""
    return Hope(
        area=form.area,
        eyfs=" ".join(each for each in form.eyfs if each in LEARNING),
        aspiration=form.aspiration,
        baseline=form.baseline,
        how_seen=form.how_seen,
        why=form.why,
        home_link=form.home_link,
    )
