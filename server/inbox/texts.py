"""The fixed text that stands for a message on a lock screen, in the reader's language."""

from collections.abc import Mapping
from contextvars import copy_context
from functools import lru_cache

from server import words
from server.content import push_texts
from server.inbox.payload_rules import Said
from server.inbox.rules import Topic

ANY = "message_digest"
KEYS: Mapping[str, str] = {
    Topic.REPLY: "reply_waiting",
    Topic.DECIDE: "next_step_needs_answer",
    Topic.QUESTION: "question_waiting",
    Topic.CHANGE: "help_changed",
    Topic.HEARD: "for_staff_new_from_family",
    Topic.OBJECTED: "for_staff_answer_change",
    Topic.UNHEARD: "for_staff_no_reply",
    Topic.DUE: "for_staff_review_due",
    Topic.FAILED: "for_staff_send_failed",
    Topic.TEST: "test_message",
}
# A text that names a day is true on that day alone.
REVIEWS = {7: "review_in_7_days", 1: "review_tomorrow"}


def key_of(topic: str, *, merged: bool = False, days_left: int | None = None) -> str:
    """Which text says this; for several things at once, and for all else, "new messages"."""
    if merged:
        return ANY
    if topic == Topic.REVIEW:
        return REVIEWS.get(days_left or 0, ANY)
    return KEYS.get(topic, ANY)


@lru_cache(512)
def said(key: str, language: str) -> Said:
    """This text in this language; the language of whoever asks stays as it is."""
    return copy_context().run(_said, key, language)


def _said(key: str, language: str) -> Said:
    words.speak(language)
    texts = push_texts()
    text = texts.get(key) or texts[ANY]
    spoken = words.language()
    return Said(words.gettext(text.title), words.gettext(text.body), spoken.tag, spoken.dir)
