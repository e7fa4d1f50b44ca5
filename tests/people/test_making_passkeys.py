"""A passkey is made for oneself, with care; what is none is refused plainly."""

import pytest

from server.people.tables import Passkey
from tests.browsing import Browsers
from tests.people.authenticator import Phone, add_passkey, options
from tests.world import World


async def test_a_passkey_made_without_verification_is_not_kept(
    world: World, browsers: Browsers
) -> None:
    unsure = Phone()
    unsure.verified = False
    assert (await add_passkey(await browsers.of(world.amira), unsure)).status_code == 403
    assert await Passkey.count() == 0


async def test_a_challenge_of_one_person_makes_no_passkey_for_another(
    world: World, browsers: Browsers
) -> None:
    amira, omar = await browsers.of(world.amira), await browsers.of(world.omar)
    credential = Phone().make(await options(amira, "/me/passkeys"))
    omar.cookies.set("__Host-browser", amira.cookies["__Host-browser"], domain="alongside.test")
    answer = await omar.post("/me/passkeys", json={"credential": credential})
    assert answer.status_code == 403


async def test_the_same_passkey_is_kept_once(world: World, browsers: Browsers) -> None:
    amira, again = await browsers.of(world.amira), Phone()
    assert (await add_passkey(amira, again)).status_code == 200
    assert (await add_passkey(amira, again)).status_code == 403


@pytest.mark.parametrize(
    "body", [b"{", b"[]", b'{"credential": 7}', b'{"credential": {}, "more": 1}', b"\xff", b""]
)
async def test_what_is_no_credential_is_refused_plainly(browsers: Browsers, body: bytes) -> None:
    answer = await browsers.nobody().post(
        "/sign-in/passkey", content=body, headers={"content-type": "application/json"}
    )
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "credential",
    [{}, {"id": 7}, {"response": {"clientDataJSON": "!"}}, {"response": {"clientDataJSON": "e30"}}],
)
async def test_a_broken_credential_opens_nothing(
    world: World, browsers: Browsers, credential: dict[str, object]
) -> None:
    answer = await browsers.nobody().post("/sign-in/passkey", json={"credential": credential})
    assert answer.status_code == 403
