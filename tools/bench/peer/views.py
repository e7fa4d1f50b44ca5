"""The page: the same rights, the same rows, by Django's ORM."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone

from server.children.rules import Act, TieRole, by_job, by_tie
from tools.bench.peer.models import Child, Event, Membership, Placement, Restriction, Tie

PAGE = 30


def _now(at: datetime) -> Q:
    return Q(since__lte=at) & (Q(until=None) | Q(until__gt=at))


def _work(person: str, at: datetime) -> Any:
    return Membership.objects.filter(_now(at), person=person)


def _reached(person: str, act: Act, at: datetime, column: str = "child") -> Q:
    """The child in this column is one the adult may do this for."""
    limited = Restriction.objects.filter(lifted_at=None).values("tie")
    at_work = Q(setting__in=_work(person, at).values("setting"))
    held = ~Q(role=TieRole.KEY_PERSON.value) | at_work
    ties = Tie.objects.filter(_now(at), held, person=person, role__in=by_tie(act))
    jobs = _work(person, at).filter(job__in=by_job(act)).values("setting")
    placed = Placement.objects.filter(_now(at), setting__in=jobs).values("child")
    tied = ties.exclude(id__in=limited).values("child")
    return Q(**{f"{column}__in": tied}) | Q(**{f"{column}__in": placed})


def _rows(person: str, at: datetime) -> Any:
    mine = Q(author=person) | Q(actor=person) | Q(to_whom=person)
    seen = Q(visible="all") | Q(visible="author") & mine
    seen |= Q(visible__in=("author", "staff")) & _reached(person, Act.WATCH, at)
    seen |= Q(visible="ties") & _reached(person, Act.TIES, at)
    return Event.objects.filter(seen).select_related("actor", "author")


@login_required
def timeline(request: HttpRequest, child_id: UUID) -> HttpResponse:
    """Thirty things that happened, newest first, each with the answer to it."""
    person, at = request.user.username, timezone.now()
    child = get_object_or_404(Child, _reached(person, Act.SEE, at, "id"), id=child_id)
    staff = Child.objects.filter(_reached(person, Act.WATCH, at, "id"), id=child_id).exists()
    page = _rows(person, at).filter(child=child_id).exclude(kind="insight.echoed")
    found = list(page.order_by("-at", "-seq")[: PAGE + 1])
    events = found[:PAGE]
    said = [each.item for each in events if each.kind == "insight.told"]
    answers = _rows(person, at).filter(kind="insight.echoed", about__in=said)
    echoes = {each.about: each for each in answers}
    for event in events:
        event.answer = echoes.get(event.item)
    more = events[-1] if len(found) > PAGE else None
    values = {"child": child, "staff": staff, "events": events, "more": more, "me": UUID(person)}
    return render(request, "timeline.html", values)
