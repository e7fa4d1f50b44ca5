"""The demo's own door: there in demo mode alone, and only for the people of its book."""

import msgspec
import pytest

from server import clock
from server.app import doors
from server.db import Engine
from server.demo.book import id_of
from server.demo.load import fill
from server.demo.trying import TRY
from server.people.tables import Session
from tests.browsing import CONFIG, ORIGIN, Browsers
from tests.world import World

OTHER = "https://other.test"
DEMO = msgspec.structs.replace(CONFIG, demo=True, origins=(ORIGIN, OTHER))


@pytest.fixture
async def demo(clean: Engine) -> Browsers:
    """The demo, filled."""
    clock.hold(None)
    await fill()
    return Browsers(clean, DEMO)


async def test_it_is_not_there_outside_of_the_demo(clean: Engine) -> None:
    browser = Browsers(clean).nobody()
    for path in ("/demo", "/demo/outbox", f"/demo?as={id_of('kasia')}"):
        assert (await browser.get(path)).status_code == 404
    answer = await browser.post("/demo", data={"person": str(id_of("kasia"))})
    assert answer.status_code == 404
    assert await Session.count() == 0


async def test_its_routes_exist_only_in_demo_mode(clean: Engine) -> None:
    def paths(app: Browsers) -> set[str]:
        return {route.path for route, _ in doors(app.app)}

    assert "/demo" in paths(Browsers(clean, DEMO))
    assert not [path for path in paths(Browsers(clean)) if path.startswith("/demo")]


async def test_everybody_of_the_book_stands_on_the_page_once(demo: Browsers) -> None:
    text = (await demo.nobody().get("/demo")).text
    for key in TRY:
        assert f'id="who-{id_of(key)}"' in text
    assert text.count("Come in as <bdi>Helen</bdi>") == 1
    assert "<bdi>Kasia</bdi>: a parent of <bdi>Zofia</bdi>. Reads Polish." in text


async def test_one_tap_signs_in(demo: Browsers) -> None:
    browser = demo.nobody()
    answer = await browser.post("/demo", data={"person": str(id_of("kasia"))})
    assert answer.status_code == 303
    assert answer.headers["location"] == "/"
    home = await browser.get("/me")
    assert home.status_code == 200
    assert 'lang="pl"' in home.text
    assert 'href="/demo"' in home.text


async def test_another_part_ends_the_one_before(demo: Browsers) -> None:
    browser = demo.nobody()
    for key in ("kasia", "bethan"):
        await browser.post("/demo", data={"person": str(id_of(key))})
    open_now = await Session.select(Session.person).where(Session.ended_at.is_null())
    assert [row["person"] for row in open_now] == [id_of("bethan")]


async def test_the_second_window_is_the_other_name_of_the_same_app(demo: Browsers) -> None:
    browser = demo.nobody()
    text = (await browser.get("/demo")).text
    assert f'href="{OTHER}/demo?as={id_of("bethan")}"' in text
    confirm = await browser.get(f"/demo?as={id_of('bethan')}")
    assert confirm.status_code == 200
    assert await Session.count() == 0


@pytest.mark.parametrize("asked", ["", "bethan", "00000000-0000-0000-0000-000000000000"])
async def test_nobody_else_can_be_taken_for(demo: Browsers, asked: str) -> None:
    browser = demo.nobody()
    assert (await browser.get("/demo", params={"as": asked})).status_code == 404
    answer = await browser.post("/demo", data={"person": asked})
    assert answer.status_code in (400, 404)


async def test_a_real_person_has_no_tap(world: World, clean: Engine) -> None:
    browser = Browsers(clean, DEMO).nobody()
    assert str(world.amira.id) not in (await browser.get("/demo")).text
    answer = await browser.post("/demo", data={"person": str(world.amira.id)})
    assert answer.status_code == 404
