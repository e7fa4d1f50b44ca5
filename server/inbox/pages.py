"""An adult's messages: the list, the way from one to what it tells of, and what is done."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.exceptions import ClientException, NotFoundException
from litestar.params import FromPath, FromQuery
from litestar.response import Redirect

from server.children.rules import Act
from server.forms import Form, posted, press_of
from server.inbox.marking import mark_all_handled, mark_handled, mark_opened
from server.inbox.reading import START, Cursor, message_for, messages_of
from server.people.asking import Adult
from server.web import Web, go, page, uuid_or_none
from server.working import works

_PARTS = {"new": True, "old": False}


def cursor(text: str) -> Cursor:
    """Where a page begins, from its URL: the part, microseconds, a message; else 400."""
    if not text:
        return START
    part, _, rest = text.partition("-")
    at, _, last = rest.partition("-")
    message = uuid_or_none(last)
    if part not in _PARTS or message is None or not (at.isascii() and at.isdigit()):
        raise ClientException
    try:
        return Cursor(_PARTS[part], datetime.fromtimestamp(int(at) / 1_000_000, UTC), message)
    except (ValueError, OverflowError, OSError) as error:
        raise ClientException from error


def cursor_text(at: Cursor | None) -> str:
    """The cursor as it stands in a URL."""
    if at is None:
        return ""
    return f"{'new' if at.new else 'old'}-{round(at.at.timestamp() * 1_000_000)}-{at.last}"


def with_message(link: str, message: UUID) -> str:
    """Where a message leads, and that one comes from it: before any place on the page."""
    path, mark, place = link.partition("#")
    return f"{path}{'&' if '?' in path else '?'}m={message}{mark}{place}"


async def message(message_id: FromPath[UUID], person: NamedDependency[Adult]) -> Any:
    """The message in the URL, if it is theirs."""
    return await message_for(person, message_id)


class AllForm(Form):
    """The moment of the newest message that stood on the page."""

    seen: datetime


class MessagePages(Controller):
    """An adult's own messages."""

    path = "/messages"
    opt = {"act": Act.MESSAGES}

    @get()
    async def show(
        self, request: Web, person: NamedDependency[Adult], before: FromQuery[str] = ""
    ) -> Response[Any]:
        found = await messages_of(person, cursor(before))
        return page(
            request,
            "inbox/messages.html",
            staff=await works(person.id),
            inbox=found,
            older=cursor_text(found.older),
            first=not before,
        )

    @post("/handled", status_code=200)
    async def handle_all(
        self, request: Web, person: NamedDependency[Adult]
    ) -> Response[Any] | Redirect:
        form = await posted(request, AllForm)
        await mark_all_handled(person, form.seen, press=await press_of(request, form))
        return go(request, "/messages")


class OneMessagePages(Controller):
    """One message: on to what it tells of, or plain words why not."""

    path = "/messages/{message_id:uuid}"
    dependencies = {"message": Provide(message)}
    opt = {"act": Act.MESSAGES}

    @get()
    async def follow(
        self, request: Web, person: NamedDependency[Adult], message: NamedDependency[Any]
    ) -> Response[Any] | Redirect:
        onward = with_message(message.link, message.id)
        others = message.handler is not None and message.handler != person.id
        if message.here and not others:
            return go(request, onward)
        name = "inbox/handled.html" if message.here else "inbox/gone.html"
        staff = await works(person.id)
        return page(request, name, staff=staff, message=message, onward=onward)

    @post("/opened", status_code=200)
    async def open(
        self, request: Web, person: NamedDependency[Adult], message: NamedDependency[Any]
    ) -> Response[Any]:
        await request.body()  # there is none; one that is too big is told so
        await mark_opened(person, message)
        return Response("")

    @post("/handled", status_code=200)
    async def handle(
        self, request: Web, person: NamedDependency[Adult], message: NamedDependency[Any]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Form)
        if not message.here:
            raise NotFoundException
        await mark_handled(person, message, press=await press_of(request, form))
        return go(request, "/messages")
