"""What the rest of the house asks about rounds, reviews and questions."""

from server.cycles.assessments import Asked, assessments_of
from server.cycles.notes import OwnQuestion, questions_of
from server.cycles.reviews import ReviewShown, latest_review
from server.cycles.rounds import (
    ReviewDue,
    Round,
    open_round,
    reviews_due,
    round_for,
    rounds_of,
)

__all__ = [
    "Asked",
    "OwnQuestion",
    "ReviewDue",
    "ReviewShown",
    "Round",
    "assessments_of",
    "latest_review",
    "open_round",
    "questions_of",
    "reviews_due",
    "round_for",
    "rounds_of",
]
