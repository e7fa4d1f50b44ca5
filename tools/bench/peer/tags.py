"""The page's keys in words, as filters."""

from typing import Any

from django import template
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from server.assets import asset as url_of
from server.content import label_of, prompt
from server.trail.rules import Happened

register = template.Library()

HAPPENED = {
    Happened.TOLD: _("Told us"),
    Happened.OUTCOME_SHARED: _("A next step to look at"),
    Happened.OUTCOME_ANSWERED: _("Answer to a next step"),
    Happened.CONCERN_RAISED: _("A worry"),
    Happened.SUPPORT_GIVEN: _("Help given"),
    Happened.NOTE_WRITTEN: _("What we saw"),
    Happened.RATED: _("How far it got"),
    Happened.STEP_STARTED: _("A new step"),
}
WAYS = {"pictures": _("with pictures"), "write": _("in writing"), "voice": _("by voice")}
DETAILS = {"agree": _("Yes, this is right"), "review": _("How did it go?")}


@register.filter
def happened(kind: str) -> Any:
    """What happened, as a label."""
    return HAPPENED[Happened(kind)]


@register.filter
def way(key: str) -> Any:
    """How it was said."""
    return WAYS[key]


@register.filter
def detail(key: str) -> Any:
    """What the sentence depends on."""
    return DETAILS[key]


@register.filter
def asked(key: str, name: str) -> Any:
    """The question behind a prompt's key."""
    found = prompt(key)
    parts = gettext(found.text).partition("{name}") if found else ("", "", "")
    return format_html("{}<bdi>{}</bdi>{}" if parts[1] else "{}", parts[0], name, parts[2])


@register.filter
def picked(event: Any) -> list[str]:
    """The labels of what was picked."""
    return [gettext(label_of(event.prompt, key)) or key for key in event.picked.split()]


@register.filter
def tag(code: str) -> str:
    """A language's tag."""
    return code.replace("_", "-")


@register.simple_tag
def asset(name: str) -> str:
    """The address of a static file."""
    return url_of(name)
