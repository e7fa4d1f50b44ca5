"""How a round goes: a picture, what changed, a next step with a change to it, help."""

from datetime import timedelta
from uuid import UUID

from playwright.async_api import expect

from server import clock
from tests.journeys.visitor import Visitor

SOON = (clock.today() + timedelta(weeks=6)).isoformat()
CHANGED = "Water play stands ready every morning now."
FIRST = "By {date}, Hania will ask for a drink with a word or a sign, 3 times a day at snack."
SECOND = "By {date}, Hania will ask for a drink with a sign, once a day at home or at snack."
FIRST_IN_POLISH = "Do {date} Hania poprosi o picie słowem lub gestem 3 razy dziennie."
SECOND_IN_POLISH = "Do {date} Hania poprosi o picie gestem raz dziennie."
WISH = "Trzy razy to za dużo. Raz dziennie wystarczy."


async def opens_a_round(key_person: Visitor, child: UUID) -> str:
    """The day of the review is set at once; the address of the round comes back."""
    await key_person.goes(f"/children/{child}")
    await key_person.follows("/cycles/new")
    await key_person.page.locator("#review_on").fill(SOON)
    await key_person.sends(r"/cycles/[0-9a-f-]{36}$")
    await key_person.sees("Round 1 for Hania")
    return key_person.page.url


async def answers_with_a_picture(parent: Visitor) -> None:
    """Four taps from her first page, and it is sent."""
    await parent.goes("/")
    parent.count = 0
    await parent.taps("Pictures")
    await parent.taps("Water")
    await parent.taps("Continue")
    await parent.taps("Send")
    await parent.page.wait_for_url("**/sent")
    assert parent.count == 4


async def says_what_changed(key_person: Visitor, child: UUID) -> None:
    """The key person reads what was tapped, and owes one line."""
    await key_person.goes(f"/children/{child}")
    await key_person.follows("/insights/")
    await key_person.sees("Water")
    await key_person.taps("I have read this")
    await key_person.sees("Read by Bethan")
    await key_person.writes(CHANGED, "What changed because of it?")
    await key_person.taps("Send the answer")
    await expect(key_person.page.locator(".echo")).to_contain_text(CHANGED)


async def hears_what_changed(parent: Visitor) -> None:
    """It is the first thing on her first page."""
    await parent.goes("/")
    await parent.sees("What changed because of what you said")
    await parent.sees(CHANGED)


async def moves_on(key_person: Visitor, at: str, step: str) -> None:
    """The round goes on to its next step."""
    await key_person.page.goto(at)
    await key_person.taps(f"Go on to: {step}")
    await expect(key_person.page.locator("li[aria-current=step]")).to_contain_text(step)


async def plans(key_person: Visitor, child: UUID) -> str:
    """A next step in both languages, shared; its address comes back."""
    await key_person.goes(f"/children/{child}/outcomes/new")
    await key_person.picks("Talking and being with others")
    await key_person.writes("Hania points at the tap.", "What Hania does now")
    await key_person.writes("Ola wants to hear what she needs.", "Why it matters")
    await words_it(key_person, FIRST, FIRST_IN_POLISH)
    await key_person.page.locator("#what").fill("Wait and offer two cups")
    await key_person.page.locator("#who").fill("Bethan")
    await key_person.taps("Share with the family")
    await key_person.page.wait_for_url("**/outcomes/*-*")
    await key_person.sees("Agreed by 0 of 2")
    return key_person.page.url


async def words_it(key_person: Visitor, statement: str, in_polish: str) -> None:
    """The wording, its date, and the same in the family's language."""
    page = key_person.page
    await page.locator("#by_date").fill(SOON)
    await page.locator("#statement").fill(statement)
    await key_person.taps("Check the words")
    await expect(page.locator("#hints .tip").first).to_be_visible()
    await page.locator("#other_lang").select_option("pl")
    await page.locator("#other_words").fill(in_polish)
    await page.locator("#translator").fill("Magda, interpreter")


async def answers_the_step(parent: Visitor, choice: str, words: str = "") -> None:
    """The next step is what her first page asks about; she answers for herself."""
    await parent.goes("/")
    await parent.follows("/outcomes/")
    await parent.picks(choice)
    if words:
        await parent.page.locator("#words").fill(words)
    await parent.sends(r"/outcomes/[0-9a-f-]{36}$")


async def changes_it_as_they_say(key_person: Visitor, at: str) -> None:
    """The wish is accepted with a reason, and the wording becomes a second version."""
    await key_person.page.goto(at)
    await key_person.sees(WISH)
    await key_person.picks("We change it as they say")
    await key_person.page.locator("[id^=s][id$=-words]").fill("Once a day is a good start.")
    await key_person.taps("Send")
    await key_person.page.goto(f"{at}/versions/new")
    await words_it(key_person, SECOND, SECOND_IN_POLISH)
    await key_person.writes("Ola asked for once a day.", "Why it changes")
    await key_person.taps("Share with the family")
    await key_person.sees("Next step, version 2")


async def helps(key_person: Visitor, at: str) -> None:
    """Help starts, and a day of it is written down."""
    await key_person.page.goto(at)
    await key_person.taps("Help has started")
    await key_person.opens("Write down a day of help")
    await key_person.page.locator("#d-note").fill("Hania signed for water at snack.")
    await key_person.taps("Keep")
    await key_person.opens("Help, day by day")
    await key_person.sees("Hania signed for water at snack.")
