"""Messages whose way came to nothing take another; found in the queue, so none is forgotten."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import structlog

from server.clock import now
from server.config import Config
from server.db import unit
from server.inbox.tables import Delivery
from server.inbox.ways import another_way

_log = structlog.get_logger("sending")
LOOK_BACK = timedelta(hours=1)  # a worker that was down for longer leaves them to the app
AT_ONCE = 200
# Why a message is not to be told at all; whatever else ended a delivery, the message may still go.
FOR_GOOD = "'left', 'over', 'handled', 'not theirs', 'unwanted'"
# What a merged delivery carried is stranded with it, each for itself.
_CARRIED = """
UPDATE delivery SET state = 'cancelled', reason = 'carrier', done_at = {}
WHERE state = 'superseded' AND seq IN (
    SELECT carried.seq FROM delivery AS carrier JOIN delivery AS carried
    ON carried.person = carrier.person AND carried.address = carrier.address
    AND carried.subject = carrier.subject AND carried.seq < carrier.seq
    WHERE carrier.merged AND carrier.state IN ('dead', 'cancelled') AND carrier.done_at > {}
)
"""
_STRANDED = f"""
SELECT message, max(seq) AS last FROM delivery
WHERE seq IN (
    SELECT failed.seq FROM delivery AS failed WHERE failed.state IN ('dead', 'cancelled')
    AND failed.done_at > {{}} AND failed.reason NOT IN ({FOR_GOOD})
) AND EXISTS (
    SELECT 1 FROM message WHERE message.id = delivery.message
    AND message.opened_at IS NULL AND message.handled_at IS NULL
    AND (message.until IS NULL OR message.until > {{}})
) AND NOT EXISTS (
    SELECT 1 FROM delivery AS other WHERE other.message = delivery.message
    AND other.state IN ('ready', 'leased', 'sent', 'no-way')
)
GROUP BY message ORDER BY last LIMIT {{}}
"""  # noqa: S608 -- our own words alone


class Elsewhere:
    """Has each message that is stranded take the next way, once for each way that failed."""

    def __init__(self, config: Config) -> None:
        self.config = config
        self.asked: dict[UUID, int] = {}

    async def turn(self) -> int:
        """Those that are stranded now; how many took another way."""
        at, most = now(), AT_ONCE + len(self.asked)
        await _set_down(at)
        rows = await Delivery.raw(_STRANDED, at - LOOK_BACK, at, most)
        last = {row["message"]: row["last"] for row in rows}
        new = [each for each, seq in last.items() if self.asked.get(each) != seq]
        self.asked = {each: seq for each, seq in self.asked.items() if each in last}
        return sum([await self._ask(message, last) for message in new])

    async def _ask(self, message: UUID, last: dict[UUID, Any]) -> bool:
        try:
            moved = await another_way(self.config, message)
        except Exception as error:  # noqa: BLE001 -- one that fails keeps no other back
            _log.error("no other way taken", kind=type(error).__name__)
            return False
        self.asked[message] = last[message]
        return moved


@unit
async def _set_down(at: datetime) -> None:
    await Delivery.raw(_CARRIED, at, at - LOOK_BACK)
