"""Shards identify themselves in their turn, over all processes."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from typing import cast

import pytest
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient

from cogs.shared.connection import identify
from cogs.shared.connection.identify import IdentifyTurns
from data.database import Database
from tests.hang import HANG


class Http:
    """What Discord says of the gateway."""

    async def get_bot_gateway(self) -> tuple[int, str, dict[str, int]]:
        return 4, "wss://gateway.example", {"max_concurrency": 2}


class Process:
    """As much of a process as waits for its turn."""

    def __init__(self, address: str) -> None:
        self.database = Database(address)
        self.turns = IdentifyTurns(self.database)

    async def let_on(self) -> None:
        """End the time that its last shards have to themselves."""
        held = list(self.turns._turns)
        for task in held:
            task.cancel()
        await asyncio.gather(*held, return_exceptions=True)


@pytest.fixture
async def two(
    database_address: str, monkeypatch: pytest.MonkeyPatch
) -> AsyncIterator[tuple[Process, Process]]:
    monkeypatch.setattr(identify, "APART", HANG)
    monkeypatch.setattr(DiscordWebSocket, "DEFAULT_GATEWAY", DiscordWebSocket.DEFAULT_GATEWAY)
    async with AsyncExitStack() as stack:
        made = Process(database_address), Process(database_address)
        for process in made:
            await process.turns.learn(cast(HTTPClient, Http()))
            stack.push_async_callback(process.database.close)
            stack.push_async_callback(process.let_on)
        yield made


async def test_one_shard_of_a_bucket_at_a_time_over_all_processes(
    two: tuple[Process, Process],
) -> None:
    here, there = two
    async with asyncio.timeout(HANG):
        await here.turns.wait(0)
        await there.turns.wait(1)  # of the other bucket
        waits = asyncio.create_task(there.turns.wait(2))
        async with Database(here.database.address).alone("identify-0") as free:
            assert not free
        assert not waits.done()
        await here.let_on()
        await waits
