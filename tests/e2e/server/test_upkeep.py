"""What becomes of a server's data after it has removed the bot."""

from __future__ import annotations

import discord
import pytest

from cogs.server.store.departures import DepartureStore
from cogs.shared.bot import Resources, StingerBot
from data.servers.policy import Policy
from tests.conftest import ON_SQLITE
from tests.e2e.conftest import Club

pytestmark = ON_SQLITE

PARTS = ("cogs.films", "cogs.server")
"""Only what is tested: a month of idle hours of every slice would take its time."""

DAY = 86_400
GONE_WHILE_OFFLINE = 4_242 << 22


def make_bot(resources: Resources) -> StingerBot:
    return StingerBot(resources, PARTS, shard_count=1, force_sync=True)


@pytest.fixture
def simcord_bot(resources: Resources) -> StingerBot:
    return make_bot(resources)


async def days_pass(club: Club, days: int) -> None:
    for _ in range(days):
        await club.env.advance_time(DAY)


@pytest.fixture
def store(club: Club) -> DepartureStore:
    return DepartureStore(club.resources.database)


async def guild_of(club: Club) -> discord.Guild:
    """The bot's server, with something set in it."""
    await club.bot.preferences.set_policy(club.server.id, club.lobby.id, Policy.OFF)
    await club.bot.preferences.change_server(club.server.id, embargo_days=3)
    guild = club.bot.get_guild(club.server.id)
    assert guild is not None
    return guild


async def test_data_is_kept_thirty_days_and_then_purged(club: Club, store: DepartureStore) -> None:
    guild = await guild_of(club)
    await guild.leave()
    await days_pass(club, 29)
    assert (await club.bot.preferences.server(guild.id)).embargo_days == 3
    await days_pass(club, 2)
    assert await store.with_data() == set()
    assert await store.departed() == set()


async def test_a_server_that_comes_back_keeps_its_data(club: Club, store: DepartureStore) -> None:
    guild = await guild_of(club)
    await guild.leave()
    await days_pass(club, 20)
    assert await store.departed() == {guild.id}
    club.bot.dispatch("guild_join", guild)
    await days_pass(club, 20)
    assert await store.departed() == set()
    assert (await club.bot.preferences.server(guild.id)).embargo_days == 3


async def test_an_outage_is_no_departure(club: Club, store: DepartureStore) -> None:
    guild = await guild_of(club)
    club.env.backend.emit("GUILD_DELETE", {"id": str(guild.id), "unavailable": True})
    await days_pass(club, 40)
    assert guild.unavailable
    assert await store.departed() == set()
    assert guild.id in await store.with_data()


async def test_a_removal_while_the_bot_was_away_is_noticed_and_gets_its_thirty_days(
    club: Club, store: DepartureStore
) -> None:
    await guild_of(club)
    await club.bot.preferences.change_server(GONE_WHILE_OFFLINE, embargo_days=3)
    await days_pass(club, 40)
    await club.env.restart_bot(make_bot(club.resources))
    await club.env.settle()
    assert await store.departed() == {GONE_WHILE_OFFLINE}
    await days_pass(club, 29)
    assert GONE_WHILE_OFFLINE in await store.with_data()
    await days_pass(club, 2)
    assert await store.with_data() == {club.server.id}


async def test_a_return_while_the_bot_was_away_is_noticed(
    club: Club, store: DepartureStore
) -> None:
    guild = await guild_of(club)
    await store.mark([guild.id], club.env.now())
    await club.env.restart_bot(make_bot(club.resources))
    await club.env.settle()
    assert await store.departed() == set()


async def test_nothing_is_purged_unless_discord_confirms_it(
    club: Club, store: DepartureStore
) -> None:
    """A list of servers that is wrong for a month must not cost anybody their data."""
    other = 77 << 22
    await club.bot.preferences.change_server(other, embargo_days=3)
    await store.mark([other], club.env.now())
    club.env.inject_error("GET", f"/guilds/{other}", status=503, times=None)
    await days_pass(club, 32)
    assert await store.departed() == {other}
    assert other in await store.with_data()


async def test_a_purge_that_fails_is_tried_again_the_next_day(
    club: Club, store: DepartureStore
) -> None:
    failures = ["disk full"]

    def fails_once(_server_id: int) -> None:
        if failures:
            raise OSError(failures.pop())

    club.bot.records.after_erasing_server.append(fails_once)
    guild = await guild_of(club)
    await guild.leave()
    await days_pass(club, 30)
    assert await store.departed() == {guild.id}
    await days_pass(club, 1)
    assert await store.departed() == set()
