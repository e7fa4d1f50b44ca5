"""Coming in, saying something in four taps, and hearing what changed because of it."""

import pytest
from playwright.async_api import BrowserContext

from tests.journeys.conftest import Open
from tests.journeys.visitor import House, Visitor, comes_in, opens_beside

pytestmark = pytest.mark.journey


async def test_a_parent_and_a_key_person_stand_side_by_side_in_one_browser(
    house: House, a_phone: Open
) -> None:
    phone = await a_phone()
    kasia = await comes_in(house, phone, "Kasia", "pl")
    bethan = await opens_beside(house, await phone.new_page(), "Bethan")
    await kasia.goes("/")
    await kasia.is_spoken_to_in("pl")
    await bethan.goes("/")
    await bethan.is_spoken_to_in("en-GB")
    await bethan.sees("My children")


async def four_taps(parent: Visitor, first: str) -> None:
    for sentence in (first, "Water", "Continue", "Send"):
        await parent.taps(sentence)
    await parent.page.wait_for_url("**/sent")
    assert parent.count == 4
    await parent.sees("Undo")


async def test_a_polish_parent_answers_with_a_picture_in_four_taps(
    house: House, a_phone: Open
) -> None:
    tomek = await comes_in(house, await a_phone(), "Tomek", "pl")
    await tomek.is_spoken_to_in("pl")
    await tomek.sees("Obrazki")
    await four_taps(tomek, "Pictures")


async def test_the_same_four_taps_work_with_javascript_off(house: House, a_phone: Open) -> None:
    phone = await a_phone(java_script_enabled=False)
    kasia = await comes_in(house, phone, "Kasia", "pl")
    await four_taps(kasia, "A question for you")


async def what_changed_comes_back(house: House, phone: BrowserContext) -> None:
    kasia = await comes_in(house, phone, "Kasia", "pl")
    bethan = await opens_beside(house, await phone.new_page(), "Bethan")
    await bethan.taps("Read and reply")
    await bethan.sees("Dziś w wannie powiedziała")
    await bethan.writes("We play with drops at the sink now.", "What changed because of it?")
    await bethan.writes("What a lovely word.", "A reply, if you like")
    await bethan.taps("Send the answer")
    await bethan.sees("We play with drops at the sink now.")
    await kasia.goes("/")
    await kasia.sees("What changed because of what you said")
    await kasia.sees("We play with drops at the sink now.")


async def test_a_parent_sees_what_changed_because_of_her_words(house: House, a_phone: Open) -> None:
    await what_changed_comes_back(house, await a_phone())


async def test_a_parent_sees_what_changed_on_postgresql_too(
    postgres_house: House, a_phone: Open
) -> None:
    await what_changed_comes_back(postgres_house, await a_phone())


async def test_a_parent_says_that_the_review_was_written_down_rightly(
    house: House, a_phone: Open
) -> None:
    kasia = await comes_in(house, await a_phone(), "Kasia", "pl")
    await kasia.taps("Read and answer")
    await kasia.sees("W domu Zofia prosi o pomoc wiele razy dziennie.")
    await kasia.taps("Yes, it is")
    await kasia.taps("Send")
    await kasia.goes("/")
    await kasia.does_not_see("Read and answer")
