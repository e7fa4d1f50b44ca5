#!/bin/sh
# Make .venv and put exactly what a lock file names into it. A second run with the same lock does nothing.
# Usage: tools/install.sh requirements.lock
set -eu
cd "$(dirname "$0")/.."
lock=$1
stamp=".venv/.installed-$lock"

say() { printf '%s\n' "$*" >&2; }
stop() { say "STOPPED: $*"; exit 1; }
root_on_debian() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; }
new_enough() { "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; }

find_python() {
    for name in python3.13 python3.12 python3.11 python3; do
        if new_enough "$name"; then echo "$name"; return; fi
    done
}

apt_install() {
    say "Installing $* (Debian package)"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y \
        --no-install-recommends "$@"; } >/dev/null || stop "apt-get could not install: $*"
}

make_venv() {
    python=$(find_python)
    if [ -z "$python" ] && root_on_debian; then apt_install python3 python3-venv; python=$(find_python); fi
    [ -n "$python" ] || stop "Python 3.11 or newer is not here. Please install it: python3 and python3-venv"
    rm -rf .venv
    "$python" -m venv .venv >/dev/null 2>&1 && return
    rm -rf .venv
    root_on_debian || stop "$python cannot make a venv. Please install python3-venv (or ${python}-venv)"
    if [ "$python" = python3 ] || ! apt-cache show "$python-venv" >/dev/null 2>&1; then
        apt_install python3-venv
    else
        apt_install "$python-venv"
    fi
    "$python" -m venv .venv || stop "$python cannot make a venv, even with its package installed"
}

if cmp -s "$lock" "$stamp"; then exit 0; fi
{ new_enough .venv/bin/python && .venv/bin/python -m pip --version >/dev/null 2>&1; } || make_venv
say "Installing what $lock names, each file checked against its hash"
.venv/bin/python -m pip install -qq --disable-pip-version-check --no-input \
    --require-hashes --requirement "$lock" || stop "pip could not install what $lock names"
cp "$lock" "$stamp"
