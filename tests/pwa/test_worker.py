"""The worker and what it keeps: small, the same for everybody, never a word about anybody."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from server import assets
from server.languages import LANGUAGES
from server.pwa import worker as made
from tests.browsing import Browsers
from tests.world import World

SOURCE = Path(made.__file__).with_name("sw.js").read_text()


def here() -> dict[str, Any]:
    """What the worker was told."""
    first = made.worker().raw.partition(b"\n")[0]
    told: dict[str, Any] = msgspec.json.decode(first.removeprefix(b"const HERE = ")[:-1])
    return told


@pytest.fixture
def fresh() -> Iterator[None]:
    """The worker is put together again, before and after."""
    for kept in (made.worker, made.offline):
        kept.cache_clear()
    yield
    for kept in (made.worker, made.offline):
        kept.cache_clear()


def test_the_worker_weighs_at_most_12_kilobytes() -> None:
    assert len(made.worker().raw) <= 12_000


async def test_it_is_asked_for_again_and_not_sent_again(world: World, browsers: Browsers) -> None:
    browser = browsers.nobody()
    first = await browser.get("/sw.js")
    assert first.headers["cache-control"] == "no-cache"
    assert first.headers["content-type"] == "text/javascript; charset=utf-8"
    again = await browser.get("/sw.js", headers={"if-none-match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_what_it_keeps_is_there_public_and_light(world: World, browsers: Browsers) -> None:
    browser, told, weight = browsers.nobody(), here(), 0
    for url in (*told["files"], *(each["page"] for each in told["languages"].values())):
        answer = await browser.get(url)
        assert answer.status_code == 200, url
        assert answer.headers["cache-control"].startswith("public")
        assert "set-cookie" not in answer.headers
        weight += len(answer.content)
    assert weight <= 300 * 1024


def test_it_knows_every_language() -> None:
    spoken = here()["languages"]
    assert list(spoken) == [each.tag for each in LANGUAGES.values()]
    for each in LANGUAGES.values():
        assert spoken[each.tag]["dir"] == each.dir
        assert spoken[each.tag]["title"]


def test_every_script_and_sheet_of_a_page_is_kept() -> None:
    kept = set(here()["files"])
    used = {a.url for name, a in assets.ASSETS.items() if name.endswith((".js", ".css"))}
    assert used <= kept


@pytest.mark.parametrize("code", LANGUAGES)
async def test_the_page_without_connection_is_about_nobody(
    code: str, world: World, browsers: Browsers
) -> None:
    amira = await browsers.of(world.amira)
    page = (await amira.get(f"/offline/{code}")).text
    assert f'<html lang="{LANGUAGES[code].tag}" dir="{LANGUAGES[code].dir}">' in page
    assert "Amira" not in page
    assert not re.search(r"[0-9a-f]{8}-[0-9a-f]{4}-", page)


def test_a_changed_file_is_another_version(fresh: None, monkeypatch: pytest.MonkeyPatch) -> None:
    before = here()["shell"]
    changed = msgspec.structs.replace(assets.ASSETS["join.js"], url="/static/join.another.js")
    monkeypatch.setitem(assets.ASSETS, "join.js", changed)
    made.worker.cache_clear()
    assert here()["shell"] != before


def test_the_same_files_are_the_same_version(fresh: None) -> None:
    before = made.worker().raw
    made.worker.cache_clear()
    assert made.worker().raw == before


def test_it_takes_over_only_when_a_page_says_so() -> None:
    assert SOURCE.count("skipWaiting()") == 1
    assert 'if (type === "skip-waiting") skipWaiting();' in SOURCE
