"""What staff can choose from when they write down what a parent said."""

from uuid import UUID

import msgspec

from server import words
from server.children.beside import beside
from server.children.queries import TheChild
from server.children.rules import FAMILY, Role
from server.content import prompt
from server.insights.asking import every_prompt
from server.insights.forms import Record
from server.insights.questions import Asking, askable
from server.insights.saying import Saying, Written
from server.insights.wording import question
from server.languages import HEARD
from server.trail.rules import Way


class Choices(msgspec.Struct, frozen=True, kw_only=True):
    """Who may have said it, in which language, in answer to what."""

    adults: list[dict[str, str]]
    family: frozenset[UUID]
    spoken: list[dict[str, str]]
    languages: frozenset[str]
    prompts: list[dict[str, str]]

    def kept(self, said: Written) -> dict[str, str]:
        """The form as it was given."""
        facts = msgspec.structs.asdict(said)
        return {name: str(value or "") for name, value in facts.items()}


async def choices(child: TheChild, frame: Asking) -> Choices:
    """The child's family today, never a restricted adult; languages; questions with no subject."""
    family = [each for each in await beside(child.id) if Role(each.role) in FAMILY]
    usual = [each for each in every_prompt() if askable(each) and not each.shows]
    return Choices(
        adults=[
            {"value": str(each.id), "label": each.called, "note": each.relation} for each in family
        ],
        family=frozenset(each.id for each in family),
        spoken=[{"value": code, "label": words.name_of(code)} for code in HEARD],
        languages=frozenset(HEARD),
        prompts=[
            {"value": each.key, "label": question(each.key, child.called, frame.review_on)}
            for each in usual
        ],
    )


def written(form: Record) -> Written:
    """What this form says."""
    return Written(
        author=form.author,
        way=form.way,
        step=form.step,
        prompt=form.prompt,
        words=form.words,
        lang=form.lang,
    )


def saying_from(frame: Asking, said: Written) -> Saying:
    """The parent's words, as the parent's."""
    asking = msgspec.structs.replace(frame, step=said.step, prompt=prompt(said.prompt))
    if said.author is None:
        raise ValueError
    return Saying(
        asking=asking, author=said.author, lang=said.lang, way=Way(said.way), words=said.words
    )
