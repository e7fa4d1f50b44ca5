"""The server says in one line why it will not start, and what is wrong is never served."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

import asyncpg
import pytest

from server.db import engine_from_url, migrate
from tools.databases import place

HOUSE = Path(__file__).parents[2]
Start = Callable[..., str]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Starts it, to be refused: the one line it says."""
    secret = tmp_path / "secret"
    secret.write_text("s" * 32)
    sound = {
        "DATABASE_URL": f"sqlite:///{tmp_path}/none.db",
        "ALONGSIDE_ORIGIN": "http://localhost:8000",
        "ALONGSIDE_SECRET_FILE": str(secret),
    }

    def refused(**wrong: str) -> str:
        said = subprocess.run(
            [sys.executable, "-m", "server", "serve", "--port", "0"],
            env=os.environ | sound | wrong,
            cwd=HOUSE,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
        assert said.returncode == 2
        (line,) = said.stderr.splitlines()
        assert line.startswith("alongside: ")
        return line

    return refused


def test_a_secret_must_be_there(start: Start, tmp_path: Path) -> None:
    assert "cannot be read" in start(ALONGSIDE_SECRET_FILE=str(tmp_path / "gone"))
    assert "ALONGSIDE_SECRET_FILE is not set" in start(ALONGSIDE_SECRET_FILE="")


def test_a_secret_must_be_long(start: Start, tmp_path: Path) -> None:
    (tmp_path / "short").write_text("s" * 31)
    assert "at least 32 bytes" in start(ALONGSIDE_SECRET_FILE=str(tmp_path / "short"))


@pytest.mark.parametrize("origin", ["http://alongside.example.org", "http://10.0.0.1:8000"])
def test_only_localhost_may_be_without_tls(start: Start, origin: str) -> None:
    assert "must be https" in start(ALONGSIDE_ORIGIN=origin)


async def test_a_database_without_our_tables_is_refused(start: Start, new_url: str) -> None:
    assert "run migrate first" in start(DATABASE_URL=new_url)


async def test_a_database_newer_than_the_code_is_refused(start: Start, new_url: str) -> None:
    await migrate(engine_from_url(new_url))
    await say(new_url, "UPDATE migration SET name = '2099' WHERE name LIKE '%21:01%'")
    assert "newer than this code: 2099" in start(DATABASE_URL=new_url)


async def test_a_database_that_does_not_wait_for_the_disk_is_refused(
    start: Start, postgres_url: str
) -> None:
    with place(postgres_url) as here:
        url = await here.database("postgres", "weak")
        await migrate(engine_from_url(url))
        name = urlsplit(url).path[1:]
        await say(url, f'ALTER DATABASE "{name}" SET synchronous_commit = off')
        assert "synchronous_commit is off" in start(DATABASE_URL=url)
        await here.leave()


async def say(url: str, sql: str) -> None:
    """Straight to the database."""
    if url.startswith("sqlite"):
        with sqlite3.connect(url.removeprefix("sqlite:///")) as link:
            link.execute(sql)
        link.close()
        return
    link = await asyncpg.connect(url)
    await link.execute(sql)
    await link.close()
