"""The icons of the installed app, drawn from the brand's own files: `make icons`."""

import os
import re
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

STATIC = Path(__file__).resolve().parents[1] / "server" / "static"
BRAND = STATIC / "brand"
SYMBOLS = STATIC.parent / "templates" / "symbols"
TOKEN = re.compile(r"--([a-z-]+): (#[0-9a-f]{3,6});")
# Each file: from which drawing, how many pixels wide, and on which colour ("" is on nothing).
ICONS = {
    "icon-192": ("icon", 192, ""),
    "icon-512": ("icon", 512, ""),
    "maskable-192": ("icon-maskable", 192, ""),
    "maskable-512": ("icon-maskable", 512, ""),
    "touch-180": ("icon", 180, "act"),  # a phone rounds the corners itself; clear ones turn black
    "badge-96": ("badge", 96, ""),
}
WAYS = {"home-96": "home-small", "messages-96": "bell", "plan-96": "ring"}


def colours() -> dict[str, str]:
    """The colours of the day, by the names of their tokens."""
    found: dict[str, str] = {}
    for name, colour in TOKEN.findall((STATIC / "tokens.css").read_text(encoding="utf-8")):
        found.setdefault(name, colour)
    return found


def draw(browser: Browser, name: str, page_words: str, size: int) -> None:
    """A page of just this size, as a picture."""
    page = browser.new_page(viewport={"width": size, "height": size})
    page.set_content(f"<style>*{{margin:0}}svg{{display:block}}</style>{page_words}")
    page.screenshot(path=BRAND / f"{name}.png", omit_background=True)
    page.close()


def icon(drawing: str, size: int, ground: str) -> str:
    """A drawing of the brand, as large as it goes."""
    svg = (BRAND / f"{drawing}.svg").read_text(encoding="utf-8")
    sized = svg.replace("<svg ", f'<svg width="{size}" height="{size}" ', 1)
    return f'<div style="background:{ground or "none"}">{sized}</div>'


def way(symbol: str, ground: str, ink: str) -> str:
    """A sign on a round ground: where a shortcut leads."""
    svg = (SYMBOLS / f"{symbol}.svg").read_text(encoding="utf-8")
    sized = svg.replace("<svg ", '<svg width="52" height="52" ', 1)
    round_ = "width:96px;height:96px;border-radius:50%;display:grid;place-items:center"
    return f'<div style="{round_};background:{ground};color:{ink}">{sized}</div>'


def main() -> None:
    """Draw them all."""
    named = colours()
    chromium = os.environ.get("CHROMIUM", "/usr/bin/chromium")
    found = chromium if Path(chromium).exists() else None
    with sync_playwright() as play, play.chromium.launch(executable_path=found) as browser:
        for name, (drawing, size, ground) in ICONS.items():
            draw(browser, name, icon(drawing, size, named.get(ground, "")), size)
        for name, symbol in WAYS.items():
            draw(browser, name, way(symbol, named["act"], named["on-act"]), 96)


if __name__ == "__main__":
    main()
