"""Whatever is pushed, the worker shows one notification; a tap loses nobody's words."""

import json
from typing import Any

import pytest
from playwright.async_api import expect

from tests.journeys.conftest import Open
from tests.journeys.on_the_phone import until
from tests.journeys.places import child_of
from tests.journeys.push_probe import PushProbe, probe
from tests.journeys.visitor import House, Visitor, comes_in

pytestmark = pytest.mark.journey
COUNTS = """() => {
  self.asked = [];
  const show = registration.showNotification.bind(registration);
  registration.showNotification = (title, options) => {
    asked.push({ title, ...options });
    return show(title, options);
  };
}"""
# A finger on glass lets a browser bring its window to the front; here it is let to.
FINGER = "() => { WindowClient.prototype.focus = async function () { return this; }; }"


def told(seq: int = 1, title: str = "Masz odpowiedź", **more: Any) -> str:
    """A push as we send it, padded."""
    notification = {
        "title": title,
        "body": "Ktoś odpowiedział.",
        "navigate": "http://localhost/elsewhere",
        "lang": "pl",
        "dir": "ltr",
        "tag": "a-subject-of-theirs-0001",
        "data": {"seq": seq},
        **more,
    }
    return json.dumps({"web_push": 8030, "notification": notification}).ljust(1024)


PUSHES = {
    "valid": told(),
    "right to left": told(lang="ur", dir="rtl"),
    "legacy": json.dumps({"title": "Old", "body": "Older", "url": "/messages"}),
    "empty": "",
    "not JSON": "Hello",
    "unknown": json.dumps({"something": "else"}),
    "nothing": "null",
    "a list": "[1, 2]",
    "no title": told(title=""),
    "wrong kinds": json.dumps({"notification": {"title": "T", "body": 5, "dir": "up", "tag": {}}}),
    "odd seq": told(data={"seq": "first"}),
    "no data": told(data=None),
}
# The push service gives this browser another address; what the worker asks for, and how it went.
RENEWED = """async () => {
  const [sent, works] = [[], []];
  const text = (raw) => btoa(String.fromCharCode(...new Uint8Array(raw)))
    .replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
  const curve = { name: "ECDH", namedCurve: "P-256" };
  const pair = await crypto.subtle.generateKey(curve, true, ["deriveBits"]);
  const p256dh = text(await crypto.subtle.exportKey("raw", pair.publicKey));
  const auth = text(crypto.getRandomValues(new Uint8Array(16)));
  const endpoint = `https://fcm.googleapis.com/fcm/send/${auth}`;
  const made = { endpoint, keys: { p256dh, auth } };
  PushManager.prototype.subscribe = async () => ({ toJSON: () => made });
  const ask = fetch;
  self.fetch = async (at, how) => {
    const answer = await ask(at, how);
    sent.push([how?.method ?? "GET", at, answer.status]);
    return answer;
  };
  const changed = new ExtendableEvent("pushsubscriptionchange");
  changed.waitUntil = (work) => works.push(work);
  dispatchEvent(changed);
  await Promise.all(works);
  return sent;
}"""
ELSEWHERE = ("https://evil.test/messages", "javascript:alert(1)", "//evil.test", "http://", "")


@pytest.fixture
async def kasia(house: House, a_phone: Open) -> Visitor:
    return await comes_in(house, await a_phone(), "Kasia", "pl")


@pytest.fixture
async def phone(kasia: Visitor) -> PushProbe:
    """Her phone, where it is counted how often the worker shows something."""
    found = await probe(kasia.page)
    await found.worker.evaluate(COUNTS)
    return found


async def asked(phone: PushProbe) -> list[dict[str, Any]]:
    """All that the worker has shown so far."""
    return list(await phone.worker.evaluate("() => asked"))


async def test_whatever_comes_something_is_shown_once(phone: PushProbe) -> None:
    for number, (kind, push) in enumerate(PUSHES.items(), 1):
        shown = await phone.shows(push)
        all_asked = await asked(phone)
        assert len(all_asked) == number, kind
        assert all_asked[-1]["title"] in [each["title"] for each in shown], kind


