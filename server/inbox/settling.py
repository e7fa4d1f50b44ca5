"""What was done settles the messages that asked for it, whoever did it and wherever."""

from datetime import datetime
from uuid import UUID

from server.inbox.link_rules import Told, settled_by
from server.inbox.rules import Side
from server.inbox.tables import Message
from server.inbox.telling_rules import FOR_ALL, HANDLES


async def settle_messages(told: Told, *, author: UUID, by: UUID, at: datetime) -> None:
    """Messages this settles are handled from now on, by whom and when. In the unit around it.

    A family adult settles their own; staff settle those of all staff; a closed round or a moved
    review those of everybody.
    """
    subject = settled_by(told)
    if subject is None:
        return
    for each in HANDLES.get(told.kind, ()):
        open_ones = (
            (Message.subject == subject)
            & Message.topic.is_in(sorted(topic.value for topic in each.topics))
            & Message.handled_at.is_null()
            & (Message.made_at <= at)
        )
        if each.side is Side.FAMILY and told.kind not in FOR_ALL:
            open_ones &= Message.person == author
        await Message.update({Message.handled_at: at, Message.handled_by: by}).where(open_ones)
