"""What the app offers an adult once, at the right moment, and never again after "not now"."""

from uuid import UUID

from server.children.queries import reaches
from server.children.rules import Act
from server.clock import now
from server.db import unit
from server.inbox.offer_rules import Offered, Reply
from server.inbox.payload_rules import Said
from server.inbox.rules import Topic
from server.inbox.tables import Offer, Subscription
from server.inbox.texts import key_of, said
from server.people.asking import Adult
from server.people.ops import Press, once
from server.people.rules import Device
from server.people.tables import Session
from server.trail.rules import Happened
from server.trail.tables import Event

SENT = (Happened.TOLD.value, Happened.TALK_WANTED.value)


@unit
@once
async def answer_offer(person: Adult, what: Offered, reply: Reply, *, press: Press) -> UUID:
    """What this adult said to an offer, from now on."""
    row = Offer(person=person.id, what=what, answer=reply, made_at=now())
    await Offer.insert(row)
    return UUID(str(row.id))


async def declined(person: Adult, what: Offered) -> bool:
    """Whether this adult once said "not now" to this."""
    return bool(
        await Offer.exists().where(
            (Offer.person == person.id)
            & (Offer.what == what.value)
            & (Offer.answer == Reply.NOT_NOW.value)
        )
    )


async def on_a_shared_phone(person: Adult) -> bool:
    """Whether others use this phone too: nothing is offered or kept there."""
    return bool(
        await Session.exists().where(
            (Session.id == person.session) & (Session.device == Device.SHARED.value)
        )
    )


async def offer_push(person: Adult) -> bool:
    """Whether now is the moment: family, has sent something, hears of no answer, never declined."""
    if await declined(person, Offered.PUSH) or await on_a_shared_phone(person):
        return False
    return not await _hears(person) and await _has_sent(person)


def glimpse(person: Adult, *, staff: bool) -> Said:
    """What a message looks like on this adult's phone, in the language they read."""
    return said(key_of(Topic.HEARD if staff else Topic.REPLY), person.reads)


async def _hears(person: Adult) -> bool:
    return bool(
        await Subscription.exists().where(
            (Subscription.person == person.id) & Subscription.session.ended_at.is_null()
        )
    )


async def _has_sent(person: Adult) -> bool:
    """Something of their own, from their own phone, for a child whose family they are."""
    return bool(
        await Event.exists().where(
            Event.kind.is_in(list(SENT))
            & (Event.actor == person.id)
            & (Event.author == person.id)
            & reaches(Event.child, person, Act.TELL)
        )
    )
