"""The timeline: what happened, newest first, thirty at a time."""

from datetime import UTC, datetime
from typing import Any

from litestar import Controller, Response, get
from litestar.di import NamedDependency, Provide
from litestar.exceptions import ClientException
from litestar.params import FromQuery

from server.children.pages import child, standing
from server.children.queries import TheChild
from server.children.rules import Act
from server.people.asking import Adult
from server.trail.queries import START, Cursor, timeline
from server.web import Web, by_htmx, page


def cursor(text: str) -> Cursor:
    """Where a page begins, from its URL: microseconds, a dash, a row number; else 400."""
    if not text:
        return START
    at, _, seq = text.partition("-")
    if not (at.isascii() and at.isdigit() and seq.isascii() and seq.isdigit() and len(text) < 40):  # noqa: PLR2004
        raise ClientException
    try:
        return Cursor(datetime.fromtimestamp(int(at) / 1_000_000, UTC), min(int(seq), 2**62))
    except (ValueError, OverflowError, OSError) as error:
        raise ClientException from error


def cursor_text(at: Cursor | None) -> str:
    """The cursor as it stands in a URL."""
    return f"{round(at.at.timestamp() * 1_000_000)}-{at.seq}" if at else ""


class TimelinePages(Controller):
    """A child's timeline."""

    path = "/children/{child_id:uuid}/timeline"
    dependencies = {"child": Provide(child), "staff": Provide(standing)}
    opt = {"act": Act.SEE}

    @get()
    async def show(
        self,
        request: Web,
        person: NamedDependency[Adult],
        child: NamedDependency[TheChild],
        staff: NamedDependency[bool],
        before: FromQuery[str] = "",
    ) -> Response[Any]:
        found = await timeline(person, child.id, cursor(before))
        name = "trail/_more.html" if by_htmx(request) and before else "trail/timeline.html"
        return page(
            request, name, child=child, staff=staff, trail=found, older=cursor_text(found.older)
        )
