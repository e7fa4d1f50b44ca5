"""What a family does works in a browser that runs no scripts."""

import pytest
from playwright.async_api import expect

from tests.journeys.beginning import shows_a_square, types_the_code
from tests.journeys.conftest import Open
from tests.journeys.places import child_of, code_for
from tests.journeys.visitor import House, comes_in

pytestmark = pytest.mark.journey
WORDS = "He hums the bus song all the way home."


async def test_a_question_in_another_language_keeps_the_words_and_the_question(
    house: House, a_phone: Open
) -> None:
    imran = await comes_in(house, await a_phone(java_script_enabled=False), "Imran", "en_GB")
    child = await child_of(imran)
    await imran.goes(f"/children/{child}/insights/ask?prompt=assess-loves&way=write")
    await imran.page.locator("#words").fill(WORDS)
    await imran.taps("Language")
    await imran.page.get_by_role("button", name="Polski").click()
    await imran.is_spoken_to_in("pl")
    await expect(imran.page.locator("#words")).to_have_value(WORDS)
    asked = imran.page.locator("#words-form input[name=prompt]")
    await expect(asked).to_have_value("assess-loves")
    await imran.sends("/check$")
    await imran.sees(WORDS)
    await imran.sends("/sent$")


async def test_a_parent_answers_a_next_step_again(house: House, a_phone: Open) -> None:
    kasia = await comes_in(house, await a_phone(java_script_enabled=False), "Kasia", "pl")
    child = await child_of(kasia)
    await kasia.goes(f"/children/{child}/plan")
    await kasia.follows("/outcomes/")
    await kasia.opens("Change my answer")
    await kasia.picks("Yes, this is right")
    await kasia.page.locator("#answer button").last.click()
    await expect(kasia.page.get_by_text(kasia.said("Change my answer"))).to_be_visible()


async def test_a_carer_joins_by_the_code_under_the_square(house: House, a_phone: Open) -> None:
    bethan = await comes_in(house, await a_phone(java_script_enabled=False), "Bethan", "en_GB")
    child = await child_of(bethan)
    code = await shows_a_square(bethan, child, "Jadzia", decides=False)
    phone = await a_phone(java_script_enabled=False)
    jadzia = await types_the_code(house, await phone.new_page(), code, "Jadzia")
    number = (await jadzia.page.locator("output.number").inner_text()).strip()
    await bethan.taps("Has it worked?")
    await bethan.page.locator(f"button[name=number][value='{number}']").click()
    await bethan.sees("Jadzia is in")
    await jadzia.taps("Has it worked?")
    await jadzia.taps("Go on")
    await jadzia.page.wait_for_url("**/join/welcome")
    await jadzia.taps("Not now")
    assert await child_of(jadzia) == child


async def test_a_code_from_a_letter_lets_a_parent_in(house: House, a_phone: Open) -> None:
    phone = await a_phone(java_script_enabled=False)
    page = await phone.new_page()
    await page.goto(f"{house.phone}/sign-in")
    await page.locator("#email").fill("tomek@example.org")
    await page.get_by_role("button", name="Send me a code").click()
    await page.wait_for_url("**/sign-in/code*")
    await page.locator("#code").fill(
        await code_for(house, await phone.new_page(), "tomek@example.org")
    )
    await page.get_by_role("button", name="Go on").click()
    await page.wait_for_url(f"{house.phone}/")
    await expect(page.locator("html")).to_have_attribute("lang", "pl")
