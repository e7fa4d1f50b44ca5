"""What a next step still lacks before it can be kept."""

from collections.abc import Collection
from datetime import date

from server.children.rules import Area
from server.forms import LONGEST, day_of
from server.outcomes import lint as hints
from server.outcomes.forms import Plan, Wording, rows_of
from server.outcomes.rules import Where

NAME, LINE = 100, 200
AREAS, PLACES = ({each.value for each in kind} for kind in (Area, Where))


def wording_problems(form: Wording, today: date, languages: Collection[str]) -> dict[str, str]:
    """What a wording lacks before it can be kept at all."""
    when = day_of(form.by_date)
    wrong = {
        "statement": _fits(form.statement, hints.LONGEST, "shorter"),
        "by_date": "date" if when is None else "past" if when < today else "",
        "what": _rows_problem(rows_of(form)),
        **_other_problems(form, languages),
    }
    return {field: key for field, key in wrong.items() if key}


def _other_problems(form: Wording, languages: Collection[str]) -> dict[str, str]:
    if not form.other_words:
        return {}
    return {
        "other_words": _fits(form.other_words, hints.LONGEST, "shorter"),
        "other_lang": "" if form.other_lang in languages else "unpicked",
        "translator": _fits(form.translator, NAME, "long-line") and "translator",
    }


def plan_problems(form: Plan) -> dict[str, str]:
    """What a next step lacks beside its wording."""
    texts = ("aspiration", "baseline", "how_seen", "why", "home_link")
    wrong = {name: "long" for name in texts if len(getattr(form, name)) > LONGEST}
    known = form.area in AREAS
    return {**({} if known else {"area": "unpicked"}), **wrong}


def _fits(text: str, most: int, key: str) -> str:
    return "empty" if not text else key if len(text) > most else ""


def _rows_problem(rows: list[dict[str, str]]) -> str:
    for row in rows:
        if any(row[name] for name in ("what", "who", "how_often", "stand_in")):
            if not row["what"] or not row["who"]:
                return "doer" if row["what"] else "empty"
            short = max(len(row["who"]), len(row["stand_in"])) <= NAME
            if not short or len(row["how_often"]) > LINE or len(row["what"]) > LONGEST:
                return "shorter"
            if row["where"] not in PLACES:
                return "unpicked"
    return ""
