"""Number matching: what is on the phone, what staff choose among, and how long it holds."""

from collections.abc import Collection, Mapping
from datetime import date, datetime, timedelta
from enum import StrEnum

QR_LIFE = timedelta(minutes=10)
MATCH_LIFE = timedelta(minutes=30)
LENGTHS = {
    "called": 100,
    "relation": 80,
    "basis": 200,
    "title": 80,
    "qualification": 200,
    "order": 200,
}


class For(StrEnum):
    """What an invitation is for."""

    FAMILY = "family"
    RESCUE = "rescue"
    STAFF = "staff"


class Stage(StrEnum):
    """How far an invitation has got."""

    OPEN = "open"  # the QR waits for a phone
    CLAIMED = "claimed"  # a phone shows its number
    JOINED = "joined"
    REFUSED = "refused"
    OVER = "over"


class Claimed(StrEnum):
    """What comes of scanning."""

    YES = "yes"
    USED = "used"  # another phone was first
    OVER = "over"  # wrong, too old or closed


def three_numbers(draw: Collection[int]) -> bool:
    """Three different numbers of two digits, so that a guess is wrong twice in three."""
    drawn = tuple(draw)
    return len(drawn) == len(set(drawn)) == 3 and all(10 <= n <= 99 for n in drawn)  # noqa: PLR2004


def scannable(made: datetime, closed: datetime | None, now: datetime) -> bool:
    """The QR can still be scanned."""
    return closed is None and now - made < QR_LIFE


def matchable(
    claimed: datetime, matched: datetime | None, refused: datetime | None, now: datetime
) -> bool:
    """The number can still be matched."""
    return matched is None and refused is None and now - claimed < MATCH_LIFE


def claim_stage(
    claimed: datetime, matched: datetime | None, refused: datetime | None, now: datetime
) -> Stage:
    """How far a claim has got."""
    if matched is not None:
        return Stage.JOINED
    if refused is not None:
        return Stage.REFUSED
    return Stage.CLAIMED if matchable(claimed, matched, refused, now) else Stage.OVER


def too_long(fields: Mapping[str, str]) -> dict[str, str]:
    """The fields that are longer than what is kept of them."""
    return {
        name: "shorter" for name, words in fields.items() if len(words) > LENGTHS.get(name, 5000)
    }


def invite_problems(
    role: str, roles: Collection[str], fields: Mapping[str, str], *, rights: bool
) -> dict[str, str]:
    """What is wrong with an invitation: who it is, and what was checked for their rights."""
    problems = too_long(fields)
    if role not in roles:
        problems["role"] = "unpicked"
    if not fields["called"]:
        problems["called"] = "name"
    if rights and not fields["basis"]:
        problems["basis"] = "basis"
    return problems


def as_date(text: str) -> date | None:
    """The date a browser sends, or none."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def order_problems(order: str, seen_on: str, review_on: str, on: date) -> dict[str, str]:
    """What is wrong with an order as it was written down."""
    problems = {} if order else {"order": "empty"}
    problems |= too_long({"order": order})
    seen, review = as_date(seen_on), as_date(review_on)
    if seen is None or seen > on:
        problems["seen_on"] = "future" if seen else "date"
    if review_on and (review is None or review < on):
        problems["review_on"] = "past" if review else "date"
    return problems
