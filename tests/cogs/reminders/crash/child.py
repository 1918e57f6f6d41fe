"""The process that is killed: store, dispatcher and discord.py's HTTP client, and nothing else.

Its outbox and database are the real ones, with a place to die before and after each step.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import discord
from discord.http import Route
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
from data.servers.preferences import Preferences
from tests.films import small_catalogue

TOKEN = "a" * 24 + ".abcdef." + "b" * 27


@dataclass(frozen=True)
class Life:
    """How a child lives: its database and Discord, its clock, and the step at which it dies."""

    database: str
    api: str
    offset: float = 0.0
    dies: str = ""


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

    def __init__(self, database: MortalDatabase, dies: str) -> None:
        super().__init__(database)
        self._mortal = database
        self._dies = dies

    async def claim(self, now: datetime, most: int, claimant: str) -> Claims:
        self._step("before claim")
        claims = await super().claim(now, most, claimant)
        if claims.messages:
            self._step("after claim")
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
        self._step("before settle")
        self._mortal.doomed = self._dies == "while settling"
        settled = await super().settle(message, claimant, now, state=state, message_id=message_id)
        self._step("after settle")
        return settled

    def _step(self, name: str) -> None:
        if name == self._dies:
            die()


def die() -> None:
    """As by ``kill -9``: no handler runs, nothing is flushed."""
    os.kill(os.getpid(), signal.SIGKILL)


def live(life: Life) -> None:
    """Send what is due, then leave; the target of a process."""
    logging.basicConfig(level=logging.ERROR)
    asyncio.run(_live(life))


async def _live(life: Life) -> None:
    Route.BASE = life.api
    moved = timedelta(seconds=life.offset)

    def clock() -> datetime:
        return datetime.now(UTC) + moved  # noqa: TID251 - this process's clock, moved

    database = MortalDatabase(life.database)
    outbox = MortalOutbox(database, life.dies)
    client = discord.Client(intents=discord.Intents(guilds=True))
    try:
        await client.login(TOKEN)
        places = _known_places
        catalogue = small_catalogue()
        lookup = Lookup(catalogue.films, catalogue.aliases)
        known = KnownFilms(database, catalogue, lookup, clock)
        composer = Composer(known, Preferences(database), places)
        idle = asyncio.Event()

        async def rest(seconds: float) -> None:
            # Leave once nothing is under way and nothing due within a moment.
            under_way = [t for t in asyncio.all_tasks() if t.get_name().startswith("message ")]
            await asyncio.gather(*under_way, return_exceptions=True)
            due = await outbox.next_due()
            if due is None or due > clock() + timedelta(seconds=1):
                idle.set()
            await asyncio.sleep(min(seconds, 0.05))

        dispatcher = Dispatcher(outbox, composer, Post(client), clock, rest, lambda: None)
        running = asyncio.create_task(dispatcher.run())
        await idle.wait()
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
    finally:
        await client.close()
        await database.close()


async def _known_places(server_id: int, channel_id: int) -> list[int]:
    return [server_id, channel_id]
