"""A code brings somebody into the app on their own phone: once, soon, and with few rights."""

from datetime import timedelta

import pytest

from server import clock
from server.inbox.tables import HandOver
from server.people.rules import Device, Level
from server.people.tables import Session, Tally
from server.pwa.handing import MOST_TRIES
from tests.browsing import Browsers, op
from tests.pwa.handing_on import code_of, code_on, put_in
from tests.world import World, sign_in


async def test_a_code_opens_the_app_on_the_same_phone(world: World, browsers: Browsers) -> None:
    code = await code_of(await browsers.of(world.amira))
    app = browsers.nobody()
    assert (await put_in(app, code)).headers["location"] == "/me"
    assert "Amira" in (await app.get("/me")).text


async def test_it_proves_no_more_than_an_unlocked_phone(world: World, browsers: Browsers) -> None:
    app = browsers.nobody()
    await put_in(app, await code_of(await browsers.of(world.amira)))
    assert (await app.get("/me/contact")).status_code == 403
    newest = await Session.select().order_by(Session.began_at, ascending=False).first()
    assert newest
    assert (newest["level"], newest["device"]) == (Level.CODE, Device.OWN)


async def test_the_app_speaks_as_the_browser_did(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    await amira.post("/language", data={"language": "ur"})
    answer = await put_in(browsers.nobody(), await code_of(amira))
    assert "language=ur" in answer.headers["set-cookie"]


@pytest.mark.parametrize("spelt", ["{}", " {} ", "{}".lower(), "{}-"])
async def test_however_it_is_spelt_it_is_the_code(
    spelt: str, world: World, browsers: Browsers
) -> None:
    code = await code_of(await browsers.of(world.amira))
    answer = await put_in(browsers.nobody(), spelt.format(code.lower()))
    assert answer.status_code == 303


async def test_a_code_works_once(world: World, browsers: Browsers) -> None:
    code = await code_of(await browsers.of(world.amira))
    await put_in(browsers.nobody(), code)
    assert (await put_in(browsers.nobody(), code)).status_code == 422


async def test_wrong_used_and_late_get_the_same_answer(world: World, browsers: Browsers) -> None:
    amira, app = await browsers.of(world.amira), browsers.nobody()
    used = await code_of(amira)
    await put_in(browsers.nobody(), used)
    late = await code_of(amira)
    clock.hold(clock.now() + timedelta(minutes=15))
    try:
        said = [(await put_in(app, code)) for code in ("ABCD EFGH", used, late, "")]
    finally:
        clock.hold(None)
    assert {answer.status_code for answer in said} == {422}
    assert len({answer.text for answer in said}) == 1


async def test_a_new_code_ends_the_one_before(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    before, now = await code_of(amira), await code_of(amira)
    assert before != now
    assert (await put_in(browsers.nobody(), before)).status_code == 422
    assert (await put_in(browsers.nobody(), now)).status_code == 303


async def test_a_double_tap_makes_one_code(world: World, browsers: Browsers) -> None:
    amira, press = await browsers.of(world.amira), op()
    await amira.post("/install/code", data=press)
    code = await code_on(amira)
    await amira.post("/install/code", data=press)
    assert await code_on(amira) == code
    assert await HandOver.count() == 1


async def test_signing_out_ends_the_code_too(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira)
    code = await code_of(amira)
    await amira.post("/sign-out")
    assert (await put_in(browsers.nobody(), code)).status_code == 422


async def test_another_browser_of_theirs_does_not_show_it(world: World, browsers: Browsers) -> None:
    await code_of(await browsers.of(world.amira))
    assert not await code_on(await browsers.of(world.amira))


async def test_a_session_begun_by_a_code_makes_no_further_one(
    world: World, browsers: Browsers
) -> None:
    app = await browsers.of(world.amira, Level.CODE)
    assert (await app.post("/install/code", data=op())).status_code == 403
    assert await HandOver.count() == 0


async def test_who_works_at_a_setting_gets_no_code(world: World, browsers: Browsers) -> None:
    ben = await browsers.of(world.ben)
    assert "/install/code" not in (await ben.get("/install")).text
    assert (await ben.post("/install/code", data=op())).status_code == 404


async def test_a_phone_that_others_use_gets_no_code(world: World, browsers: Browsers) -> None:
    shared = browsers.nobody()
    token = await sign_in(world.amira, device=Device.SHARED)
    shared.cookies.set("__Host-sid", token, domain="alongside.test")
    assert "/install/code" not in (await shared.get("/install")).text
    assert (await shared.post("/install/code", data=op())).status_code == 404


async def test_what_is_kept_of_a_code_is_not_the_code(world: World, browsers: Browsers) -> None:
    code = (await code_of(await browsers.of(world.amira))).replace(" ", "")
    row = await HandOver.select().first()
    assert row
    assert code not in str(row)
    assert len(row["code_hash"]) == 64


async def test_after_too_many_tries_even_the_right_one_waits(
    world: World, browsers: Browsers
) -> None:
    code = await code_of(await browsers.of(world.amira))
    await put_in(browsers.nobody(), "ABCD EFGH")
    await Tally.update({Tally.tries: MOST_TRIES}, force=True)
    answer = await put_in(browsers.nobody(), code)
    assert answer.status_code == 422
    assert "Wait ten minutes" in answer.text
