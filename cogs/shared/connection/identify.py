"""When a shard may identify itself, where several processes run shards of one bot.

Discord lets ``max_concurrency`` shards do so within five seconds, one of each bucket, which is the
shard's number modulo that. Who comes too early is cut off, and a day has few tries.
"""

from __future__ import annotations

import asyncio
import logging

import yarl
from discord.gateway import DiscordWebSocket
from discord.http import HTTPClient
from sqlalchemy.exc import SQLAlchemyError

from data.database import Database

log = logging.getLogger(__name__)

APART = 5.0
"""Seconds between two shards of a bucket."""


class IdentifyTurns:
    """Gives shards their turns, over all processes at one database."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._buckets = 1
        self._turns: set[asyncio.Task[None]] = set()

    async def learn(self, http: HTTPClient) -> None:
        """Ask Discord for the number of buckets, and for the gateway's address.

        The library asks for neither where it is told the number of shards.
        """
        _shards, gateway, limits = await http.get_bot_gateway()
        self._buckets = limits["max_concurrency"]
        DiscordWebSocket.DEFAULT_GATEWAY = yarl.URL(gateway)

    async def wait(self, shard_id: int) -> None:
        """Wait for a shard's turn; the next one of its bucket comes five seconds later."""
        mine = asyncio.Event()
        turn = asyncio.create_task(self._hold(shard_id % self._buckets, mine))
        self._turns.add(turn)
        turn.add_done_callback(self._turns.discard)
        waiting = asyncio.create_task(mine.wait())
        await asyncio.wait((turn, waiting), return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()

    async def _hold(self, bucket: int, mine: asyncio.Event) -> None:
        try:
            async with self._database.alone(f"identify-{bucket}", wait=True):
                mine.set()
                await asyncio.sleep(APART)
        except (SQLAlchemyError, OSError) as error:
            # Without the others' word, as the library does it for one process.
            log.warning("A shard's turn is not known: %s", type(error).__name__)
            await asyncio.sleep(APART)
