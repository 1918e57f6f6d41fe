"""The process that is killed: the store, the loop's work and discord.py's HTTP client.

Its store is the real one, with a place to die before and after each step.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

import discord
from discord.http import Route

from cogs.answers.delivery import KnownNews
from cogs.answers.rules.awaited import Asked, Awaited
from cogs.answers.store.awaited import AwaitedFilms
from cogs.shared.bot import Resources, StingerBot
from cogs.shared.sending.delivery import Post
from data.database import Database
from data.lookup import Lookup
from tests.cogs.reminders.crash.child import TOKEN, Life, die
from tests.films import small_catalogue


class MortalAwaited(AwaitedFilms):
    """Dies before or after a step."""

    def __init__(self, database: Database, dies: str) -> None:
        super().__init__(database)
        self._dies = dies

    async def become_known(self, known: Sequence[Asked], now: int) -> None:  # type: ignore[override]
        self._step("before noticing")
        await super().become_known(known, now)
        self._step("after noticing")

    async def claim(self, now: int) -> list[list[Awaited]]:
        claimed = await super().claim(now)
        self._step("after claim")
        return claimed

    async def told(self, message: Sequence[Awaited]) -> None:
        self._step("between send and settle")
        await super().told(message)
        self._step("after settle")

    def _step(self, name: str) -> None:
        if name == self._dies:
            die()


def live(life: Life) -> None:
    """Notice and send what is due, then leave; the target of a process."""
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(_live(life))


async def _live(life: Life) -> None:
    Route.BASE = life.api
    moved = timedelta(seconds=life.offset)

    def clock() -> datetime:
        return datetime.now(UTC) + moved  # noqa: TID251 - this process's clock, moved

    database = Database(life.database)
    catalogue = small_catalogue()
    lookup = Lookup(catalogue.films, catalogue.aliases)
    client = discord.Client(intents=discord.Intents(guilds=True))
    try:
        await client.login(TOKEN)
        bot = StingerBot(Resources(database, catalogue, lookup, clock), ())
        await KnownNews(bot, MortalAwaited(database, life.dies), Post(client)).work()
    finally:
        await client.close()
        await database.close()
