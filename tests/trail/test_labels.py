"""Whatever can happen, the timeline has a word for it."""

import pytest

from server.templating import pages
from server.trail.rules import Happened, Way


@pytest.mark.parametrize("kind", list(Happened))
def test_each_thing_that_can_happen_has_a_label(kind: Happened) -> None:
    labels = pages.get_template("trail/_labels.html").module
    assert labels.happened(kind.value).strip()


@pytest.mark.parametrize("way", list(Way))
def test_each_way_of_saying_has_a_label(way: Way) -> None:
    labels = pages.get_template("trail/_labels.html").module
    assert labels.way_label(way.value).strip()
