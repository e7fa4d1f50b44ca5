"""What a newcomer installs is exactly what was tested, wherever it is fetched from."""

import re

import pytest

from tools.catalogues.places import ROOT

LOCKS = ["requirements.lock", "requirements-dev.lock", "requirements-bench.lock"]


def pins(lock: str) -> dict[str, str]:
    text = (ROOT / lock).read_text()
    return dict(re.findall(r"^([\w.-]+)(?:\[[\w,-]+\])?==([^\s;]+)", text, re.MULTILINE))


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_is_pinned_with_a_hash(lock: str):
    entries = re.split(r"\n(?=\S)", (ROOT / lock).read_text().strip())
    pinned = re.compile(r"[\w.-]+(\[[\w,-]+\])?==\S+")
    assert all(pinned.match(entry) and "--hash=sha256:" in entry for entry in entries)


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_names_no_place_to_fetch_from(lock: str):
    assert "://" not in (ROOT / lock).read_text()
    assert "index" not in (ROOT / lock).read_text()


def test_the_tests_run_on_what_the_server_runs_on():
    assert pins("requirements.lock").items() <= pins("requirements-dev.lock").items()


def test_no_package_of_the_peer_changes_ours():
    ours, peers = pins("requirements-dev.lock"), pins("requirements-bench.lock")
    assert all(ours[name] == peers[name] for name in ours.keys() & peers.keys())


@pytest.mark.parametrize("lock", LOCKS)
def test_every_package_we_ask_for_is_in_its_lock(lock: str):
    asked = (ROOT / lock.replace(".lock", ".in")).read_text()
    names = re.findall(r"^([a-z][\w.-]*)", asked, re.MULTILINE)
    assert set(names) <= pins(lock).keys()
