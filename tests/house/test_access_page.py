"""The page about who may do what says what the table says."""

from pathlib import Path

from server.access import COLUMNS, as_markdown
from server.children.rules import MAY, MEANS, Act, Role

PAGE = Path(__file__).resolve().parents[2] / "docs" / "access.md"


def test_the_page_is_current() -> None:
    told = "Type: .venv/bin/python -m server access > docs/access.md"
    assert PAGE.read_text(encoding="utf-8") == as_markdown(), told


def test_every_act_has_its_meaning_and_its_roles() -> None:
    assert set(MAY) == set(MEANS) == set(Act)
    assert set(COLUMNS.values()) == set(Role)
