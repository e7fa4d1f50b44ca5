"""Who hears of what: decided when it is told, by what each may see at that moment."""

from uuid import uuid4

import pytest

from server.children.tables import Restriction, Tie
from server.clock import now, today
from server.inbox.tables import Choice
from server.inbox.telling import tell_again
from server.settings.tables import Membership
from server.trail.rules import Happened, Visible
from server.trail.tables import Announcement, Event
from server.trail.withdrawals import withdraw
from tests.inbox.telling_town import happens, messages, tell, who_heard
from tests.world import LONG_AGO


async def test_a_key_person_hears_that_a_family_said_something(world):
    await happens(world, world.amira, Happened.TOLD, visible=Visible.AUTHOR)
    await tell()
    assert await who_heard(world) == {"ben"}


async def test_a_worry_reaches_the_senco_too(world):
    await happens(world, world.amira, Happened.CONCERN_RAISED, visible=Visible.AUTHOR)
    await tell()
    assert await who_heard(world) == {"ben", "sue"}


async def test_a_reply_reaches_its_author_and_not_the_other_home(world):
    told = {"visible": Visible.AUTHOR, "to_whom": world.amira.id, "about": uuid4()}
    await happens(world, world.ben, Happened.ECHOED, **told)
    await tell()
    assert await who_heard(world) == {"amira"}


async def test_everybody_beside_the_child_is_asked_but_nobody_an_order_keeps_away(world):
    await happens(world, world.ben, Happened.OUTCOME_SHARED, about=uuid4())
    await tell()
    assert await who_heard(world) == {"amira", "omar", "grace"}


async def test_who_did_it_is_not_told(world):
    await happens(world, world.sue, Happened.CONCERN_RAISED, author=world.amira.id)
    await tell()
    assert await who_heard(world) == {"ben"}


async def test_an_order_between_the_deed_and_the_telling_counts(world):
    await happens(world, world.ben, Happened.OUTCOME_SHARED, about=uuid4())
    tie = await Tie.select(Tie.id).where(Tie.person == world.omar.id).first()
    await Restriction.insert(
        Restriction(
            tie=tie["id"], order="order", seen_by=world.mona.id, seen_on=today(), made_at=now()
        )
    )
    await tell()
    assert await who_heard(world) == {"amira", "grace"}


async def test_what_was_taken_back_in_between_is_told_to_nobody(world):
    item = uuid4()
    await happens(world, world.amira, Happened.TOLD, visible=Visible.AUTHOR, item=item)
    await withdraw(world.amira, item)
    await tell()
    assert await messages() == []
    assert await Announcement.count() == 0


async def test_without_a_key_person_the_senco_hears_and_without_a_senco_the_manager(world):
    await Tie.update({Tie.until: LONG_AGO}).where(Tie.role == "key-person")
    await happens(world, world.amira, Happened.TOLD, visible=Visible.AUTHOR)
    await tell()
    assert await who_heard(world) == {"sue"}
    await Membership.update({Membership.until: LONG_AGO}).where(Membership.job == "senco")
    await happens(world, world.amira, Happened.TOLD, visible=Visible.AUTHOR)
    await tell()
    assert await who_heard(world) == {"sue", "mona"}


async def test_a_key_person_who_left_the_setting_is_stood_in_for(world):
    at_oak = (Membership.person == world.ben.id) & (Membership.setting == world.oak)
    await Membership.update({Membership.until: LONG_AGO}).where(at_oak)
    await happens(world, world.amira, Happened.TOLD, visible=Visible.AUTHOR)
    await tell()
    assert await who_heard(world) == {"sue"}


async def test_what_could_not_be_told_is_tried_again_later(world):
    await happens(world, world.amira, Happened.TOLD, visible=Visible.AUTHOR)
    await Announcement.update({Announcement.tries: 5}).where(Announcement.tries == 0)
    assert await tell() == 0
    await tell_again()
    assert await tell() == 1


@pytest.mark.parametrize(
    ("choice", "heard"),
    [("agree", {"ben"}), ("change", {"ben", "sue"}), ("not-yet", {"ben", "sue"})],
)
async def test_a_wish_for_change_reaches_the_senco_and_a_yes_does_not(world, choice, heard):
    told = {"visible": Visible.AUTHOR, "about": uuid4(), "detail": choice}
    await happens(world, world.amira, Happened.OUTCOME_ANSWERED, **told)
    await tell()
    assert await who_heard(world) == heard


async def test_a_note_of_staff_is_announced_to_nobody(world):
    await happens(world, world.ben, Happened.NOTE_WRITTEN)
    await tell()
    assert await messages() == []


async def test_off_means_that_there_is_no_message(world):
    row = Choice(person=world.omar.id, topic="decide", when="off", made_at=now())
    await Choice.insert(row)
    await happens(world, world.ben, Happened.OUTCOME_SHARED, about=uuid4())
    await tell()
    assert await who_heard(world) == {"amira", "grace"}


async def test_telling_twice_tells_once(world):
    await happens(world, world.amira, Happened.TOLD, visible=Visible.AUTHOR)
    event = await Event.select(Event.seq).first()
    assert await tell() == 1
    await Announcement.insert(Announcement(event=event["seq"]))
    assert await tell() == 1
    assert len(await messages()) == 1


async def test_one_that_cannot_be_told_stops_no_other(world):
    await happens(world, world.amira, Happened.TOLD, visible=Visible.AUTHOR)
    await Event.update({Event.kind: "newer.than-us"}).where(Event.kind == "insight.told")
    await happens(world, world.amira, Happened.CONCERN_RAISED, visible=Visible.AUTHOR)
    for _ in range(6):
        await tell()
    assert await who_heard(world) == {"ben", "sue"}
    assert [row["tries"] for row in await Announcement.select()] == [5]


async def test_a_message_says_where_it_leads_and_nothing_else(world):
    insight = uuid4()
    told = {"visible": Visible.AUTHOR, "item": insight, "words": "He is quiet.", "lang": "pl"}
    await happens(world, world.amira, Happened.TOLD, **told)
    await tell()
    (row,) = await messages(world.ben)
    assert row["link"] == f"/insights/{insight}"
    assert "quiet" not in str(row)
