"""A compiled read gives what the plain query gives."""

from enum import StrEnum
from uuid import uuid4

import pytest
from piccolo.query.functions.aggregate import Count, Max

from server.db import Compiled, Param, unit
from tests.db.toys import Toy, ToyBox


class Name(StrEnum):
    BEAR = "bear"


in_box = Compiled(
    "InBox",
    lambda: (
        Toy.select(Toy.id, Toy.name, Toy.box.name.as_alias("box"), Toy.box.made_at.as_alias("at"))
        .where((Toy.name == Param("name")) & (Toy.box.name != "blue"))
        .order_by(Toy.name)
        .limit(5)
    ),
)
named = Compiled(
    "Named", lambda: Toy.select().where(Toy.name == Param("name")).limit(5), inline=True
)
of_box = Compiled("OfBox", lambda: Toy.select(Toy.name).where(Toy.box == Param("box")))
latest = Compiled("Latest", lambda: ToyBox.select(Max(ToyBox.made_at), Count().as_alias("all")))


@pytest.fixture
async def red(toys):
    red, blue = ToyBox(name="red"), ToyBox(name="blue")
    await ToyBox.insert(red, blue)
    await Toy.insert(*(Toy(name="bear", box=box.id) for box in (red, blue)), Toy(name="duck"))
    return await ToyBox.objects().get(ToyBox.name == "red")


async def test_joined_columns_come_by_their_alias(red):
    (row,) = await in_box(name="bear")
    assert (row.name, row.box, row.at) == ("bear", "red", red.made_at)


async def test_all_columns_are_chosen_when_none_are(red):
    assert {row.name for row in await named(name="duck")} == {"duck"}
    assert (await named.first(name="duck")).box is None


async def test_it_reads_what_its_unit_has_just_written(red):
    @unit
    async def add_and_look() -> int:
        await Toy.insert(Toy(name="frog"))
        return len(await named(name="frog"))

    assert await named.first(name="frog") is None
    assert await add_and_look() == 1
    assert len(await named(name="frog")) == 1


async def test_none_is_an_argument_like_any_other(red):
    assert await in_box(name=None) == []


async def test_choices_and_rows_stand_for_their_values(red):
    assert len(await in_box(name=Name.BEAR)) == 1
    assert len(await of_box(box=red)) == 1
    assert await of_box(box=uuid4()) == []


async def test_the_latest_is_a_moment_on_both(red):
    row = await latest.first()
    assert row.all == 2
    assert row.max >= red.made_at


async def test_a_row_cannot_be_changed(red):
    with pytest.raises(AttributeError):
        (await named.first(name="duck")).name = "goose"


@pytest.mark.parametrize("given", [{}, {"name": "x", "age": 3}, {"nam": "x"}])
async def test_arguments_must_be_the_ones_it_takes(red, given):
    with pytest.raises(TypeError, match="takes"):
        await named(**given)


@pytest.mark.parametrize(
    "build",
    [
        lambda: Toy.select(Toy.box.name),
        lambda: Toy.select(Toy.id, Toy.name.as_alias("id")),
        lambda: Toy.select(Toy.name.as_alias("class")),
        lambda: Toy.select(Toy.name).limit(Param("most")),
    ],
)
async def test_a_query_that_cannot_be_compiled_says_so(toys, build):
    with pytest.raises(TypeError):
        await Compiled("Wrong", build)()
