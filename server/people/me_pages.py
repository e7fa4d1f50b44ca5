"""One's own page: languages, name, how to be reached."""

from typing import Any

from litestar import Controller, Response, get, post
from litestar.di import NamedDependency
from litestar.response import Redirect

from server.children.rules import Act
from server.forms import Form, posted, press_of
from server.languages import LANGUAGES, SPOKEN
from server.people.asking import Adult
from server.people.cookies import remember_language
from server.people.me import (
    FILLING_IN,
    RECENT,
    change_contact,
    change_languages,
    change_name,
    myself,
    proved_since,
)
from server.people.me_rules import contact_problems, name_problems
from server.people.passkeys import passkeys_of
from server.people.sessions import sessions_of
from server.reached import reached
from server.web import Web, go, page, reply
from server.working import works


def in_order(mine: tuple[str, ...]) -> tuple[int, tuple[str, ...]]:
    """One's own languages first, then those we speak here, then the others; how many stand out."""
    ours = [code.split("_")[0] for code in LANGUAGES]
    first = [code for code in SPOKEN if code in mine or code in ours]
    return len(first), (*first, *(code for code in SPOKEN if code not in first))


class LanguagesForm(Form):
    """What somebody reads and speaks."""

    reads: str
    speaks: list[str] = []
    interpreter: str = ""


class NameForm(Form):
    """What somebody is called."""

    called: str = ""
    say: str = ""


class ContactForm(Form):
    """How somebody is reached."""

    email: str = ""
    phone: str = ""


class MePages(Controller):
    """An adult's own page. Looking needs a session; changing needs a passkey."""

    path = "/me"
    opt = {"act": Act.ME}

    @get(opt={"act": Act.HOME})
    async def show(self, request: Web, person: NamedDependency[Adult]) -> Response[Any]:
        staff = await works(person.id)
        return page(
            request,
            "people/me.html",
            staff=staff,
            reached=await reached(person.id, staff=staff),
            mine=await myself(person),
            devices=await sessions_of(person),
            passkeys=await passkeys_of(person),
        )

    @get("/languages")
    async def languages(self, request: Web, person: NamedDependency[Adult]) -> Response[Any]:
        mine = await myself(person)
        shown, spoken = in_order(mine.speaks)
        return page(
            request,
            "people/languages.html",
            spoken=spoken,
            shown=shown,
            values={"reads": mine.reads, "speaks": mine.speaks, "interpreter": mine.interpreter},
        )

    @post("/languages", status_code=200)
    async def keep_languages(
        self, request: Web, person: NamedDependency[Adult]
    ) -> Response[Any] | Redirect:
        form = await posted(request, LanguagesForm)
        reads = form.reads if form.reads in LANGUAGES else person.reads
        speaks = tuple(code for code in SPOKEN if code in form.speaks)
        wanted = form.interpreter if form.interpreter in SPOKEN else ""
        press = await press_of(request, form)
        await change_languages(person, reads, speaks, wanted, press=press)
        answer = go(request, "/me")
        remember_language(answer, reads)
        return answer

    @get("/name")
    async def name(self, request: Web, person: NamedDependency[Adult]) -> Response[Any]:
        mine = await myself(person)
        return page(request, "people/name.html", values={"called": mine.called, "say": mine.say})

    @post("/name", status_code=200)
    async def keep_name(
        self, request: Web, person: NamedDependency[Adult]
    ) -> Response[Any] | Redirect:
        form = await posted(request, NameForm)
        problems = name_problems(form.called, form.say)
        if not problems:
            press = await press_of(request, form)
            await change_name(person, form.called, form.say, press=press)
        values = {"called": form.called, "say": form.say}
        return reply(
            request, at="/me", page_name="people/name.html", problems=problems, values=values
        )

    @get("/contact")
    async def contact(
        self, request: Web, person: NamedDependency[Adult]
    ) -> Response[Any] | Redirect:
        if not await proved_since(person, RECENT):
            return go(request, "/unlock?next=/me/contact")
        mine = await myself(person)
        values = {"email": mine.email, "phone": mine.phone}
        return page(request, "people/contact.html", values=values)

    @post("/contact", status_code=200)
    async def keep_contact(
        self, request: Web, person: NamedDependency[Adult]
    ) -> Response[Any] | Redirect:
        form = await posted(request, ContactForm)
        if not await proved_since(person, FILLING_IN):
            return go(request, "/unlock?next=/me/contact")
        problems = contact_problems(form.email, form.phone)
        if not problems:
            press = await press_of(request, form)
            await change_contact(person, form.email.lower(), form.phone, press=press)
        values = {"email": form.email, "phone": form.phone}
        return reply(
            request, at="/me", page_name="people/contact.html", problems=problems, values=values
        )
