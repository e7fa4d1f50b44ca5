"""A push goes to the known push services and nowhere else, whatever a browser says."""

import socket
from typing import Any

import pytest

from server.inbox.endpoint_rules import endpoint_problem, keys_problem, origin_of, public
from server.inbox.retry_rules import NEVER, Answered
from server.inbox.subscribing import push_key_of
from server.inbox.tables import Subscription
from tests.browsing import CONFIG, Browsers
from tests.inbox.hostile import HOSTILE, INSIDE, OUTSIDE
from tests.inbox.push_service import Browser, PushService, Say
from tests.inbox.wiring import Names, wired
from tests.world import World

KNOWN = [
    "https://fcm.googleapis.com/fcm/send/x:y-z_1",
    "https://fcm.googleapis.com:443/fcm/send/x",
    "https://jmt17.google.com/fcm/send/x",
    "https://updates.push.services.mozilla.com/wpush/v2/gAAA==",
    "https://web.push.apple.com/QOh-x",
    "https://api.push.apple.com/3/device/x",
    "https://wns2-par02p.notify.windows.com/w/?token=BQY%3d%2b",
    "https://a.b.notify.windows.com/w/?token=x",
]
FCM = KNOWN[0]
Connects = list[tuple[Any, ...]]


@pytest.fixture
def connects(monkeypatch: pytest.MonkeyPatch) -> Connects:
    """Every address a socket connects to from here on; it leaves this machine for none."""
    found: Connects = []
    real = socket.socket.connect

    def connect(sock: socket.socket, address: Any) -> None:
        if sock.family == socket.AF_UNIX:  # the tests' own database
            return real(sock, address)
        found.append(address[:2])
        if address[0] != "127.0.0.1":
            raise ConnectionRefusedError
        return real(sock, address)

    monkeypatch.setattr(socket.socket, "connect", connect)
    return found


@pytest.mark.parametrize("endpoint", HOSTILE)
def test_what_is_no_known_push_service_is_refused(endpoint: str) -> None:
    assert endpoint_problem(endpoint, ()) != ""


@pytest.mark.parametrize("endpoint", KNOWN)
def test_the_known_push_services_are_taken(endpoint: str) -> None:
    assert endpoint_problem(endpoint, ()) == ""


def test_a_service_an_operator_added_is_that_origin_alone() -> None:
    also = ("https://push.example.org", "http://127.0.0.1:8123")
    for endpoint in ("https://push.example.org/x", "http://127.0.0.1:8123/x"):
        assert endpoint_problem(endpoint, also) == ""
    for endpoint in ("http://push.example.org/x", "https://push.example.org:8443/x"):
        assert endpoint_problem(endpoint, also) != ""
    for endpoint in ("http://127.0.0.1:8124/x", "http://127.0.0.1/x", "https://127.0.0.1:8123/x"):
        assert endpoint_problem(endpoint, also) != ""


def test_an_origin_has_no_usual_port_and_no_path() -> None:
    assert origin_of("https://fcm.googleapis.com:443/x") == "https://fcm.googleapis.com"
    assert origin_of("http://127.0.0.1:8123/x?y") == "http://127.0.0.1:8123"
    assert origin_of("https://fcm.googleapis.com@evil.example/") == ""


@pytest.mark.parametrize("address", INSIDE)
def test_somebodys_own_network_is_not_public(address: str) -> None:
    assert not public(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_the_world_is_public(address: str) -> None:
    assert public(address)


def test_keys_are_a_point_of_the_curve_and_16_bytes() -> None:
    phone = Browser("")
    assert keys_problem(phone.p256dh, phone.auth) == ""
    for wrong in ("", "A" * 87, phone.p256dh[:-1], phone.p256dh + "=", "BBBB" + phone.p256dh[4:]):
        assert keys_problem(wrong, phone.auth) == "p256dh"
    for wrong in ("", phone.auth + "==", phone.auth[:-1], phone.auth + "A", "+" * 22):
        assert keys_problem(phone.p256dh, wrong) == "auth"


async def test_nothing_is_sent_to_what_is_refused_even_if_it_is_kept(connects: Connects) -> None:
    names = Names(["127.0.0.1"])
    async with wired(lookup=names) as sender:
        for endpoint in HOSTILE:
            answer = await sender.send(sender.at(endpoint))
            assert answer == Answered(0, NEVER, "address"), endpoint
    assert (connects, names.asked) == ([], [])


@pytest.mark.parametrize("address", INSIDE)
async def test_a_known_name_that_leads_inside_is_not_followed(
    address: str, connects: Connects
) -> None:
    async with wired(lookup=Names([address])) as sender:
        assert await sender.send(sender.at(FCM)) == Answered(0, "", "not-public")
    assert connects == []


async def test_one_address_inside_is_one_too_many(connects: Connects) -> None:
    async with wired(lookup=Names(["8.8.8.8", "10.0.0.5"])) as sender:
        assert (await sender.send(sender.at(FCM))).reason == "not-public"
    assert connects == []


async def test_a_name_that_moves_inside_later_is_not_followed(connects: Connects) -> None:
    async with wired(lookup=Names(["8.8.8.8"], ["127.0.0.1"])) as sender:
        sender.wire.known.connector._use_dns_cache = False  # as if a minute had gone by
        answers = [(await sender.send(sender.at(FCM))).reason for _ in range(3)]
    assert answers == ["unreachable", "not-public", "not-public"]
    assert connects == [("8.8.8.8", 443)]


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_a_redirect_is_a_failure_and_is_not_followed(status: int) -> None:
    async with PushService() as service, PushService() as other, wired(service, other) as sender:
        phone = service.browser()
        service.answers(Say(status, {"Location": f"{other.origin}/push/x"}))
        assert (await sender.send(phone)).status == status
        assert (len(service.requests), other.connections) == (1, 0)


async def test_a_browser_that_says_it_is_elsewhere_is_not_taken(
    world: World, browsers: Browsers, connects: Connects
) -> None:
    amira, key = await browsers.of(world.amira), await push_key_of(CONFIG)
    for endpoint in HOSTILE:
        given = {**Browser("").info(key), "endpoint": endpoint}
        assert (await amira.post("/me/subscriptions", json=given)).status_code == 422, endpoint
    assert await Subscription.count() == 0
    assert connects == []
