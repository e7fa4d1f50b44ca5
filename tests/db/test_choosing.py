"""An address chooses the database, and nothing connects before it must."""

import subprocess
import sys
from urllib.parse import urlsplit, urlunsplit

import pytest

from server.db import ConfigProblem, current, engine_from_url, using
from tests.db.toys import Toy


@pytest.mark.parametrize(
    ("url", "path"), [("sqlite:///a/b.db", "a/b.db"), ("sqlite:////a%20b", "/a b")]
)
def test_sqlite_takes_a_path(url, path):
    assert engine_from_url(url).path == path


@pytest.mark.parametrize("scheme", ["postgres", "postgresql"])
def test_postgresql_has_two_names(scheme):
    assert engine_from_url(f"{scheme}://nobody:secret@127.0.0.1:1/none").engine_type == "postgres"


@pytest.mark.parametrize(
    "url",
    [
        "", "children.db", "mysql://host/name", "sqlite://children.db", "sqlite:///",
        "sqlite:///:memory:", "sqlite:///a.db?mode=ro", "postgresql+asyncpg://host/name",
        "postgres://user:secret@[bad/name",
    ],
)  # fmt: skip
def test_any_other_address_is_refused_without_repeating_it(url):
    with pytest.raises(ConfigProblem) as told:
        engine_from_url(url)
    assert "secret" not in str(told.value)
    assert "\n" not in str(told.value)


async def test_every_table_follows_the_engine_in_use(toys, tmp_path):
    other = engine_from_url(f"sqlite:///{tmp_path}/other.db")
    with using(other):
        assert current() is other
        assert Toy._meta.db is other
    assert current() is toys
    assert Toy._meta.db is toys


async def test_a_file_that_cannot_be_opened_is_a_problem_of_the_setup(tmp_path):
    engine = engine_from_url(f"sqlite:///{tmp_path}/no/such/folder/children.db")
    with pytest.raises(ConfigProblem):
        await engine.open()


async def test_a_database_that_is_not_there_is_a_problem_of_the_setup(postgres_url):
    url = urlunsplit(urlsplit(postgres_url)._replace(path="/nobody_made_this"))
    with pytest.raises(ConfigProblem):
        await engine_from_url(url).open()


def test_importing_needs_no_environment_and_no_database():
    program = (
        "import server, server.db, server.piccolo_conf as conf\n"
        "try: conf.DB\n"
        "except server.db.ConfigProblem: print('none in use')\n"
        "print(server.db.in_unit())\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
        env={},
    )
    assert (done.returncode, done.stdout) == (0, "none in use\nFalse\n"), done.stderr
