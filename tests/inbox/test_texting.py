"""A text message says that a message waits, and leaves by whichever way the environment names."""

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from notifications_python_client.authentication import decode_jwt_token, get_token_issuer

from server import texting_wire
from server.config import ConfigProblem
from server.inbox.retry_rules import NEVER
from server.inbox.rules import Topic
from server.inbox.texting import send_text, text_of
from server.inbox.texts import key_of, said
from server.languages import LANGUAGES
from server.texting import check_texting, number_of
from tests.browsing import CONFIG, ORIGIN
from tests.inbox.sending import PHONE, parcel
from tests.inbox.wire import NOTIFY_SMS, wire

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
TEMPLATE = "f33517ff-2a88-4f6e-b855-c550268ce08a"
KEY = f"nursery-{SERVICE}-{SECRET}"
CALLED = "+447700900123"


def config(text: str, key: str = KEY):
    return msgspec.structs.replace(CONFIG, text=text, text_key=key, text_template=TEMPLATE)


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("topic", Topic)
def test_a_text_says_its_fixed_text_and_its_link_alone(code: str, topic: Topic) -> None:
    given = parcel(reads=code, topic=topic, days_left=1)
    about = said(key_of(topic, days_left=1), code)
    text = text_of(ORIGIN, given)
    link = f"{ORIGIN}/messages/{given.message}"
    assert text.words.splitlines() == [about.title, about.body, link]
    assert (text.to, text.lang) == (CALLED, about.lang)


@pytest.mark.parametrize(
    ("phone", "number"),
    [
        ("07700 900123", CALLED),
        (" 07700-900-123", CALLED),
        ("(07700) 900123", CALLED),
        ("+44 7700 900123", CALLED),
        ("+44 (0)7700 900123", CALLED),
        ("0044 7700 900123", CALLED),
        ("447700900123", CALLED),
        ("+48 601 234 567", "+48601234567"),
        ("+353 (0)85 012 3456", "+353850123456"),
    ],
)
def test_a_number_is_said_as_the_world_dials_it(phone: str, number: str) -> None:
    assert number_of(phone) == number


@pytest.mark.parametrize(
    "phone",
    [
        *("", "07700", "01632 960000", "+44 1632 960000", "07000 900123", "07700 9001234"),
        *("0800 001 066", "07700 900123 ext 4", "ring Amira", "+0 7700 900123", "٠٧٧٠٠٩٠٠١٢٣"),
        *("07700900123\n07700900124", "+4477009001234567"),
    ],
)
def test_what_no_text_can_reach_is_no_number(phone: str) -> None:
    assert number_of(phone) == ""


@pytest.mark.parametrize("phone", ["", "01632 960000"])
async def test_without_a_number_nothing_is_sent(phone: str) -> None:
    async with wire() as other:
        answered = await send_text(config(other.address), parcel(phone=phone))
    assert answered == (0, NEVER, "no number")
    assert other.asked == []


async def test_notify_is_asked_as_it_wants_to_be_and_with_the_services_key() -> None:
    given = parcel()
    async with wire() as notify:
        assert (await send_text(config(f"notify:{notify.address}"), given)).status == 200
    ((asked, headers, body),) = notify.asked
    token = headers["Authorization"].removeprefix("Bearer ")
    assert asked == f"POST {NOTIFY_SMS}"
    assert get_token_issuer(token) == SERVICE
    assert decode_jwt_token(token, SECRET)
    words = text_of(ORIGIN, given).words
    personal = {"message": words}
    assert body == {"phone_number": CALLED, "template_id": TEMPLATE, "personalisation": personal}


async def test_http_is_given_the_number_the_words_and_the_language() -> None:
    given = parcel(reads="ur")
    async with wire(204, "") as other:
        answered = await send_text(config(f"{other.address}/texts", "a key"), given)
    ((asked, headers, body),) = other.asked
    assert answered.status == 200
    assert (asked, headers["Authorization"]) == ("POST /texts", "Bearer a key")
    assert body == {"to": CALLED, "text": text_of(ORIGIN, given).words, "lang": "ur"}


@pytest.mark.parametrize("way", ["notify:", ""])
@pytest.mark.parametrize(
    ("status", "after"), [(400, NEVER), (403, NEVER), (302, NEVER), (429, ""), (500, ""), (503, "")]
)
async def test_a_refusal_is_final_and_a_busy_door_is_not(way: str, status: int, after: str) -> None:
    async with wire(status, "[]", Location="/elsewhere") as other:
        answered = await send_text(config(way + other.address), parcel())
    assert answered == (0, after, f"text {status}")
    assert [asked.partition(" ")[0] for asked, _, _ in other.asked] == ["POST"]


