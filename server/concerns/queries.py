"""What the rest of the house asks about worries and notices."""

from server.concerns.notices import NoticeShown, notice_of
from server.concerns.raising import raise_concern
from server.concerns.waiting import MyConcern, OpenConcern, my_concerns, open_concerns

__all__ = [
    "MyConcern",
    "NoticeShown",
    "OpenConcern",
    "my_concerns",
    "notice_of",
    "open_concerns",
    "raise_concern",
]
