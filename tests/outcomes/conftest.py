"""A stage for the tests of this slice."""

import pytest

from tests.browsing import Browsers
from tests.outcomes.sowing import Stage, stage
from tests.world import World


@pytest.fixture
async def on(world: World, browsers: Browsers) -> Stage:
    """Sam's round, a shared next step, everybody signed in."""
    return await stage(world, browsers)
