"""A unit: a change that happens wholly or not at all, even if whoever asked for it has gone."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from server.config import ConfigProblem
from server.db.choosing import current
from server.db.engine import Engine
from server.db.refusals import NestedUnit

P = ParamSpec("P")
T = TypeVar("T")
log = logging.getLogger(__name__)


def unit(query: Callable[P, Coroutine[Any, Any, T]]) -> Callable[P, Coroutine[Any, Any, T]]:
    """Make this query a unit. Raises Busy when it cannot begin, NestedUnit inside another one."""

    @wraps(query)
    async def whole(*args: P.args, **kwargs: P.kwargs) -> T:
        engine = current()
        if engine.live() is not None:
            raise NestedUnit(query.__qualname__)
        task = asyncio.create_task(_whole(engine, lambda: query(*args, **kwargs)))
        engine.units.add(task)
        task.add_done_callback(engine.units.discard)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            task.add_done_callback(_tell)
            raise

    return whole


def in_unit() -> bool:
    """Whether this code runs inside a unit."""
    try:
        return current().live() is not None
    except ConfigProblem:
        return False


def after_commit(callback: Callable[[], object]) -> None:
    """Call this once the unit around us is safely kept; not at all if it is not."""
    held = current().live()
    if held is None:
        raise LookupError("after_commit belongs inside a unit")
    held.afterwards.append(callback)


async def _whole(engine: Engine, query: Callable[[], Coroutine[Any, Any, T]]) -> T:
    async with engine.transaction() as held:
        result = await query()
    for callback in held.afterwards:
        try:
            callback()
        except Exception as error:  # noqa: BLE001 -- the change is kept: nothing may say otherwise
            log.error("after_commit failed: %s", type(error).__name__)  # noqa: TRY400
    return result


def _tell(task: asyncio.Task[Any]) -> None:
    """Nobody waits for this unit any more: what went wrong must still be known."""
    if not task.cancelled() and (error := task.exception()) is not None:
        log.warning("a unit failed after its caller had gone: %s", type(error).__name__)
