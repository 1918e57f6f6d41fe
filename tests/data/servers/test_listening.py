"""Where a server lets Stinger answer unasked."""

from __future__ import annotations

from data.database import Database
from data.servers.listening import Listening

SERVER, CATEGORY, CHANNEL, THREAD = 10, 15, 20, 30


async def test_nobody_is_listened_to_before_a_channel_is_opted_in(database: Database) -> None:
    listening = Listening(database)
    assert not await listening.at([SERVER, CATEGORY, CHANNEL])
    assert not await listening.at([])


async def test_a_thread_follows_its_channel_until_that_is_opted_out(database: Database) -> None:
    listening = Listening(database)
    assert not await listening.at([SERVER, CHANNEL, THREAD])
    await listening.set(SERVER, CHANNEL, listens=True)
    await listening.set(SERVER, CHANNEL, listens=True)
    assert await listening.at([SERVER, CATEGORY, CHANNEL, THREAD])
    assert await Listening(database).places(SERVER) == {CHANNEL}
    assert not await listening.at([SERVER, CATEGORY])
    assert not await listening.at([SERVER + 1, CHANNEL])
    await listening.set(SERVER, CHANNEL, listens=False)
    assert not await listening.at([SERVER, CHANNEL, THREAD])


async def test_a_whole_server_cannot_be_opted_in(database: Database) -> None:
    listening = Listening(database)
    await listening.set(SERVER, SERVER, listens=True)
    assert not await listening.at([SERVER, CHANNEL])
