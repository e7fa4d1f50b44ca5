"""How a round begins: a child is enrolled, a parent let in, a worry answered, a notice read."""

import re
from uuid import UUID

from playwright.async_api import Page, expect

from server import clock
from tests.journeys.visitor import SHORT, House, Visitor

POLISH = "pl"
WORRY = "Hania mało mówi, kiedy chce pić."
GIVEN = re.compile(r"/notices/[0-9a-f-]{36}$")
EXTRA = "Bethan plays a naming game with Hania for 10 minutes each morning."


async def enrols(manager: Visitor) -> UUID:
    """The manager adds Hania, and gives her a key person."""
    await manager.taps("Our setting")
    await manager.taps("Add a child")
    await manager.writes("Hania Nowak", "Full name")
    await manager.writes("2023-02-14", "Born on")
    await manager.picks("Polish", "Languages at home")
    await manager.picks("Communication and interaction")
    await manager.picks("Water")
    await manager.page.get_by_label("Key person").select_option(label="Bethan")
    await manager.sends(r"/children/[0-9a-f-]{36}$")
    return UUID(manager.page.url[-36:])


async def shows_a_square(
    key_person: Visitor, child: UUID, called: str, *, decides: bool = True
) -> str:
    """The key person holds up a square for this parent; under it stands a code to type."""
    await key_person.goes(f"/children/{child}/invitations/new")
    await key_person.picks("Parent" if decides else "Carer")
    await key_person.writes(called, "What we call them")
    if decides:
        await key_person.picks("Has parental responsibility")
        await key_person.picks("Answers next steps for the child")
        await key_person.writes("Birth certificate", "What you looked at")
    await key_person.taps("Make the square")
    line = await key_person.page.get_by_text("Without a camera").inner_text()
    found = re.search(r"([A-Z0-9]{4} [A-Z0-9]{4})\W*$", line)
    assert found, line
    return found[1]


async def types_the_code(house: House, page: Page, code: str, called: str) -> Visitor:
    """A parent types the code and chooses Polish; their phone then shows a number."""
    parent = Visitor(page, called, POLISH)
    await page.goto(f"{house.phone}/join")
    await page.locator("input[name=code]").fill(code)
    await page.get_by_role("button", name="Polski").click()
    await parent.is_spoken_to_in(POLISH)
    await page.locator("button[name=device][value=own]").click()
    await page.wait_for_url("**/join/claim")
    return parent


async def lets_in_to(key_person: Visitor, parent: Visitor) -> None:
    """The key person taps the number that is on the parent's phone, and the phone goes on."""
    number = (await parent.page.locator("output.number").inner_text()).strip()
    same = key_person.page.locator(f"button[name=number][value='{number}']")
    await same.click(timeout=SHORT)
    await expect(key_person.page.get_by_text("is in")).to_be_visible()
    await parent.page.wait_for_url("**/join/welcome", timeout=SHORT)


async def lets_in(key_person: Visitor, parent: Visitor) -> None:
    """And the parent goes on to her first page, without a passkey for now."""
    await lets_in_to(key_person, parent)
    await parent.taps("Not now")
    await parent.page.wait_for_url("**/")


async def raises_a_worry(parent: Visitor) -> None:
    """In her own words, in her own language."""
    await parent.follows("/concerns/new")
    await parent.page.locator("#words").fill(WORRY)
    await parent.sends(r"/concerns/[0-9a-f-]{36}$")
    await parent.sees(WORRY)


async def answers_the_worry(key_person: Visitor, child: UUID) -> None:
    """The key person reads the worry as it was said, and says what happens next."""
    await key_person.goes(f"/children/{child}")
    await key_person.follows("/concerns/")
    await key_person.sees(WORRY)
    await key_person.writes("Thank you. We have seen it too.", "What you say")
    await key_person.picks("Extra help will start")
    await key_person.taps("Send the answer")
    await key_person.sees("Thank you. We have seen it too.")


async def gives_notice(key_person: Visitor, child: UUID) -> None:
    """Told first, then written: who, when, how, what is extra; seen before it is given."""
    await key_person.goes(f"/children/{child}/notices/new")
    for parent in ("Ola", "Adam"):
        await key_person.picks(parent, "Who was told")
    await key_person.picks("Bethan", "Who told them")
    await key_person.picks("In person")
    await key_person.page.locator("#language").select_option("pl")
    await key_person.writes(EXTRA, "What is extra or different")
    await key_person.picks("Communication and interaction")
    await key_person.page.locator("#key_person").select_option(label="Bethan")
    await key_person.page.locator("#senco").select_option(label="Helen")
    await key_person.writes(clock.today().isoformat(), "When help starts")
    await key_person.taps("See what the family will read")
    await key_person.sees("What the family will read")
    await key_person.taps("Give this to the family")
    await key_person.page.wait_for_url(GIVEN)


async def reads_the_notice(parent: Visitor) -> None:
    """The notice is the one thing her first page asks; she says that she has read it."""
    await parent.goes("/")
    await parent.follows("/notices/")
    await parent.sees(EXTRA)
    await parent.sends(r"/notices/")
    await parent.sees("You have read this")
