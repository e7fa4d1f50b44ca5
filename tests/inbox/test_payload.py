"""A push says only that there is something: fixed words, in the reader's language, of two sizes."""

import asyncio
import json
import re
from contextvars import copy_context
from typing import Any
from uuid import uuid4

import pytest

from server import words
from server.content import push_texts
from server.inbox.endpoint_rules import unpacked
from server.inbox.payload_rules import LARGEST, SIZES, Said, TooLarge, padded, payload, topic_of
from server.inbox.rules import Topic
from server.inbox.texts import ANY, KEYS, REVIEWS, key_of, said
from server.languages import LANGUAGES, SOURCE
from tests.inbox.push_service import PushService
from tests.inbox.wiring import wired
from tests.world import EVERYBODY

KINDS = {*KEYS.values(), *REVIEWS.values(), ANY}
ALL = [(key, code) for key in sorted(push_texts()) for code in LANGUAGES]
LINK = re.compile(r"https://alongside\.test/messages/[0-9a-f-]{36}")


def made(key: str, code: str) -> bytes:
    """A push as a sender makes it."""
    link = f"https://alongside.test/messages/{uuid4()}"
    return payload(said(key, code), link, topic_of(b"s" * 32, uuid4(), "reply-1"), 7)


@pytest.mark.parametrize(("key", "code"), ALL)
def test_a_text_fits_on_a_lock_screen(key: str, code: str) -> None:
    found = said(key, code)
    assert 0 < len(found.title) <= 30
    assert 0 < len(found.body) <= 80
    assert (found.lang, found.dir) == (LANGUAGES[code].tag, LANGUAGES[code].dir)


@pytest.mark.parametrize(("key", "code"), ALL)
def test_a_push_holds_a_fixed_text_and_nothing_else(key: str, code: str) -> None:
    found = json.loads(made(key, code))
    notification = found.pop("notification")
    assert found == {"web_push": 8030}
    assert LINK.fullmatch(notification.pop("navigate"))
    assert re.fullmatch(r"[\w-]{24}", notification.pop("tag"))
    assert notification == {**said(key, code)._asdict(), "data": {"seq": 7}}


def test_every_topic_has_a_text_of_its_own_or_the_general_one() -> None:
    assert push_texts().keys() >= KINDS
    plain = {Topic.REVIEW, Topic.AGREED, Topic.NOTICE}
    assert {topic for topic in Topic if key_of(topic) == ANY} == plain
    assert key_of(Topic.REPLY) == "reply_waiting"
    assert key_of(Topic.REPLY, merged=True) == ANY
    assert key_of("something-new") == ANY


@pytest.mark.parametrize(
    ("days", "key"),
    [(7, "review_in_7_days"), (1, "review_tomorrow"), (6, ANY), (0, ANY), (-1, ANY)],
)
def test_a_day_is_named_only_when_it_is_true(days: int, key: str) -> None:
    assert key_of(Topic.REVIEW, days_left=days) == key


def test_a_text_we_do_not_have_is_the_general_one() -> None:
    assert said("none", SOURCE) == said(ANY, SOURCE)
    assert said(ANY, "xx") == said(ANY, SOURCE)


def test_a_text_for_somebody_leaves_the_language_of_the_page_alone() -> None:
    def page() -> str:
        words.speak("ur")
        said("reply_waiting", "pl")
        said("test_message", "en_GB")
        return words.language().code

    assert copy_context().run(page) == "ur"


@pytest.mark.parametrize(("key", "code"), ALL)
def test_every_push_has_the_smaller_size(key: str, code: str) -> None:
    assert len(made(key, code)) == SIZES[0]


def test_a_longer_one_has_the_larger_size_and_a_longer_still_is_none() -> None:
    assert [len(padded(b"x" * size)) for size in (1, 1024, 1025, 2560)] == [1024, 1024, 2560, 2560]
    for size in (2561, LARGEST, 3994):
        with pytest.raises(TooLarge):
            padded(b"x" * size)
    with pytest.raises(TooLarge):
        payload(Said("You have a reply", "x" * 6000, "en-GB", "ltr"), "/", "", 1)


async def _delivered(count: int) -> tuple[list[Any], list[Any], str]:
    """So many pushes to as many browsers: what came, and what each could read."""
    codes = list(LANGUAGES)
    async with PushService() as service, wired(service) as sender:
        phones = [service.browser() for _ in range(count)]
        sent = [made(sorted(KINDS)[n % len(KINDS)], codes[n % len(codes)]) for n in range(count)]
        await asyncio.gather(*map(sender.send, phones, sent))
        requests = [request for phone in phones for request in service.to(phone)]
        return requests, list(map(lambda p, r: p.read(r), phones, requests)), sender.public


async def test_a_browser_reads_what_was_sent_to_it_in_its_own_language() -> None:
    requests, read, _ = await _delivered(200)
    assert len(read) == 200
    tags = [LANGUAGES[code].tag for code in LANGUAGES]
    for place, found in enumerate(read):
        assert found["web_push"] == 8030
        assert found["notification"]["lang"] == tags[place % len(tags)]
        assert LINK.fullmatch(found["notification"]["navigate"])
    assert len({len(request.body) for request in requests}) == 1


async def test_no_two_pushes_share_a_key_or_a_salt() -> None:
    requests, _, public = await _delivered(200)
    assert len({request.keyid for request in requests}) == 200
    assert len({request.salt for request in requests}) == 200
    assert unpacked(public) not in {request.keyid for request in requests}


async def test_nobody_is_named_in_500_pushes() -> None:
    _, read, _ = await _delivered(500)
    whole = json.dumps(read, ensure_ascii=False).lower()
    for name in (*EVERYBODY, "sam", "kit", "oak", "elm", "test town"):
        assert not re.search(rf"\b{name}\b", whole), name
