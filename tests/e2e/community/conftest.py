"""A club whose bot knows the slice, and the one whose card leads to it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from cogs.shared.bot import Resources, StingerBot
from cogs.shared.errors import UserFacingError
from tests.e2e.community.contributors import make_bot
from tests.e2e.conftest import Club


@pytest.fixture
def simcord_bot(resources: Resources) -> StingerBot:
    """A bot of few slices, so that a month passes in no time."""
    return make_bot(resources)


@pytest.fixture(autouse=True)
def _only_refusals(club: Club) -> Iterator[None]:
    """SimCord counts refusals as errors of the bot; anything else is one."""
    yield
    causes = [getattr(error, "original", error) for error in club.env.errors]
    assert all(isinstance(cause, UserFacingError) for cause in causes), causes
    club.env.errors.clear()
