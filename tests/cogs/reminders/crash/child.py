"""The process that is killed: store, dispatcher and discord.py's HTTP client, and nothing else.

Its outbox and database are the real ones, with a place to die before and after each step.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncConnection

from cogs.reminders.delivery.composer import Composer
from cogs.reminders.delivery.dispatcher import Dispatcher
from cogs.reminders.rules.screenings import Claimed
from cogs.reminders.store.claims import Claims
from cogs.reminders.store.outbox import Outbox
from cogs.shared.sending.delivery import Post
from data.contributions.store.known_films import KnownFilms
from data.database import Change, Database
from data.lookup import Lookup
from data.process.background import in_background
from data.servers.preferences import Preferences
from tests.cogs.crash.life import Life, die, logged_in
from tests.films import small_catalogue


class MortalDatabase(Database):
    """Dies inside a settling transaction, after its statements and before the commit."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.doomed = False

    @asynccontextmanager
    async def transaction(self, *changes: Change) -> AsyncIterator[AsyncConnection]:
        async with super().transaction(*changes) as connection:
            yield connection
            if self.doomed:
                die()


class MortalOutbox(Outbox):
    """Dies before or after a step."""

    def __init__(self, database: MortalDatabase, life: Life) -> None:
        super().__init__(database)
        self._mortal = database
        self._life = life

    async def claim(self, now: datetime, most: int, claimant: str) -> Claims:
        self._life.step("before claim")
        claims = await super().claim(now, most, claimant)
        if claims.messages:
            self._life.step("after claim")
        return claims

    async def settle(
        self,
        message: Claimed,
        claimant: str,
        now: datetime,
        *,
        state: str = "sent",
        message_id: int | None = None,
    ) -> bool:
        self._life.step("before settle")
        self._mortal.doomed = self._life.dies == "while settling"
        settled = await super().settle(message, claimant, now, state=state, message_id=message_id)
        self._life.step("after settle")
        return settled


async def live(life: Life) -> None:
    """Send what is due, then leave."""
    database = MortalDatabase(life.database)
    outbox = MortalOutbox(database, life)
    catalogue = small_catalogue()
    lookup = Lookup(catalogue.films, catalogue.aliases)
    known = KnownFilms(database, catalogue, lookup, life.clock)
    composer = Composer(known, Preferences(database), known_places)
    idle = asyncio.Event()

    async def rest(seconds: float) -> None:
        # Leave once nothing is under way and nothing due within a moment.
        under_way = [t for t in asyncio.all_tasks() if t.get_name().startswith("message ")]
        await asyncio.gather(*under_way, return_exceptions=True)
        due = await outbox.next_due()
        if due is None or due > life.clock() + timedelta(seconds=1):
            idle.set()
        await asyncio.sleep(min(seconds, 0.05))

    try:
        async with logged_in(life.api) as client:
            dispatcher = Dispatcher(outbox, composer, Post(client), life.clock, rest, lambda: None)
            async with in_background(dispatcher.run()):
                await idle.wait()
    finally:
        await database.close()


async def known_places(server_id: int, channel_id: int) -> list[int]:
    """A channel in its server, of which nothing else is known."""
    return [server_id, channel_id]
