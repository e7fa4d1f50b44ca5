"""One's own messages: new ones first, none that is not for them any more."""

import re
from datetime import timedelta
from itertools import chain
from uuid import uuid4

import pytest

from server.children.rules import TieRole
from server.children.tables import Restriction, Tie
from server.clock import now, today
from server.inbox.pages import cursor, cursor_text
from server.inbox.reading import Cursor
from server.inbox.rules import Side, Topic
from server.inbox.tables import Message
from server.people.rules import Level
from server.settings.tables import Membership
from server.trail.rules import Happened, Visible
from server.trail.withdrawals import withdraw
from tests.browsing import op
from tests.inbox.inbox_town import done_by, many, message, one, replied, rows
from tests.inbox.telling_town import happens, tell
from tests.world import LONG_AGO

NOBODY = "00000000-0000-4000-8000-000000000000"


async def test_a_message_says_what_it_is_and_of_which_child(world, browsers):
    await replied(world)
    page = (await (await browsers.of(world.amira)).get("/messages")).text
    assert "<b>You have a reply</b>" in page
    assert "<bdi>Sam</bdi>" in page


async def test_nobody_sees_the_messages_of_another(world, browsers):
    hers = await replied(world)
    for adult in (world.omar, world.ben, world.stranger):
        browser = await browsers.of(adult)
        assert hers not in await rows(browser)
        assert (await browser.get(f"/messages/{hers}")).status_code == 404


async def test_new_ones_stand_before_the_rest_and_the_newest_first(world, browsers):
    first, second, third, fourth = await many(world.amira, 4)
    await Message.update({Message.opened_at: now()}).where(Message.id.is_in([second, fourth]))
    assert await rows(await browsers.of(world.amira)) == [third, first, fourth, second]


async def test_thirty_stand_on_a_page_and_the_older_ones_behind_a_link(world, browsers):
    made = await many(world.amira, 65)
    await Message.update({Message.opened_at: now()}).where(Message.id.is_in(made[40:]))
    amira, found, at = await browsers.of(world.amira), [], "/messages"
    for _ in range(3):
        page = (await amira.get(at)).text
        found.append(await rows(amira, at))
        at = next(iter(re.findall(r'href="(/messages\?before=[^"]+)"', page)), "")
    assert [len(each) for each in found] == [30, 30, 5]
    assert [*chain(*found)] == [*made[39::-1], *made[:39:-1]]
    assert at == ""


async def test_what_came_at_the_same_moment_is_all_there(world, browsers):
    at = now()
    made = {await message(world.amira, made_at=at) for _ in range(32)}
    amira = await browsers.of(world.amira)
    first = await rows(amira)
    link = re.search(r'href="(/messages\?before=[^"]+)"', (await amira.get("/messages")).text)
    assert link
    assert {*first, *await rows(amira, link[1])} == made


@pytest.mark.parametrize("text", ["x", "new-1", "new--1-2", f"odd-1-{NOBODY}", f"new-9e9-{NOBODY}"])
async def test_a_made_up_place_in_the_list_is_refused(world, browsers, text):
    amira = await browsers.of(world.amira)
    assert (await amira.get(f"/messages?before={text}")).status_code == 400


def test_a_place_in_the_list_keeps_its_moment_to_the_microsecond():
    place = Cursor(False, now().replace(microsecond=7), uuid4())
    assert cursor(cursor_text(place)) == place


async def test_an_empty_list_says_so(world, browsers):
    assert "Nothing new today." in (await (await browsers.of(world.amira)).get("/messages")).text


async def test_what_said_the_same_before_is_new_only_once(world, browsers):
    thread = uuid4()
    before = await message(world.amira, subject=thread, made_at=now() - timedelta(days=1))
    newest = await message(world.amira, subject=thread)
    amira = await browsers.of(world.amira)
    page = (await amira.get("/messages")).text
    assert page.index(str(newest)) < page.index('id="old"') < page.index(str(before))


async def test_a_message_of_no_more_use_is_not_new(world, browsers):
    over = await message(world.amira, until=now() - timedelta(minutes=1))
    page = (await (await browsers.of(world.amira)).get("/messages")).text
    assert page.index('id="old"') < page.index(str(over))


async def _limited(world):
    tie = await Tie.select(Tie.id).where(Tie.person == world.amira.id).first()
    order = {"order": "court order", "seen_by": world.mona.id, "seen_on": today()}
    await Restriction.insert(Restriction(tie=tie["id"], made_at=now(), **order))


async def _left(world):
    await Tie.update({Tie.until: now()}).where(Tie.person == world.amira.id)


async def _taken_back(world):
    await withdraw(world.ben, world.item)


