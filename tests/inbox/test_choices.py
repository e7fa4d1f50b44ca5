"""What one hears of, how soon, by which way and when not: said once, kept, and changed."""

import re

import msgspec
import pytest

from server.children.rules import TieRole
from server.children.tables import Tie
from server.db import Engine
from server.inbox.choice_rules import Rest, channels_for, quiet_of, rest_of, sides_for, topics_for
from server.inbox.hours_rules import USUAL
from server.inbox.rules import FAMILY_TOPICS, STAFF_TOPICS, Channel, Side, Topic, When
from server.inbox.tables import Choice, Hours, Manner
from server.inbox.wishes import wishes_for
from server.inbox.zones import COUNTRIES, is_zone, zones
from server.people.tables import Person
from tests.browsing import CONFIG, Browsers, op
from tests.inbox.telling_town import has_mail
from tests.world import LONG_AGO

AT = "/me/messages"


def chosen(**more):
    """The form of a parent, as it stands before anything is changed."""
    usual = {"side": "family", "channel": "push", "zone": "Europe/London", "rest": "weekends"}
    times = {"quiet_from": "19:00", "quiet_to": "07:30"}
    topics = {topic.value: "now" for topic in FAMILY_TOPICS}
    return op(**{**usual, **times, **topics, **more})


def test_a_job_hears_of_what_is_its_own():
    assert topics_for(Side.FAMILY, ["senco"]) == list(FAMILY_TOPICS)
    assert topics_for(Side.STAFF, ["practitioner"]) == list(STAFF_TOPICS[:3])
    assert topics_for(Side.STAFF, ["senco"]) == list(STAFF_TOPICS[:5])
    assert Topic.FAILED in topics_for(Side.STAFF, ["manager"])


def test_one_hears_as_what_one_is():
    assert sides_for([], family=True) == [Side.FAMILY]
    assert sides_for(["senco"], family=False) == [Side.STAFF]
    assert sides_for(["senco"], family=True) == [Side.FAMILY, Side.STAFF]
    assert sides_for([], family=False) == [Side.FAMILY]


def test_a_way_is_open_only_with_somewhere_to_send_to():
    assert channels_for(email=False, texts=False) == [Channel.PUSH, Channel.APP]
    assert channels_for(email=True, texts=True) == list(Channel)


@pytest.mark.parametrize("rest", list(Rest))
def test_quiet_time_is_read_again_as_it_was_said(rest):
    quiet = quiet_of("20:00", "06:45", rest)
    assert quiet
    assert rest_of(quiet) is rest


def test_a_time_that_is_none_makes_no_quiet_time():
    assert quiet_of("25:00", "06:45", Rest.NIGHTS) is None
    assert quiet_of("", "", Rest.NEVER) is not None


def test_every_clock_we_offer_is_there_and_has_a_name():
    assert [zone for zone in COUNTRIES if not is_zone(zone)] == []
    offered = zones("Asia/Karachi")
    assert offered[:2] == [("Europe/London", "United Kingdom"), ("Asia/Karachi", "Pakistan")]
    assert len({name for _, name in offered}) == len(COUNTRIES)


def test_any_clock_of_the_world_can_stay_chosen():
    assert dict(zones("Pacific/Auckland"))["Pacific/Auckland"].startswith("New Zealand")


def selected(page):
    """What the form shows as chosen."""
    found = {}
    for name, inside in re.findall(r'<select[^>]*name="(\w+)".*?>(.*?)</select>', page, re.DOTALL):
        found[name] = re.findall(r'value="([^"]+)" selected', inside)
    found["channel"] = re.findall(r'name="channel" value="(\w+)" checked', page)
    return found


async def test_before_anything_is_said_the_usual_stands(world, browsers):
    page = (await (await browsers.of(world.amira)).get(AT)).text
    shown = selected(page)
    assert shown.pop("zone") == ["Europe/London"]
    assert shown.pop("channel") == ["push"]
    assert shown == {topic.value: ["now"] for topic in FAMILY_TOPICS}
    assert 'value="19:00"' in page


async def test_what_was_chosen_is_kept_and_shown_again(world, browsers):
    amira = await browsers.of(world.amira)
    await has_mail(world.amira)
    form = chosen(decide="weekly", channel="mail", zone="Europe/Warsaw", quiet_from="21:15")
    answer = await amira.post(AT, data=form)
    assert (answer.status_code, answer.headers["location"]) == (303, "/me")
    page = (await amira.get(AT)).text
    shown = selected(page)
    assert (shown["decide"], shown["channel"]) == (["weekly"], ["mail"])
    assert shown["zone"] == ["Europe/Warsaw"]
    assert 'value="21:15"' in page


