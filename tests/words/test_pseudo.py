"""No sentence is out of a translator's reach: in a made-up language each stands in brackets."""

import os
import subprocess
import sys
from pathlib import Path

from tests.words.crawl import bare
from tools.catalogues import pseudo

ROOT = Path(__file__).resolve().parents[2]


def test_every_text_of_every_page_can_be_translated() -> None:
    pseudo.build(ROOT)
    crawled = subprocess.run(
        [sys.executable, "-W", "ignore", "tests/words/crawl.py"],
        cwd=ROOT,
        env={**os.environ, "ALONGSIDE_PSEUDO": "1", "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert crawled.returncode == 0, crawled.stderr[-2000:]
    assert crawled.stderr.count("status=200") > 50, "The pages did not open."
    assert crawled.stdout.strip() == ""


def test_a_bare_sentence_is_found() -> None:
    page = '<main aria-label="Bare">[Ĥömé <bdi>Sam</bdi>] <p dir="auto">His words</p> Left</main>'
    assert list(bare(page, set())) == ["Bare", "Left"]
