"""Every slice's pages, in one list."""

from litestar.types import ControllerRouterHandler

from server.concerns.answer_pages import AnswerPages
from server.concerns.notice_pages import NoticePages
from server.concerns.pages import ConcernPages
from server.concerns.record_pages import RecordPages
from server.concerns.told_pages import ToldPages
from server.people.code_pages import CodePages
from server.people.device_pages import DevicePages
from server.people.language_pages import LanguagePages
from server.people.me_pages import MePages
from server.people.outbox_pages import outbox_page
from server.people.signin_pages import SignInPages, UnlockPages, leave
from server.settings.first_pages import FirstPages
from server.trail.pages import TimelinePages

ROOMS: list[ControllerRouterHandler] = [
    SignInPages,
    CodePages,
    UnlockPages,
    leave,
    LanguagePages,
    MePages,
    DevicePages,
    FirstPages,
    TimelinePages,
    ConcernPages,
    RecordPages,
    AnswerPages,
    NoticePages,
    ToldPages,
]
DEMO: list[ControllerRouterHandler] = [outbox_page]


def doors(*, demo: bool) -> list[ControllerRouterHandler]:
    """All the rooms; the demo's own doors only in demo mode."""
    return [*ROOMS, *(DEMO if demo else [])]