async def test_a_row_is_written_for_each_thing_that_changed_and_no_other(world, browsers):
    amira = await browsers.of(world.amira)
    await amira.post(AT, data=chosen())
    assert [await table.count() for table in (Choice, Manner, Hours)] == [0, 0, 0]
    for when in ("off", "daily"):
        await amira.post(AT, data=chosen(reply=when, rest="nights"))
    assert [await table.count() for table in (Choice, Manner, Hours)] == [1, 0, 1]
    wishes = await wishes_for(world.amira.id)
    assert wishes.when(Topic.REPLY) is When.DAILY


async def test_going_back_to_the_usual_counts_too(world, browsers):
    amira = await browsers.of(world.amira)
    for form in (chosen(channel="app", change="off"), chosen()):
        await amira.post(AT, data=form)
    wishes = await wishes_for(world.amira.id)
    assert (wishes.prefers, wishes.when(Topic.CHANGE)) == (Channel.PUSH, When.NOW)


async def test_no_quiet_time_is_none_on_any_day(world, browsers):
    amira = await browsers.of(world.amira)
    form = chosen(rest="never", quiet_from="", quiet_to="")
    assert (await amira.post(AT, data=form)).status_code == 303
    quiet = (await wishes_for(world.amira.id)).quiet(Side.FAMILY)
    assert quiet.start == quiet.end
    assert not quiet.weekends
    assert 'value="19:00"' in (await amira.get(AT)).text


async def test_hours_of_work_and_quiet_time_at_home_are_two_things(world, browsers):
    sue = await browsers.of(world.sue)
    tie = Tie(child=world.mo, person=world.sue.id, role=TieRole.PARENT, since=LONG_AGO)
    await Tie.insert(tie)
    work = op(side="staff", channel="push", rest="nights", quiet_from="16:00", quiet_to="09:00")
    assert (await sue.post(AT, data=work)).status_code == 303
    wishes = await wishes_for(world.sue.id)
    assert wishes.quiet(Side.STAFF).start.hour == 16
    assert wishes.quiet(Side.FAMILY) == USUAL[Side.FAMILY]
    for side, there in (("family", "Quiet time"), ("staff", "My hours")):
        page = (await sue.get(f"{AT}?side={side}")).text
        assert there in page
        assert "As family" in page


async def test_a_time_that_is_none_is_asked_again_with_all_that_was_typed(world, browsers):
    amira = await browsers.of(world.amira)
    answer = await amira.post(AT, data=chosen(quiet_from="7pm", decide="off", zone="Asia/Dhaka"))
    assert answer.status_code == 422
    assert "Choose a time, like 07:30." in answer.text
    assert 'value="7pm"' in answer.text
    shown = selected(answer.text)
    assert (shown["decide"], shown["zone"]) == (["off"], ["Asia/Dhaka"])
    assert await Choice.count() == 0


@pytest.mark.parametrize("channel", ["", "mail", "text"])
async def test_a_way_that_is_not_open_is_asked_again(world, browsers, channel):
    answer = await (await browsers.of(world.amira)).post(AT, data=chosen(channel=channel))
    assert answer.status_code == 422
    assert "Pick one answer." in answer.text
    assert await Manner.count() == 0


@pytest.mark.parametrize(
    "odd",
    [
        {"side": "both"},
        {"reply": "always"},
        {"notice": "now"},
        {"channel": "pigeon"},
        {"zone": "Mars/North"},
        {"zone": "../../etc/passwd"},
        {"rest": "sometimes"},
    ],
)
async def test_what_no_page_of_ours_sends_is_refused(world, browsers, odd):
    answer = await (await browsers.of(world.amira)).post(AT, data={**chosen(), **odd})
    assert answer.status_code == 400


async def test_one_press_counts_once(world, browsers):
    amira = await browsers.of(world.amira)
    form = chosen(reply="off")
    for _ in "ab":
        assert (await amira.post(AT, data=form)).status_code == 303
    assert (await amira.post(AT, data={**form, "reply": "now"})).status_code == 422


async def test_a_text_message_is_a_way_only_where_the_house_sends_them(world, clean: Engine):
    await Person.update({Person.phone: "07700 900123"}).where(Person.id == world.amira.id)
    texting = msgspec.structs.replace(CONFIG, text="file:var/test-texts")
    for config, there in ((CONFIG, False), (texting, True)):
        amira = await Browsers(clean, config).of(world.amira)
        assert ('value="text"' in (await amira.get(AT)).text) is there


async def test_ones_own_page_says_how_it_is_now(world, browsers):
    amira, ben = await browsers.of(world.amira), await browsers.of(world.ben)
    await amira.post(AT, data=chosen(channel="app", rest="nights"))
    mine, his = (await amira.get("/me")).text, (await ben.get("/me")).text
    assert "Only when I open it" in mine
    assert re.search(r"19:00</bdi> to <bdi[^>]*>07:30", mine)
    assert re.search(r"Monday to Friday, <bdi[^>]*>08:00</bdi> to <bdi[^>]*>18:00", his)
