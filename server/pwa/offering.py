"""When somebody is shown that the app can be put on their phone."""

from server.clock import now
from server.inbox.offer_rules import Offered
from server.inbox.tables import Offer, Subscription
from server.people.asking import Adult
from server.people.rules import Device
from server.people.tables import Session
from server.pwa.rules import VISIT


async def offer_install(person: Adult) -> bool:
    """Whether now is the moment: on one's own phone, on a second visit or told by push, once."""
    if await _answered(person) or not await _on_own_phone(person):
        return False
    return await _is_told(person) or await _came_back(person)


async def _answered(person: Adult) -> bool:
    mine = (Offer.person == person.id) & (Offer.what == Offered.INSTALL.value)
    return bool(await Offer.exists().where(mine))


async def _on_own_phone(person: Adult) -> bool:
    here = (Session.id == person.session) & (Session.device == Device.OWN.value)
    return bool(await Session.exists().where(here))


async def _is_told(person: Adult) -> bool:
    mine = (Subscription.person == person.id) & Subscription.session.ended_at.is_null()
    return bool(await Subscription.exists().where(mine))


async def _came_back(person: Adult) -> bool:
    """They first came in some time ago, here or elsewhere."""
    before = (Session.person == person.id) & (Session.began_at <= now() - VISIT)
    return bool(await Session.exists().where(before))
