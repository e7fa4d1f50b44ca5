"""What a template may hold: no style or script of its own, nothing it did not say it needs."""

import re
from pathlib import Path

import pytest
from jinja2 import meta, nodes

from server.templating import pages

ROOT = Path(__file__).resolve().parents[2] / "server"
TEMPLATES = {
    path.relative_to(ROOT / "templates").as_posix(): path.read_text(encoding="utf-8")
    for path in sorted((ROOT / "templates").rglob("*.html"))
}
COMMON = {"me", "path", "demo", "values", "problems"}
NEEDS = re.compile(r"\{#.*?needs: *([^#]*?)#\}", re.DOTALL)
FORBIDDEN = {
    "a style of its own": re.compile(r"<style|\sstyle=", re.IGNORECASE),
    "a script of its own": re.compile(r"<script(?![^>]*\ssrc=)[^>]*>", re.IGNORECASE),
    "a handler of its own": re.compile(r"\son[a-z]+=[\"']|\shx-on", re.IGNORECASE),
    "a script's address": re.compile(r"javascript:", re.IGNORECASE),
    "unchecked text": re.compile(r"\|\s*safe\b|autoescape\s+false"),
    "another site's file": re.compile(r"""(?:src|href)=["']https?:""", re.IGNORECASE),
}


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_page_brings_no_style_script_or_unchecked_text(name: str) -> None:
    plain = re.sub(r"\{#.*?#\}", "", TEMPLATES[name], flags=re.DOTALL)
    assert [what for what, found in FORBIDDEN.items() if found.search(plain)] == []


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_page_fits_on_a_screen_or_two(name: str) -> None:
    limit = 130 if name.startswith("parts/") else 80
    assert len(TEMPLATES[name].splitlines()) <= limit


def _needed(text: str) -> set[str] | None:
    """The names in its needs line; none when it says "nothing"."""
    found = NEEDS.search(text)
    if found is None:
        return None
    names = found[1].partition("; blocks")[0]
    return set(re.findall(r"\b[a-z_]+\b(?=[^()]*(?:\(|,|;|:|$))", re.sub(r"\(.*?\)", "", names)))


def _own(tree: nodes.Template) -> set[str]:
    """The names a template brings itself: what it imports and what it sets."""
    brought = {
        name if isinstance(name, str) else name[1]
        for found in tree.find_all(nodes.FromImport)
        for name in found.names
    }
    stored = {found.name for found in tree.find_all(nodes.Name) if found.ctx == "store"}
    return brought | stored


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_says_what_it_needs(name: str) -> None:
    tree = pages.parse(TEMPLATES[name])
    if any(tree.find_all(nodes.Macro)):
        return  # macros take what they need as arguments
    used = meta.find_undeclared_variables(tree) - set(pages.globals) - _own(tree)
    needed = _needed(TEMPLATES[name])
    assert used - COMMON - (needed or set()) == set(), "Say so in its first line: needs."
