"""Staff see how messages to a family went: to whom, of what kind, by which way."""

from typing import Any

from litestar import Controller, Response, get
from litestar.di import NamedDependency, Provide

from server.children.pages import child
from server.children.queries import TheChild
from server.children.rules import Act
from server.inbox.sent import sent_for
from server.people.asking import Adult
from server.web import Web, page


class DeliveryPages(Controller):
    """The state of each message to a child's family."""

    path = "/children/{child_id:uuid}/messages"
    dependencies = {"child": Provide(child)}
    opt = {"act": Act.WATCH}

    @get()
    async def show(
        self, request: Web, person: NamedDependency[Adult], child: NamedDependency[TheChild]
    ) -> Response[Any]:
        family = await sent_for(person, child)
        return page(request, "inbox/sent.html", child=child, family=family)
