"""A theory is posted once and whole, wherever the process is killed."""

from __future__ import annotations

from dataclasses import replace

import discord
import pytest

from cogs.theories.store.theories import POSTS_IN
from tests.conftest import ON_SQLITE
from tests.e2e.theories.theatre import Theatre, form, make_bot
from tests.films import TWO_SCENES
from tests.mortal import MortalDatabase

pytestmark = [
    ON_SQLITE,
    pytest.mark.simcord(check_errors=False),
]

TRANSACTIONS = 3
"""What posting commits: the draft, the plan, and that it is posted."""


async def dying(theatre: Theatre, after: int, *, committed: bool) -> MortalDatabase:
    """Somebody posts a theory, and the process dies at a transaction, before or after it."""
    club = theatre.club
    shown = await club.alice.slash(club.lobby, "theory new", film=TWO_SCENES.id)
    database = MortalDatabase(club.resources.database.address)
    await theatre.env.restart_bot(make_bot(replace(club.resources, database=database)))
    await theatre.env.settle()
    database.dies(after, committed=committed)
    await club.alice.submit_modal(shown, form())
    await database.close()
    return database


async def restarted(theatre: Theatre) -> None:
    """The next process, a minute later."""
    theatre.env.errors.clear()
    await theatre.restart()
    await theatre.env.advance_time(POSTS_IN + 2)


def is_whole(theatre: Theatre) -> bool:
    """Whether the board has the theory once, with its first message."""
    threads = theatre.board.threads
    return len(threads) == 1 and len(threads[0].history()) == 1


@pytest.mark.parametrize("committed", [False, True])
@pytest.mark.parametrize("after", range(TRANSACTIONS))
async def test_killed_at_a_step_it_is_posted_once_or_not_at_all(
    theatre: Theatre, after: int, committed: bool
) -> None:
    club = theatre.club
    database = await dying(theatre, after, committed=committed)
    assert database.dead
    await restarted(theatre)
    planned = after > 1 or (after == 1 and committed)
    assert is_whole(theatre) if planned else not theatre.board.threads
    await theatre.env.advance_time(POSTS_IN * 3)
    assert is_whole(theatre) or not planned
    if planned:
        rated = await theatre.rate(club.bob, theatre.board.threads[0])
        assert rated.acknowledged


async def test_a_thread_that_was_left_empty_gets_its_message(theatre: Theatre) -> None:
    club = theatre.club
    await theatre.set(theory_board_id=None)
    await dying(theatre, 1, committed=True)
    lobby = club.bot.get_channel(club.lobby.id)
    assert isinstance(lobby, discord.TextChannel)
    # What the process had done when it was killed.
    await lobby.create_thread(
        name="Theory 1 · Night Harbour", type=discord.ChannelType.public_thread
    )
    await restarted(theatre)
    (thread,) = club.lobby.threads
    (message,) = thread.history()
    await club.bob.click(message, label="Follow")


async def test_what_discord_refuses_after_a_restart_is_a_draft_again(theatre: Theatre) -> None:
    await dying(theatre, 1, committed=True)
    theatre.env.inject_error("POST", "/channels/*/threads", status=403, code=50013)
    await restarted(theatre)
    assert not theatre.board.threads
    await theatre.env.advance_time(POSTS_IN * 3)
    assert not theatre.board.threads
    posted = await theatre.post(theatre.club.bob, "Another claim of the lighthouse keeper")
    assert posted.name == "Theory 2 · Night Harbour"
