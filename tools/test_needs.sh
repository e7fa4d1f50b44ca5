#!/bin/sh
# What the tests need besides Python: two browsers, gettext, and letters for the languages we offer.
# Root on Debian: apt-get brings them. Elsewhere Playwright brings its own browsers.
# What cannot be had is named, and the tests do not start: none is left out in silence.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }
root_on_debian() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }
has() { command -v "$1" >/dev/null 2>&1; }
has_chromium() { has chromium || has chromium-browser || has google-chrome; }
has_firefox() { has firefox-esr || has firefox; }
has_letters() { ! has fc-list || [ -n "$(fc-list 'Noto Nastaliq Urdu')$(fc-list ':lang=ur' | head -n 1)" ]; }
has_driver() { .venv/bin/python -m playwright --version >/dev/null 2>&1; }
has_playwright() {
    .venv/bin/python - "$1" <<'PY' >/dev/null 2>&1
import os, sys
from playwright.sync_api import sync_playwright
with sync_playwright() as p:
    sys.exit(not os.path.exists(getattr(p, sys.argv[1]).executable_path))
PY
}
playwright_install() {
    say "Fetching Playwright's own $1"
    .venv/bin/python -m playwright install "$1" >&2 || say "Playwright could not fetch $1"
}

packages=""
has msgfmt || packages="$packages gettext"
has_chromium || packages="$packages chromium"
has_firefox || packages="$packages firefox-esr"
has_driver || packages="$packages libatomic1"
{ has fc-list && has_letters; } || packages="$packages fontconfig fonts-noto-core"
if [ -n "$packages" ] && root_on_debian; then
    say "Installing for the tests (Debian packages):$packages"
    apt-get update -qq >/dev/null || say "apt-get could not bring its lists up to date"
    for package in $packages; do
        DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$package" \
            >/dev/null || say "apt-get could not install $package"
    done
fi

has_chromium || has_playwright chromium || playwright_install chromium
has_firefox || has_playwright firefox || playwright_install firefox

missing=""
has msgfmt || missing="$missing gettext(msgfmt)"
has_driver || missing="$missing libatomic1(for-Playwright)"
has_chromium || has_playwright chromium || missing="$missing chromium"
has_firefox || has_playwright firefox || missing="$missing firefox"
has_letters || missing="$missing fonts-noto-core(letters-for-Urdu)"
[ -z "$missing" ] || { say "STOPPED: the tests need, and could not get:$missing"; exit 1; }
