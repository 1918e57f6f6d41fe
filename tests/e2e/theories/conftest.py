"""A club with a theory board."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from cogs.shared.bot import Resources, StingerBot
from tests.e2e.conftest import Club
from tests.e2e.theories.theatre import Theatre, make_bot, refusals


@pytest.fixture
def simcord_bot(resources: Resources) -> StingerBot:
    """A bot of the slice itself and the one whose card leads to it."""
    return make_bot(resources)


@pytest.fixture
async def theatre(club: Club) -> AsyncIterator[Theatre]:
    """A club with a board and two admins, in which no age is asked for; nothing fails unseen."""
    board = club.server.create_forum_channel("theories")
    admins = next(role for name, role in club.server.roles.items() if name == "Admins")
    other = club.server.add_member(club.env.create_user("other admin"), roles=[admins])
    with club.env.time_context():
        result = await club.admin.slash(
            club.lobby, "theory setup", board=board, account_days=0, member_hours=0
        )
    assert result.ephemeral
    yield Theatre(club, board, other)
    refusals(club.env.errors)