async def test_what_has_no_words_gets_ours_in_the_readers_language(
    kasia: Visitor, phone: PushProbe
) -> None:
    shown = (await phone.shows(""))[0]
    assert shown["title"] == kasia.said("New messages")
    assert (shown["lang"], shown["dir"]) == ("pl", "ltr")
    assert shown["data"]["navigate"] == "/messages"


async def test_the_words_and_their_direction_are_shown_as_they_came(phone: PushProbe) -> None:
    shown = (await phone.shows(told(lang="ur", dir="rtl", title="آپ کے لیے جواب")))[0]
    assert (shown["title"], shown["lang"], shown["dir"]) == ("آپ کے لیے جواب", "ur", "rtl")
    assert shown["tag"] == "a-subject-of-theirs-0001"


async def test_a_message_that_was_overtaken_shows_the_newer_one_in_silence(
    phone: PushProbe,
) -> None:
    await phone.shows(told(seq=5, title="Newer"))
    shown = await phone.shows(told(seq=4, title="Older"))
    assert [each["title"] for each in shown] == ["Newer"]
    newer, again = await asked(phone)
    assert (newer["silent"], again["silent"]) == (False, True)
    assert again["title"] == "Newer"


async def test_a_newer_message_of_the_same_subject_takes_its_place(phone: PushProbe) -> None:
    await phone.shows(told(seq=1, title="First"))
    shown = await phone.shows(told(seq=2, title="Second"))
    assert [each["title"] for each in shown] == ["Second"]
    assert [each["silent"] for each in await asked(phone)] == [False, False]


async def test_a_tap_leads_nowhere_but_here(house: House, phone: PushProbe) -> None:
    for seq, address in enumerate(ELSEWHERE):
        await phone.shows(told(seq, navigate=address))
        assert await phone.taps() == [f"{house.phone}/"], address


async def test_a_tap_opens_what_the_message_names(house: House, phone: PushProbe) -> None:
    await phone.shows(told(navigate=f"{house.phone}/messages/one"))
    assert await phone.taps() == [f"{house.phone}/messages/one"]


async def test_a_page_that_is_open_goes_there_itself(
    house: House, kasia: Visitor, phone: PushProbe
) -> None:
    await phone.worker.evaluate(FINGER)
    await phone.shows(told(navigate=f"{house.phone}/me"))
    assert await phone.taps() == []
    await kasia.page.wait_for_url(f"{house.phone}/me")


async def test_a_page_with_words_on_it_stays_where_it_is(
    house: House, kasia: Visitor, phone: PushProbe
) -> None:
    await kasia.goes(f"/children/{await child_of(kasia)}/concerns/new")
    await kasia.page.locator("textarea").first.fill("Martwi mnie")
    await phone.worker.evaluate(FINGER)
    await phone.shows(told(navigate=f"{house.phone}/me"))
    assert await phone.taps() == [f"{house.phone}/me"]
    await expect(kasia.page.locator("textarea").first).to_have_value("Martwi mnie")


async def test_a_wiped_worker_keeps_nothing_and_still_shows_what_comes(phone: PushProbe) -> None:
    await phone.shows(told())
    await phone.page.evaluate("""async () => {
      (await navigator.serviceWorker.ready).active.postMessage({ type: "wipe" });
    }""")
    await until(lambda: phone.page.evaluate("async () => !(await caches.keys()).length"))
    assert await phone.shows("")


async def test_a_changed_address_is_told_to_the_server(phone: PushProbe) -> None:
    asked_for = await phone.worker.evaluate(RENEWED)
    assert [each[:2] for each in asked_for] == [
        ["GET", "/me/subscriptions/key"],
        ["POST", "/me/subscriptions"],
    ]
    assert all(status < 300 for _, _, status in asked_for), asked_for


async def test_a_changed_address_that_cannot_be_told_waits_for_the_next_page(
    house: House, phone: PushProbe
) -> None:
    await phone.page.context.clear_cookies()
    [[_, at, status]] = await phone.worker.evaluate(RENEWED)
    assert (at, status) == ("/me/subscriptions/key", 200)  # the page to sign in on
