"""Every slice's pages, in one list."""

from litestar.types import ControllerRouterHandler

from server.concerns.pages import ConcernPages
from server.trail.pages import TimelinePages

ROOMS: list[ControllerRouterHandler] = [
    TimelinePages,
    ConcernPages,
]
DEMO: list[ControllerRouterHandler] = []


def doors(*, demo: bool) -> list[ControllerRouterHandler]:
    """All the rooms; the demo's own doors only in demo mode."""
    return [*ROOMS, *(DEMO if demo else [])]
