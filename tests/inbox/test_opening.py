"""From a message to what it tells of: signed in, signed out, done by another, and gone."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest

from server.children.tables import Tie
from server.clock import now
from server.inbox.pages import with_message
from server.trail.rules import Happened, Visible
from server.trail.withdrawals import withdraw
from tests.browsing import op
from tests.inbox.inbox_town import done_by, message, one, replied
from tests.inbox.telling_town import happens, messages, tell

M = UUID("6ba7b810-9dad-41d1-80b4-00c04fd430c8")


@pytest.mark.parametrize(
    ("link", "onward"),
    [
        ("/concerns/1", f"/concerns/1?m={M}"),
        ("/?of=2", f"/?of=2&m={M}"),
        ("/children/3/insights#i-4", f"/children/3/insights?m={M}#i-4"),
    ],
)
def test_the_way_on_names_the_message_before_any_place_on_the_page(link, onward):
    assert with_message(link, M) == onward


async def test_a_message_leads_to_its_item_and_changes_nothing(world, browsers):
    hers = await replied(world)
    before = await one(hers)
    answer = await (await browsers.of(world.amira)).get(f"/messages/{hers}")
    assert answer.status_code == 303
    assert answer.headers["location"] == with_message(before["link"], hers)
    assert await one(hers) == before


async def test_what_one_did_oneself_still_leads_there(world, browsers):
    hers = await replied(world)
    amira = await browsers.of(world.amira)
    await amira.post(f"/messages/{hers}/handled", data=op())
    assert (await amira.get(f"/messages/{hers}")).status_code == 303


async def test_signed_out_it_waits_behind_the_sign_in(world, browsers):
    hers = await replied(world)
    answer = await browsers.nobody().get(f"/messages/{hers}")
    assert answer.headers["location"] == f"/sign-in?next=/messages/{hers}"


async def test_what_a_colleague_answered_says_so_and_shows_the_way(world, browsers):
    await happens(world, world.amira, Happened.CONCERN_RAISED, visible=Visible.AUTHOR)
    await tell()
    (his,) = await messages(world.ben)
    await done_by(world.sue, world.ben)
    answer = await (await browsers.of(world.ben)).get(f"/messages/{his['id']}")
    assert answer.status_code == 200
    assert "<bdi>Sue</bdi> already answered this on" in answer.text
    assert with_message(his["link"], his["id"]) in answer.text


async def test_what_was_taken_back_says_only_that_it_is_gone(world, browsers):
    item = uuid4()
    hers = await replied(world, item=item)
    await withdraw(world.ben, item)
    answer = await (await browsers.of(world.amira)).get(f"/messages/{hers}")
    assert answer.status_code == 200
    assert "This is no longer here" in answer.text
    assert "Sam" not in answer.text


async def test_who_left_the_child_reads_that_it_is_gone_even_when_done(world, browsers):
    hers = await replied(world)
    await done_by(world.ben, world.amira)
    await Tie.update({Tie.until: now()}).where(Tie.person == world.amira.id)
    amira = await browsers.of(world.amira)
    answer = await amira.get(f"/messages/{hers}")
    assert "This is no longer here" in answer.text
    assert "Ben" not in answer.text
    assert (await amira.post(f"/messages/{hers}/handled", data=op())).status_code == 404


async def test_opened_is_kept_once_and_the_first_time_counts(world, browsers):
    hers = await replied(world)
    amira = await browsers.of(world.amira)
    assert (await amira.post(f"/messages/{hers}/opened")).status_code == 200
    first = (await one(hers))["opened_at"]
    assert first is not None
    assert (await amira.post(f"/messages/{hers}/opened")).status_code == 200
    assert (await one(hers))["opened_at"] == first


async def test_opening_the_newest_opens_what_said_the_same_before(world, browsers):
    thread = uuid4()
    before = await message(world.amira, subject=thread, made_at=now() - timedelta(days=1))
    other = await message(world.amira)
    newest = await message(world.amira, subject=thread)
    await (await browsers.of(world.amira)).post(f"/messages/{newest}/opened")
    opened = [(await one(each))["opened_at"] is not None for each in (before, other, newest)]
    assert opened == [True, False, True]


async def test_only_its_own_adult_opens_or_ends_a_message(world, browsers):
    hers = await replied(world)
    omar = await browsers.of(world.omar)
    assert (await omar.post(f"/messages/{hers}/opened")).status_code == 404
    assert (await omar.post(f"/messages/{hers}/handled", data=op())).status_code == 404
    kept = await one(hers)
    assert (kept["opened_at"], kept["handled_at"]) == (None, None)


async def test_a_page_a_message_led_to_says_that_it_was_opened(world, browsers):
    hers = await replied(world)
    amira = await browsers.of(world.amira)
    assert "opened." in (await amira.get(f"/?m={hers}")).text
    assert "opened." not in (await amira.get("/")).text