@pytest.mark.parametrize("then", [_limited, _left, _taken_back])
async def test_what_is_not_for_them_any_more_is_not_listed(world, browsers, then):
    world.item = uuid4()
    await replied(world, item=world.item)
    amira = await browsers.of(world.amira)
    assert len(await rows(amira)) == 1
    await then(world)
    assert await rows(amira) == []
    assert "You have a reply" not in (await amira.get("/")).text


async def test_who_works_there_no_more_has_no_messages_of_work(world, browsers):
    await happens(world, world.amira, Happened.TOLD, visible=Visible.AUTHOR)
    await tell()
    failed = {"topic": Topic.FAILED, "side": Side.STAFF, "setting": world.oak}
    await message(world.ben, **failed)
    ben = await browsers.of(world.ben)
    assert len(await rows(ben)) == 2
    await Membership.update({Membership.until: now()}).where(Membership.person == world.ben.id)
    assert await rows(ben) == []


async def test_a_parent_who_also_works_there_keeps_apart_what_is_for_which(world, browsers):
    await replied(world)
    await happens(world, world.omar, Happened.CONCERN_RAISED, visible=Visible.AUTHOR)
    tie = Tie(child=world.sam, person=world.sue.id, role=TieRole.PARENT, since=LONG_AGO)
    await Tie.insert(tie)
    await tell()
    sue = await browsers.of(world.sue)
    assert len(await rows(sue)) == 1
    await Membership.update({Membership.until: now()}).where(Membership.person == world.sue.id)
    assert await rows(sue) == []


async def test_done_is_a_row_with_who_and_when_and_the_first_time_counts(world, browsers):
    hers = await replied(world)
    amira = await browsers.of(world.amira)
    answers = [await amira.post(f"/messages/{hers}/handled", data=op()) for _ in "ab"]
    assert {answer.headers["location"] for answer in answers} == {"/messages"}
    kept = await one(hers)
    assert kept["handled_by"] == world.amira.id
    page = (await amira.get("/messages")).text
    assert "Mark as done" not in page
    assert "<span>Done</span>" in page


async def test_what_came_after_the_page_was_shown_is_not_done_with_it(world, browsers):
    await many(world.amira, 2)
    amira = await browsers.of(world.amira)
    shown = re.search(r'name="seen" value="([^"]+)"', (await amira.get("/messages")).text)
    assert shown
    await message(world.amira, made_at=now() + timedelta(seconds=1))
    await amira.post("/messages/handled", data=op(seen=shown[1]))
    rows_ = await Message.select().where(Message.person == world.amira.id)
    assert [bool(row["handled_at"]) for row in rows_].count(True) == 2


async def test_all_that_is_new_is_done_at_one_press_and_what_was_done_stays(world, browsers):
    mine = await many(world.amira, 3)
    theirs = await many(world.omar, 1)
    earlier = now() - timedelta(days=1)
    done = {Message.handled_at: earlier, Message.handled_by: world.ben.id}
    await Message.update(done).where(Message.id == mine[0])
    amira = await browsers.of(world.amira)
    form = op(seen=now().isoformat())
    assert (await amira.post("/messages/handled", data=form)).status_code == 303
    assert [(await one(each))["handled_by"] for each in mine[1:]] == [world.amira.id] * 2
    assert (await one(mine[0]))["handled_by"] == world.ben.id
    assert (await one(theirs[0]))["handled_at"] is None


async def test_what_a_colleague_did_says_whose_work_it_was(world, browsers):
    await happens(world, world.amira, Happened.CONCERN_RAISED, visible=Visible.AUTHOR)
    await tell()
    await done_by(world.sue, world.ben)
    page = (await (await browsers.of(world.ben)).get("/messages")).text
    assert "Done by <bdi>Sue</bdi>" in page


async def test_a_code_is_enough_to_read_them(world, browsers):
    hers = await replied(world)
    assert await rows(await browsers.of(world.amira, Level.CODE)) == [hers]


@pytest.mark.parametrize(("who", "at"), [("amira", "/"), ("ben", "/"), ("ben", "/board")])
async def test_the_first_page_shows_three_new_ones_and_how_many_there_are(world, browsers, who, at):
    made = await many(getattr(world, who), 5)
    page = (await (await browsers.of(getattr(world, who))).get(at)).text
    assert "New for you" in page
    assert 'aria-hidden="true">5</b>' in page
    assert [str(each) in page for each in made[::-1]] == [True] * 3 + [False] * 2


async def test_every_page_has_the_way_to_them_once_somebody_is_known(world, browsers):
    amira = await browsers.of(world.amira)
    for path in ("/", "/me", f"/children/{world.sam}/plan", "/me/messages"):
        assert 'class="bell" href="/messages"' in (await amira.get(path)).text
    assert 'class="bell"' not in (await browsers.nobody().get("/sign-in")).text
