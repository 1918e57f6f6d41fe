"""What it takes of several processes on one PostgreSQL to hear what the others change."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

from data.database import Database, Topic
from data.process.background import in_background
from data.servers.preferences import Preferences
from data.shards import Shards
from tests.hang import HANG


class Process:
    """What it takes of a process to keep things in memory and to hear news of them."""

    def __init__(self, address: str, shard: int) -> None:
        self.database = Database(address, shards=Shards(2, (shard,)))
        self.preferences = Preferences(self.database)
        self.heard: list[str] = []
        self.gaps = 0
        self.listening = asyncio.Event()
        self._news = asyncio.Event()
        for topic in Topic:
            self.database.news.on(topic, partial(self._hear, topic))
        self.database.news.on_gap(self._gap)

    def _hear(self, topic: Topic, number: int) -> None:
        self.heard.append(f"{topic.value}:{number}")
        self._news.set()

    def _gap(self) -> None:
        self.gaps += 1
        self.listening.set()

    async def hears(self, what: str) -> None:
        """Wait for news; they come in the order of the commits."""
        async with asyncio.timeout(HANG):
            while what not in self.heard:
                self._news.clear()
                await self._news.wait()


@asynccontextmanager
async def running(address: str, shard: int) -> AsyncIterator[Process]:
    """A process of that shard that hears what the others change."""
    process = Process(address, shard)
    async with in_background(process.database.listen()):
        async with asyncio.timeout(HANG):
            await process.listening.wait()
        process.heard.clear()
        yield process
    await process.database.close()
