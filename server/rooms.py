"""Every slice's pages, in one list."""

from litestar.types import ControllerRouterHandler

from server.children.place_pages import EnrolPages, SettingPages
from server.concerns.answer_pages import AnswerPages
from server.concerns.notice_pages import NoticePages
from server.concerns.pages import ConcernPages
from server.concerns.record_pages import RecordPages
from server.concerns.told_pages import ToldPages
from server.cycles.assessment_pages import AssessmentPages
from server.cycles.confirm_pages import ConfirmPages
from server.cycles.opening_pages import OpeningPages
from server.cycles.pages import RoundPages
from server.cycles.question_pages import QuestionPages, retire
from server.cycles.reminder_pages import ReminderPages
from server.cycles.review_pages import ReviewPages
from server.demo.pages import DemoPages
from server.home.pages import ChildPages, HomePages, PlanPages
from server.inbox.choice_pages import ChoicePages
from server.inbox.device_pages import PhonePages
from server.inbox.pages import MessagePages, OneMessagePages
from server.inbox.sent_pages import DeliveryPages
from server.inbox.subscription_pages import SubscriptionPages
from server.insights.after_pages import HeardPages, SentPages
from server.insights.pages import TalkPages, TellPages
from server.insights.staff_pages import InsightPages, SpokenPages
from server.joining.adults_pages import AdultPages, KeyPersonByManagerPages, KeyPersonPages
from server.joining.invitation_pages import InvitationPages
from server.joining.pages import InvitePages, RescuePages
from server.joining.phone_pages import JoinPages, WelcomePages
from server.joining.staff_pages import StaffInvitationPages, StaffPages
from server.joining.tie_pages import TiePages
from server.outcomes.new_pages import NewOutcomePages
from server.outcomes.pages import OutcomeAnswerPages, OutcomePages, SettlementPages
from server.outcomes.rating_pages import FamilyRatingPages, SettingRatingPages
from server.outcomes.support_pages import SupportPages, VerdictPages
from server.outcomes.version_pages import NewVersionPages, SharingPages
from server.people.code_pages import CodePages
from server.people.device_pages import DevicePages
from server.people.language_pages import LanguagePages
from server.people.me_pages import MePages
from server.people.outbox_pages import outbox_page
from server.people.signin_pages import SignInPages, UnlockPages, leave
from server.pwa.install_pages import AppCodePages, InstallPages
from server.pwa.pages import AppPages
from server.settings.first_pages import FirstPages
from server.settings.pages import MySettingPages
from server.trail.pages import TimelinePages

ROOMS: list[ControllerRouterHandler] = [
    HomePages,
    PlanPages,
    ChildPages,
    SignInPages,
    CodePages,
    UnlockPages,
    leave,
    LanguagePages,
    AppPages,
    InstallPages,
    AppCodePages,
    MePages,
    ChoicePages,
    SubscriptionPages,
    PhonePages,
    DevicePages,
    FirstPages,
    MySettingPages,
    SettingPages,
    EnrolPages,
    StaffPages,
    StaffInvitationPages,
    InvitePages,
    RescuePages,
    InvitationPages,
    JoinPages,
    WelcomePages,
    AdultPages,
    KeyPersonPages,
    KeyPersonByManagerPages,
    TiePages,
    TimelinePages,
    DeliveryPages,
    MessagePages,
    OneMessagePages,
    ConcernPages,
    RecordPages,
    AnswerPages,
    NoticePages,
    ToldPages,
    OpeningPages,
    RoundPages,
    ReminderPages,
    ReviewPages,
    ConfirmPages,
    AssessmentPages,
    QuestionPages,
    retire,
    NewOutcomePages,
    OutcomePages,
    NewVersionPages,
    SharingPages,
    OutcomeAnswerPages,
    SettlementPages,
    SupportPages,
    VerdictPages,
    FamilyRatingPages,
    SettingRatingPages,
    TellPages,
    TalkPages,
    SentPages,
    HeardPages,
    InsightPages,
    SpokenPages,
]
DEMO: list[ControllerRouterHandler] = [outbox_page, DemoPages]


def doors(*, demo: bool) -> list[ControllerRouterHandler]:
    """All the rooms; the demo's own doors only in demo mode."""
    return [*ROOMS, *(DEMO if demo else [])]
