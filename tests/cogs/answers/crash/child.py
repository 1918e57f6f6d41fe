"""The process that is killed: the store, the loop's work and discord.py's HTTP client.

Its store is the real one, with a place to die before and after each step.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cogs.answers.delivery import KnownNews
from cogs.answers.rules.awaited import Asked, Awaited
from cogs.answers.store.awaited import AwaitedFilms
from cogs.shared.bot import Resources, StingerBot
from cogs.shared.sending.delivery import Post
from data.database import Database
from data.lookup import Lookup
from tests.cogs.crash.life import Life, logged_in
from tests.films import small_catalogue


class MortalAwaited(AwaitedFilms):
    """Dies before or after a step."""

    def __init__(self, database: Database, life: Life) -> None:
        super().__init__(database)
        self._life = life

    async def become_known(self, known: Iterable[Asked], now: int) -> None:
        self._life.step("before noticing")
        await super().become_known(known, now)
        self._life.step("after noticing")

    async def claim(self, now: int) -> list[list[Awaited]]:
        claimed = await super().claim(now)
        self._life.step("after claim")
        return claimed

    async def told(self, message: Sequence[Awaited]) -> None:
        self._life.step("between send and settle")
        await super().told(message)
        self._life.step("after settle")


async def live(life: Life) -> None:
    """Notice and send what is due, then leave."""
    database = Database(life.database)
    catalogue = small_catalogue()
    lookup = Lookup(catalogue.films, catalogue.aliases)
    bot = StingerBot(Resources(database, catalogue, lookup, life.clock), ())
    try:
        async with logged_in(life.api) as client:
            await KnownNews(bot, MortalAwaited(database, life), Post(client)).work()
    finally:
        await database.close()
