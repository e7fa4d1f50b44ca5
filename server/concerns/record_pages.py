"""Pages for staff who write down a worry: their own, or what a parent told them."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect

from server.children.beside import Beside, beside
from server.children.pages import child
from server.children.queries import TheChild
from server.children.rules import FAMILY, Act
from server.concerns.raising import Worry, record_concern
from server.concerns.rules import BY_HAND, Source, record_problems
from server.forms import Form, kept, posted, press_of, words_problem
from server.languages import HEARD
from server.people.asking import Adult
from server.trail.rules import Way
from server.web import Web, page, reply, uuid_or_none


class Heard(Form):
    """What staff noticed or were told."""

    source: Source | None = None
    author: str = ""
    way: Way | None = None
    lang: str = ""
    words: str = ""


async def family(child: NamedDependency[TheChild]) -> list[Beside]:
    """The adults of the family who stand beside this child today."""
    return [adult for adult in await beside(child.id) if adult.role in FAMILY]


def problems_of(form: Heard, family: list[Beside]) -> dict[str, str]:
    """What is wrong with it, by field."""
    said_by = uuid_or_none(form.author)
    wrong = record_problems(form.source, said_by, form.way, {adult.id for adult in family})
    if form.source is Source.PARENT and form.lang not in HEARD:
        wrong["lang"] = "tongue"
    return {**wrong, **words_problem(form.words)}


def worry_of(person: Adult, form: Heard) -> Worry:
    """The worry that a form without problems tells of."""
    source, author = form.source, uuid_or_none(form.author)
    if source is Source.PARENT and author is not None and form.way is not None:
        return Worry(source=source, author=author, way=form.way, words=form.words, lang=form.lang)
    own = source or Source.SETTING
    return Worry(source=own, author=person.id, way=Way.WRITE, words=form.words, lang=person.reads)


def offered(child: TheChild, family: list[Beside]) -> dict[str, Any]:
    """What the form offers to choose from."""
    return {"child": child, "family": family, "ways": sorted(BY_HAND), "tongues": HEARD}


class RecordPages(Controller):
    """Staff write a worry down, so that nothing said at the door is lost."""

    path = "/children/{child_id:uuid}/concerns/record"
    dependencies = {"child": Provide(child), "family": Provide(family)}
    opt = {"act": Act.PLAN}

    @get()
    async def ask(
        self,
        request: Web,
        child: NamedDependency[TheChild],
        family: NamedDependency[list[Beside]],
    ) -> Response[Any]:
        return page(request, "concerns/record.html", **offered(child, family))

    @post(status_code=200)
    async def record(
        self,
        request: Web,
        person: NamedDependency[Adult],
        child: NamedDependency[TheChild],
        family: NamedDependency[list[Beside]],
    ) -> Response[Any] | Redirect:
        form = await posted(request, Heard)
        problems = problems_of(form, family)
        made = child.id
        if not problems:
            press = await press_of(request, form)
            made = await record_concern(person, child.id, worry_of(person, form), press=press)
        return reply(
            request,
            at=f"/concerns/{made}",
            page_name="concerns/record.html",
            problems=problems,
            values=kept(form),
            **offered(child, family),
        )
