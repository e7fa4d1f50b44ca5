"""Pages after something was sent: thank you and Undo; and all that was said so far."""

from typing import Any
from uuid import UUID

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.params import FromPath
from litestar.response import Redirect

from server.children.pages import child, standing
from server.children.queries import TheChild, child_for
from server.children.rules import Act
from server.clock import now
from server.cycles.rounds import open_round
from server.cycles.rules import STEPS
from server.forms import Form, posted, press_of
from server.inbox.offers import glimpse, offer_push
from server.inbox.payload_rules import Said
from server.insights.asking import asking_named
from server.insights.forms import Tell, saying_of, wanted
from server.insights.one import OneInsight
from server.insights.pages import frame, returned
from server.insights.queries import asking_for
from server.insights.questions import Asking
from server.insights.reading import heard_for, own_insight, subjects_of
from server.insights.rules import Kind, may_take_back
from server.insights.saying import saying_problems
from server.insights.telling import take_back, tell
from server.insights.wording import told
from server.people.asking import Adult
from server.web import Web, go, page, reply


async def mine(
    insight_id: FromPath[UUID], person: NamedDependency[Adult], act: NamedDependency[Act]
) -> OneInsight:
    """This, if the adult said it; else 404."""
    return await own_insight(person, insight_id, act)


async def sent_page(person: Adult, insight: OneInsight) -> dict[str, Any]:
    """What the thank-you page shows: how long Undo stands, and the one offer."""
    child = await child_for(person, insight.child, Act.TELL)
    following = await asking_for(person, child, await open_round(person, child.id, Act.TELL))
    return {
        "child": child,
        "insight": insight,
        "undo": may_take_back(insight.made_at, now()) and not insight.taken_back_at,
        "glimpse": await offer_after(person, insight),
        "more": following.href("pictures") if following else f"/children/{child.id}/insights/new",
    }


async def offer_after(person: Adult, insight: OneInsight) -> Said | None:
    """The message that this adult is offered to be sent, where an answer can come at all."""
    sent = insight.kind is not Kind.SKIP and not insight.taken_back_at
    return glimpse(person, staff=False) if sent and await offer_push(person) else None


class SentPages(Controller):
    """Its author sees that it was sent, and can take it back for ten minutes."""

    path = "/insights/{insight_id:uuid}"
    dependencies = {"insight": Provide(mine)}
    opt = {"act": Act.TELL}

    @get("/sent")
    async def sent(
        self, request: Web, person: NamedDependency[Adult], insight: NamedDependency[OneInsight]
    ) -> Response[Any]:
        return page(request, "insights/sent.html", **await sent_page(person, insight))

    @post("/taking-back", status_code=200)
    async def undo(
        self, request: Web, person: NamedDependency[Adult], insight: NamedDependency[OneInsight]
    ) -> Response[Any] | Redirect:
        form = await posted(request, Form)
        stands = insight.taken_back_at is None
        late = stands and not may_take_back(insight.made_at, now())
        if not late:
            await take_back(person, insight.id, press=await press_of(request, form))
        return reply(
            request,
            at=f"/insights/{insight.id}/sent",
            page_name="insights/sent.html",
            problems={"undo": "late"} if late else {},
            **await sent_page(person, insight),
        )


class HeardPages(Controller):
    """What families said so far, step by step, and what came of it; and sending one thing more."""

    path = "/children/{child_id:uuid}/insights"
    dependencies = {"child": Provide(child), "frame": Provide(frame), "staff": Provide(standing)}

    @get(opt={"act": Act.SEE})
    async def show(
        self,
        request: Web,
        person: NamedDependency[Adult],
        child: NamedDependency[TheChild],
        staff: NamedDependency[bool],
    ) -> Response[Any]:
        found = await heard_for(person, child.id, Act.SEE)
        steps = [(step, [one for one in found if one.step == step]) for step in (*STEPS, "")]
        heard = [(step, said) for step, said in steps if said]
        shown: dict[str, Any] = {"child": child, "staff": staff, "heard": heard}
        goals = await subjects_of(person, child.id, found)
        shown["told"] = {one.id: told(one, goals) for one in found}
        return page(request, "insights/heard.html", **shown)

    @post(status_code=200, opt={"act": Act.TELL})
    async def send(
        self,
        request: Web,
        person: NamedDependency[Adult],
        child: NamedDependency[TheChild],
        frame: NamedDependency[Asking],
    ) -> Response[Any] | Redirect:
        form = await posted(request, Tell)
        saying = saying_of(person, await asking_named(person, frame, wanted(form)), form)
        if problems := saying_problems(saying):
            return returned(request, child, form, saying, problems)
        insight = await tell(person, saying, press=await press_of(request, form))
        return go(request, f"/insights/{insight}/sent")
