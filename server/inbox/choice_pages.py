"""Where an adult says what they hear of, how soon, by which way, and when not."""

from typing import Any, NamedTuple

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.exceptions import ClientException
from litestar.params import FromQuery
from litestar.response import Redirect

from server.children.queries import my_children
from server.children.rules import Act
from server.forms import Form, kept, posted, press_of
from server.inbox.choice_rules import (
    Rest,
    channels_for,
    choice_problems,
    quiet_of,
    rest_of,
    sides_for,
    times_of,
    topics_for,
)
from server.inbox.choices import Chosen, save_choices
from server.inbox.rules import Channel, Side, Topic, When
from server.inbox.wishes import Wishes, wishes_for
from server.inbox.zones import HERE, is_zone, zones
from server.people.asking import Adult
from server.settings.queries import jobs_of
from server.texting import number_of
from server.web import Web, go, page


class ChoiceForm(Form):
    """What somebody chose, for one side; topics of the other side are not in it."""

    side: Side
    channel: str = ""
    rest: Rest = Rest.WEEKENDS
    quiet_from: str = ""
    quiet_to: str = ""
    zone: str = HERE
    reply: When | None = None
    decide: When | None = None
    question: When | None = None
    review: When | None = None
    change: When | None = None
    heard: When | None = None
    objected: When | None = None
    agreed: When | None = None
    unheard: When | None = None
    due: When | None = None
    failed: When | None = None


class About(NamedTuple):
    """Who chooses: their jobs, their sides, what they want now, and the ways open to them."""

    jobs: frozenset[str]
    sides: list[Side]
    wishes: Wishes
    able: list[Channel]


class ChoicePages(Controller):
    """An adult's own choices: as family, as staff, or both in turn."""

    path = "/me/messages"
    opt = {"act": Act.MESSAGES}

    @get()
    async def show(
        self, request: Web, person: NamedDependency[Adult], side: FromQuery[str] = ""
    ) -> Response[Any]:
        about = await _about(request, person)
        asked = next((each for each in about.sides if each == side), about.sides[0])
        return _page(request, about, asked)

    @post(status_code=200)
    async def save(self, request: Web, person: NamedDependency[Adult]) -> Response[Any] | Redirect:
        form = await posted(request, ChoiceForm)
        if not is_zone(form.zone) or form.channel not in ("", *Channel):
            raise ClientException
        about = await _about(request, person)
        times = form.quiet_from, form.quiet_to, form.rest
        problems, quiet = choice_problems(form.channel, about.able, *times), quiet_of(*times)
        if problems or quiet is None:
            return _page(request, about, form.side, form, problems)
        topics = {t: when for t in topics_for(form.side, about.jobs) if (when := _when(form, t))}
        chosen = Chosen(form.side, topics, Channel(form.channel), form.zone, quiet)
        await save_choices(person, chosen, press=await press_of(request, form))
        return go(request, "/me")


async def _about(request: Web, person: Adult) -> About:
    jobs = frozenset(job for _, job in await jobs_of(person))
    family = bool(await my_children(person, Act.TELL))
    wishes = await wishes_for(person.id)
    texts = bool(request.app.state.config.text and number_of(wishes.phone))
    able = channels_for(email=bool(wishes.email), texts=texts)
    return About(jobs, sides_for(jobs, family=family), wishes, able)


def _when(form: ChoiceForm, topic: Topic) -> When | None:
    found: When | None = getattr(form, topic.value)
    return found


def _page(
    request: Web,
    about: About,
    side: Side,
    form: ChoiceForm | None = None,
    problems: dict[str, str] | None = None,
) -> Response[Any]:
    values = {**_values(about, side), **(_typed(form) if form else {})}
    return page(
        request,
        "inbox/choices.html",
        422 if form else 200,
        about=about,
        side=side,
        topics=topics_for(side, about.jobs),
        zones=zones(values["zone"]),
        values=values,
        problems=problems or {},
    )


def _typed(form: ChoiceForm) -> dict[str, str]:
    """What was just filled in; a topic that was not in the form stays as it is."""
    return {name: said for name, said in kept(form).items() if getattr(form, name) is not None}


def _values(about: About, side: Side) -> dict[str, str]:
    """What is chosen now, as the fields show it."""
    wishes = about.wishes
    start, end = times_of(wishes.quiet(side), side)
    return {
        **{topic.value: wishes.when(topic).value for topic in topics_for(side, about.jobs)},
        "channel": wishes.prefers.value if wishes.prefers in about.able else "",
        "rest": rest_of(wishes.quiet(side)).value,
        "quiet_from": f"{start:%H:%M}",
        "quiet_to": f"{end:%H:%M}",
        "zone": wishes.zone,
    }
