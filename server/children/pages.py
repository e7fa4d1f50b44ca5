"""The child in the URL, as a dependency: fetched for the act its handler declared."""

from uuid import UUID

from litestar.di import NamedDependency
from litestar.params import FromPath

from server.children.queries import TheChild, child_for
from server.children.rules import Act
from server.people.asking import Adult


async def child(
    child_id: FromPath[UUID], person: NamedDependency[Adult], act: NamedDependency[Act]
) -> TheChild:
    """The child this page is about, or 404."""
    return await child_for(person, child_id, act)


async def standing(child: NamedDependency[TheChild]) -> bool:
    """Whether the adult stands on the setting's side for this child: which frame a page wears."""
    return child.watched
