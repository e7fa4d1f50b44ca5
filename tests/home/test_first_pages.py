"""First pages: the one thing that is asked, and what waits for staff."""

import itertools
from collections.abc import Awaitable, Callable
from typing import Any

import httpx
import pytest

from server.children.rules import TieRole
from server.db import Engine
from server.home.board import board_of
from server.home.rules import ORDER, Ask, Group, first, group
from server.people.rules import Level
from server.settings.rules import Job
from tests.browsing import Browsers, op
from tests.cycles.going import opened, told
from tests.world import World, child, tie, works


def test_the_most_pressing_thing_is_asked_alone() -> None:
    for count in range(1, len(ORDER) + 1):
        for some in itertools.combinations(ORDER, count):
            assert first({ask: ask in some for ask in Ask}) is some[0]
    assert first({}) is None


def test_what_a_family_sent_comes_before_whom_we_have_not_heard() -> None:
    assert group(waits=1, unheard=True, due=True) is Group.YOURS
    assert group(waits=0, unheard=True, due=True) is Group.UNHEARD
    assert group(waits=0, unheard=False, due=True) is Group.DUE
    assert group(waits=0, unheard=False, due=False) is Group.QUIET


async def test_before_any_plan_a_parent_is_asked_what_the_child_loves(
    world: World, browsers: Browsers
) -> None:
    page = (await (await browsers.of(world.amira)).get("/")).text
    assert "What does <bdi>Sam</bdi> love doing at home?" in page
    assert "starts soon" in page


async def test_an_unread_notice_comes_first_and_goes_when_read(
    world: World, browsers: Browsers
) -> None:
    await told(world, browsers)
    amira = await browsers.of(world.amira)
    page = (await amira.get("/")).text
    assert "is starting" in page
    notice = page.split('href="/notices/')[1].split('"')[0]
    assert (await amira.post(f"/notices/{notice}/readings", data=op())).status_code == 303
    assert "Please read" not in (await amira.get("/")).text


async def test_the_board_says_who_waits_and_empties_when_answered(
    world: World, browsers: Browsers
) -> None:
    await opened(world, browsers)
    amira = await browsers.of(world.amira)
    told_us = op(prompt="", way="write", words="She sang.")
    assert (await amira.post(f"/children/{world.sam}/insights", data=told_us)).status_code == 303
    board = await board_of(world.ben)
    (row,) = board[Group.YOURS]
    assert row.child.id == world.sam
    ben = await browsers.of(world.ben)
    changed = op(changed="We sing too.", reply="")
    answered = await ben.post(f"/insights/{row.unread[0].insight_id}/echoes", data=changed)
    assert answered.status_code == 303
    assert not (await board_of(world.ben))[Group.YOURS]


async def test_a_restricted_parent_finds_an_ordinary_empty_account(
    world: World, browsers: Browsers
) -> None:
    page = (await (await browsers.of(world.rhys)).get("/")).text
    assert "Nothing new today." in page
    for word in ("Sam", "order", "restrict", "limit"):
        assert word not in page


async def test_a_parent_of_two_chooses_and_sees_one_at_a_time(
    world: World, browsers: Browsers
) -> None:
    await tie(world.mo, world.amira, TieRole.PARENT)
    amira = await browsers.of(world.amira)
    page = (await amira.get(f"/?of={world.sam}")).text
    assert "What does <bdi>Sam</bdi>" in page
    assert "What does <bdi>Mo</bdi>" in (await amira.get(f"/?of={world.mo}")).text
    assert f"/children/{world.mo}/plan" in (await amira.get("/plan")).text


async def test_somebody_with_a_child_who_works_there_finds_both(
    world: World, browsers: Browsers
) -> None:
    await works(world.nan, world.oak, Job.MANAGER)
    nan = await browsers.of(world.nan)
    assert "What does <bdi>Mo</bdi>" in (await nan.get("/")).text
    assert "Sam" in (await nan.get("/board")).text


async def test_a_code_opens_the_first_page(world: World, browsers: Browsers) -> None:
    amira = await browsers.of(world.amira, Level.CODE)
    assert (await amira.get("/")).status_code == 200


async def test_forty_children_take_no_more_queries_than_two(
    world: World, browsers: Browsers, clean: Engine
) -> None:
    mona = await browsers.of(world.mona)
    few = await _queries(clean, mona)
    for number in range(40):
        await child(f"Child {number}", world.oak)
    assert await _queries(clean, mona) == few


async def _queries(engine: Engine, browser: httpx.AsyncClient) -> int:
    asked: list[str] = []
    with pytest.MonkeyPatch.context() as patch:
        for name in ("run", "tuples"):
            patch.setattr(engine, name, _heard(getattr(engine, name), asked))
        assert (await browser.get("/")).status_code == 200
    return len(asked)


def _heard(then: Callable[..., Awaitable[Any]], asked: list[str]) -> Callable[..., Awaitable[Any]]:
    async def told(*given: Any, **more: Any) -> Any:
        asked.append(str(given[0]))
        return await then(*given, **more)

    return told
