"""A setting's own pages: who works there, which children go there, a child who begins."""

from collections import Counter
from datetime import date
from typing import Any

import msgspec
from litestar import Controller, Response, get, post
from litestar.di import NamedDependency, Provide
from litestar.response import Redirect

from server.children.beside import staff_of
from server.children.enrolling import Begins, children_at, enrol, enrol_problems
from server.children.rules import Act
from server.clock import today
from server.forms import Form, posted, press_of
from server.languages import SPOKEN
from server.people.asking import Adult
from server.people.me_pages import in_order
from server.settings.pages import setting
from server.settings.queries import TheSetting, may_there, workers
from server.web import Web, go, page, uuid_or_none

# Things a child may love; each is a picture of its own.
LOVED = (
    *("water", "blocks", "ball", "book", "music", "drum", "wheels", "bus"),
    *("teddy", "hide", "outdoors", "draw", "den", "messy", "light", "baby"),
)


class NewChild(Form):
    """A child who begins."""

    name: str = ""
    called: str = ""
    say: str = ""
    born: str = ""
    languages: list[str] = []
    areas: list[str] = []
    picture: str = ""
    care: str = ""
    room: str = ""
    key: str = ""


def _born(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class SettingPages(Controller):
    """A setting as those who work there see it."""

    path = "/settings/{setting_id:uuid}"
    dependencies = {"setting": Provide(setting)}
    opt = {"act": Act.WORK}

    @get()
    async def show(
        self, request: Web, person: NamedDependency[Adult], setting: NamedDependency[TheSetting]
    ) -> Response[Any]:
        asked = (Act.ENROL, Act.STAFF, Act.OWN_QUESTIONS)
        may = {act.value: await may_there(person, setting.id, act) for act in asked}
        placed = await children_at(setting) if may[Act.ENROL] else []
        return page(
            request,
            "settings/show.html",
            setting=setting,
            workers=await workers(setting),
            rooms=sorted(Counter(child.room for child in placed).items()),
            may=may,
            myself=person.id,
        )


class EnrolPages(Controller):
    """Adding a child to the setting."""

    path = "/settings/{setting_id:uuid}/children"
    dependencies = {"setting": Provide(setting)}
    opt = {"act": Act.ENROL}

    @get()
    async def all(self, request: Web, setting: NamedDependency[TheSetting]) -> Response[Any]:
        placed = await children_at(setting)
        return page(request, "settings/children.html", setting=setting, placed=placed)

    @get("/new")
    async def ask(self, request: Web, setting: NamedDependency[TheSetting]) -> Response[Any]:
        return page(request, "settings/new_child.html", **await _form(setting))

    @post(status_code=200)
    async def add(
        self, request: Web, person: NamedDependency[Adult], setting: NamedDependency[TheSetting]
    ) -> Response[Any] | Redirect:
        form = await posted(request, NewChild)
        born, key = _born(form.born), uuid_or_none(form.key)
        problems = _problems(form, born)
        if problems or born is None or key is None:
            shown = {"problems": problems, **await _form(setting, form)}
            return page(request, "settings/new_child.html", 422, **shown)
        begins, press = _begins(form, born), await press_of(request, form)
        made = await enrol(person, setting, begins, form.room, key, press=press)
        return go(request, f"/children/{made}")


def _called(form: NewChild) -> str:
    return form.called or form.name.partition(" ")[0]


def _problems(form: NewChild, born: date | None) -> dict[str, str]:
    """What is wrong with what was written, what was not picked, what is longer than its box."""
    problems = enrol_problems(form.name, _called(form), born, today(), form.areas)
    limits = {"say": 100, "room": 80}
    problems |= {
        name: "shorter" for name, most in limits.items() if len(getattr(form, name)) > most
    }
    if not set(form.languages) <= set(SPOKEN):
        problems["languages"] = "unpicked"
    if form.picture not in LOVED:
        problems["picture"] = "unpicked"
    if uuid_or_none(form.key) is None:
        problems["key"] = "unpicked"
    return problems


def _begins(form: NewChild, born: date) -> Begins:
    return Begins(
        name=form.name,
        called=_called(form),
        say=form.say,
        born=born,
        languages=" ".join(dict.fromkeys(form.languages)) or "en",
        areas=" ".join(sorted(set(form.areas))),
        picture=form.picture,
        in_care=form.care == "yes",
    )


async def _form(setting: TheSetting, form: NewChild | None = None) -> dict[str, Any]:
    staff = dict.fromkeys((who, called) for who, called, _ in await staff_of(setting.id))
    values = msgspec.structs.asdict(form) if form else {}
    shown, spoken = in_order(())
    asked = {"staff": list(staff), "loved": LOVED, "spoken": spoken, "shown": shown}
    return {"values": values, "setting": setting, **asked}
