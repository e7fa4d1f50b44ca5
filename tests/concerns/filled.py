"""Forms as staff fill them in."""

from datetime import timedelta

from server.clock import today
from tests.browsing import op
from tests.world import World


def notice(world: World, **more: object) -> dict[str, object]:
    """A whole notice: Ben and Sue told Amira."""
    facts = {
        "told_on": today().isoformat(),
        "by": [str(world.ben.id), str(world.sue.id)],
        "told": [str(world.amira.id)],
        "how": "in-person",
        "language": "en_GB",
        "interpreter": "",
        "extra": "Ben plays with Sam in a small group each day.",
        "areas": ["communication"],
        "key_person": str(world.ben.id),
        "senco": str(world.sue.id),
        "starts_on": (today() - timedelta(days=3)).isoformat(),
    }
    return op(**{**facts, **more})
