"""In the demo, letters and text messages lie in one place, each in its language, with its link."""

from pathlib import Path

import msgspec
import pytest

from server.config import Config
from server.db import Engine
from server.mail import Letter, post
from server.texting import Text, text
from tests.browsing import CONFIG, ORIGIN, Browsers

OTHER = "https://other.test"


@pytest.fixture
def demo(tmp_path: Path) -> Config:
    boxes = {"mail": f"file:{tmp_path}/letters", "text": f"file:{tmp_path}/texts"}
    return msgspec.structs.replace(CONFIG, demo=True, origins=(ORIGIN, OTHER), **boxes)


async def outbox(clean: Engine, demo: Config) -> str:
    answer = await Browsers(clean, demo).nobody().get("/demo/outbox")
    assert answer.status_code == 200
    return answer.text


async def test_letters_and_texts_stand_together_newest_first(clean: Engine, demo: Config) -> None:
    await post(demo, Letter("kasia@example.org", "Temat", "Słowa", "<p>Słowa</p>", "pl"))
    await text(demo, Text("+447700900123", "سوال\nجواب", "ur"))
    page = await outbox(clean, demo)
    assert page.index("جواب") < page.index("Słowa")
    assert page.index('lang="ur"') < page.index('lang="pl"')
    assert "+447700900123" in page


@pytest.mark.parametrize("origin", [ORIGIN, OTHER])
async def test_a_link_stays_in_the_window_it_is_read_in(
    clean: Engine, demo: Config, origin: str
) -> None:
    await text(demo, Text("+447700900123", f"You have a reply\n{origin}/messages/1", "en-GB"))
    assert 'href="/messages/1"' in await outbox(clean, demo)


@pytest.mark.parametrize(
    "line", [f"{ORIGIN}.evil.test/x", f"{ORIGIN}//evil.test/x", "javascript:alert(1)"]
)
async def test_no_other_link_is_one(clean: Engine, demo: Config, line: str) -> None:
    await text(demo, Text("+447700900123", line, "en-GB"))
    page = await outbox(clean, demo)
    assert 'href="//' not in page
    assert 'href="https' not in page
    assert 'href="javascript' not in page


async def test_a_way_that_leaves_this_machine_shows_nothing(clean: Engine, demo: Config) -> None:
    ways = {"mail": "smtp://mail.example.org", "text": "https://texts.example.org"}
    assert "None yet." in await outbox(clean, msgspec.structs.replace(demo, **ways))
