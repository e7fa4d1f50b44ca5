"""Every door says what it asks for; a door that does not, or says both, keeps the app shut."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from litestar import get

from server import app as house
from server import rooms
from server.app import create_app, doors
from server.children.rules import Act
from server.config import ConfigProblem
from server.db import Engine, engine_from_url, using
from tests.browsing import CONFIG


@get("/loose")
async def loose() -> str:
    """A door that says nothing."""
    return ""


@get("/double", opt={"act": Act.SEE, "open": True})
async def double() -> str:
    """A door that says both."""
    return ""


@get("/word", opt={"act": "see"})
async def word() -> str:
    """A door that says a word which only looks like an act."""
    return ""


@get("/cached", opt={"open": True}, cache=True)
async def cached() -> str:
    """A door whose answer would be kept for whoever comes next."""
    return ""


@pytest.fixture
def engine(tmp_path: Path) -> Iterator[Engine]:
    with using(engine_from_url(f"sqlite:///{tmp_path / 'none.db'}")) as none:
        yield none


@pytest.mark.parametrize("door", [loose, double, word, cached])
def test_the_app_does_not_start_with_a_door_that_does_not_say_one_thing(
    door: Any, engine: Engine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rooms, "ROOMS", [*rooms.ROOMS, door])
    with pytest.raises(ConfigProblem, match=str(door.paths or "/").strip("{}'")):
        create_app(CONFIG, engine)


def test_every_door_of_the_app_says_one_act_or_that_it_is_open(engine: Engine) -> None:
    for route, handler in doors(create_app(CONFIG, engine)):
        assert house.declared(handler), route.path


def test_nothing_is_kept_for_whoever_comes_next(engine: Engine) -> None:
    kept = [
        route.path
        for route, handler in doors(create_app(CONFIG, engine))
        if getattr(handler, "cache", False)
    ]
    assert kept == []