async def test_whoever_asks_for_time_is_given_it() -> None:
    async with wire(429, Retry_After="120") as other:
        answered = await send_text(config(other.address), parcel())
    assert answered.retry_after == "120"


@pytest.mark.parametrize("way", ["notify:", ""])
async def test_whoever_is_away_is_tried_again(way: str) -> None:
    async with wire() as other:
        gone = other.address
    answered = await send_text(config(way + gone), parcel())
    assert (answered.status, answered.retry_after) == (0, "")


@pytest.mark.parametrize("way", ["notify:", ""])
async def test_nobody_is_waited_for_for_ever(way: str, monkeypatch: pytest.MonkeyPatch) -> None:
    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    monkeypatch.setattr(texting_wire, "PATIENCE", 0.2)
    server = await asyncio.start_server(silent, "127.0.0.1", 0)
    address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    answered = await asyncio.wait_for(send_text(config(way + address), parcel()), 5)
    server.close()
    assert (answered.status, answered.retry_after) == (0, "")


async def test_a_log_holds_no_number_no_words_and_no_key(caplog: pytest.LogCaptureFixture) -> None:
    told = f'{{"errors": [{{"message": "{CALLED} is not on your team"}}]}}'
    async with wire(400, told) as other:
        await send_text(config(f"notify:{other.address}"), parcel())
        await send_text(config(other.address), parcel())
    assert [word for word in (CALLED, PHONE, SECRET, "messages/") if word in caplog.text] == []


async def test_in_a_folder_each_text_is_a_file(tmp_path: Path) -> None:
    given = [parcel(), parcel(reads="ur")]
    for each in given:
        assert (await send_text(config(f"file:{tmp_path}/texts"), each)).status == 200
    files = sorted((tmp_path / "texts").iterdir())
    read = [msgspec.json.decode(path.read_bytes()) for path in files]
    assert [each["lang"] for each in read] == ["pl", "ur"]
    assert read[0] == {"to": CALLED, "words": text_of(ORIGIN, given[0]).words, "lang": "pl"}


BAD = {
    "pigeon:roof": "must be notify, https",
    "file:": "must be notify, https",
    "http://texts.example.org": "only localhost",
    "https://user:word@texts.example.org": "must be https",
    "https://texts.example.org:port": "an address that is none",
    "notify:http://notify.example.org": "only localhost",
}


@pytest.mark.parametrize("text", BAD)
def test_a_way_that_cannot_be_is_said_at_the_start(text: str) -> None:
    with pytest.raises(ConfigProblem, match=BAD[text]):
        check_texting(config(text))


@pytest.mark.parametrize(
    ("key", "template", "problem"),
    [
        ("", TEMPLATE, "ALONGSIDE_TEXT_KEY_FILE"),
        (SECRET, TEMPLATE, "ALONGSIDE_TEXT_KEY_FILE"),
        (KEY, "", "ALONGSIDE_TEXT_TEMPLATE"),
        (KEY, "welcome", "ALONGSIDE_TEXT_TEMPLATE"),
    ],
)
def test_notify_needs_its_key_and_its_template(key: str, template: str, problem: str) -> None:
    with pytest.raises(ConfigProblem, match=problem):
        check_texting(msgspec.structs.replace(config("notify", key), text_template=template))


@pytest.mark.parametrize(
    "text", ["", "notify", "https://texts.example.org/send", "http://localhost:9/", "file:var/x"]
)
def test_a_way_that_can_be_is_taken(text: str) -> None:
    check_texting(config(text))


def test_a_key_is_one_line() -> None:
    with pytest.raises(ConfigProblem, match="holds no key"):
        check_texting(config("https://texts.example.org", "a\nX-Other: b"))


def test_the_server_says_it_in_one_line(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("s" * 32)
    env = {
        "DATABASE_URL": f"sqlite:///{tmp_path}/none.db",
        "ALONGSIDE_ORIGIN": "http://localhost:8000",
        "ALONGSIDE_SECRET_FILE": str(secret),
        "ALONGSIDE_TEXT": "notify",
    }
    command = [sys.executable, "-m", "server", "check"]
    told = subprocess.run(
        command, env=os.environ | env, capture_output=True, text=True, check=False
    )
    (line,) = told.stderr.splitlines()
    assert (told.returncode, "ALONGSIDE_TEXT_KEY_FILE must hold" in line) == (2, True)
