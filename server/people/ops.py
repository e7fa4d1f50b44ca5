"""One press, one effect: a double tap, a retry and a late replay find what the first one made."""

import functools
from collections.abc import Callable, Coroutine
from typing import Any, NamedTuple, ParamSpec
from uuid import UUID

from server.clock import now
from server.people.asking import Adult
from server.people.tables import Op

P = ParamSpec("P")


class Press(NamedTuple):
    """The op id a form carried, and a hash of all that it carried (SHA-256, hex)."""

    op: UUID
    body: str


class OtherBody(Exception):  # noqa: N818 -- said as it is
    """The same op came with other words: answered 422, nothing is written."""


Query = Callable[P, Coroutine[Any, Any, UUID]]


def once(query: Query[P]) -> Query[P]:
    """Inside a unit: run for the first (person, op) only; a repeat gets the same id back.

    The query's first argument is the adult, and it takes `press` by name. It returns the id of
    what it made.
    """

    @functools.wraps(query)
    async def guarded(*args: P.args, **kwargs: P.kwargs) -> UUID:
        person, press = args[0], kwargs["press"]
        if not isinstance(person, Adult) or not isinstance(press, Press):
            raise TypeError
        earlier = await _claim(person, press)
        if earlier is not None:
            return earlier
        made = await query(*args, **kwargs)
        await Op.update({Op.result: made}).where((Op.person == person.id) & (Op.op == press.op))
        return made

    return guarded


async def _claim(person: Adult, press: Press) -> UUID | None:
    """What an earlier press made, or none when this is the first."""
    row = Op(person=person.id, op=press.op, body_hash=press.body, made_at=now())
    fresh = (
        await Op.insert(row)
        .on_conflict(target=(Op.person, Op.op), action="DO NOTHING")
        .returning(Op.id)
    )
    if fresh:
        return None
    before = (
        await Op.select(Op.body_hash, Op.result)
        .where((Op.person == person.id) & (Op.op == press.op))
        .first()
    )
    if before is None or before["body_hash"] != press.body:
        raise OtherBody
    return UUID(str(before["result"]))
