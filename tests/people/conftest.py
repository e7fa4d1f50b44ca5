"""Letters of these tests go to a folder of their own."""

from pathlib import Path

import msgspec
import pytest

from server.config import Config
from tests.browsing import CONFIG, Browsers
from tests.people.authenticator import Phone, add_passkey
from tests.world import World


@pytest.fixture
def config(tmp_path: Path) -> Config:
    """Letters go to a folder of this test."""
    return msgspec.structs.replace(CONFIG, mail=f"file:{tmp_path}/outbox")


@pytest.fixture
async def phone(world: World, browsers: Browsers) -> Phone:
    """Amira's phone, with a passkey of hers."""
    made = Phone()
    amira = await browsers.of(world.amira)
    assert (await add_passkey(amira, made)).status_code == 200
    return made
