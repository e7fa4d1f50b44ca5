"""Templates, and the few names each of them knows."""

from uuid import uuid4

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from server import words
from server.assets import ROOT, asset, drawing
from server.clock import now, today
from server.languages import LANGUAGES
from server.people.asking import hashed
from server.problems import N_
from server.trail.said import asked, picked_words


def _environment() -> Environment:
    made = Environment(
        loader=FileSystemLoader(ROOT.parent / "templates"),
        autoescape=True,
        auto_reload=False,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n", "jinja2.ext.do"],
    )
    made.install_gettext_callables(  # type: ignore[attr-defined]
        words.gettext,
        words.ngettext,
        newstyle=True,
        pgettext=words.pgettext,
        npgettext=words.npgettext,
    )
    for helper in (
        words.bdi,
        words.ltr,
        words.fill,
        words.day,
        words.moment,
        words.clock_time,
        words.number,
    ):
        made.globals[helper.__name__] = helper
    made.globals.update(
        asset=asset,
        language=words.language,
        languages=LANGUAGES,
        tag_of=words.tag_of,
        name_of=words.name_of,
        fresh_op=lambda: str(uuid4()),
        N_=N_,
        drawing=drawing,
        asked=asked,
        picked_words=picked_words,
        now=now,
        today=today,
    )
    made.filters.update(name_of=words.name_of, listed=words.listed, hashed=hashed)
    made.policies["ext.i18n.trimmed"] = True
    return made


pages = _environment()


def render(name: str, **values: object) -> str:
    """A template with what it needs."""
    return pages.get_template(name).render(**values)
