"""One small sheet: colours in one file, no physical sides, every part in its layer."""

import re
from pathlib import Path

from server.assets import ASSETS, SHEET

STATIC = Path(__file__).parents[2] / "server/static"
PARTS = sorted((STATIC / "parts").glob("*.css"))
SHEETS = [STATIC / "tokens.css", STATIC / "base.css", *PARTS]
HEX = re.compile(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsla?\(", re.IGNORECASE)
PHYSICAL = re.compile(
    r"\b(left|right)\b|(margin|padding|border)-(top|bottom)|[ {;](width|height|top|bottom):"
)
COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
LAYERS = "@layer reset, tokens, base, parts;"


def rules(sheet: Path) -> str:
    """A sheet without its comments."""
    return COMMENT.sub("", sheet.read_text())


def test_only_the_tokens_know_a_colour() -> None:
    assert [sheet.name for sheet in SHEETS[1:] if HEX.search(rules(sheet))] == []


def test_nothing_has_a_left_or_a_right() -> None:
    assert [sheet.name for sheet in SHEETS if PHYSICAL.search(rules(sheet))] == []


def test_the_order_of_the_files_does_not_matter() -> None:
    assert [sheet.name for sheet in SHEETS if not rules(sheet).strip().startswith(LAYERS)] == []
    for part in PARTS:
        outside = rules(part).replace(LAYERS, "").strip()
        assert outside.startswith("@layer parts {")
        assert outside.endswith("}")


def test_nothing_shouts_or_hides_behind_an_id() -> None:
    assert [sheet.name for sheet in SHEETS if "!important" in rules(sheet)] == []
    assert [part.name for part in PARTS if re.search(r"#[a-z][\w-]*\s*[{,]", rules(part))] == []


def test_the_whole_look_weighs_at_most_8_kilobytes() -> None:
    assert len(ASSETS[SHEET].body(b"br")) <= 8 * 1024
