"""A process that is killed: how it lives, and what every one of them does alike."""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import discord
from discord.http import Route

TOKEN = "a" * 24 + ".abcdef." + "b" * 27


@dataclass(frozen=True)
class Life:
    """How a child lives: its database and Discord, its clock, and the step at which it dies."""

    database: str
    api: str
    offset: float = 0.0
    dies: str = ""

    def clock(self) -> datetime:
        """The time, moved by the offset in seconds."""
        moved = timedelta(seconds=self.offset)
        return datetime.now(UTC) + moved  # noqa: TID251 - this process's clock, moved

    def step(self, name: str) -> None:
        """Die here, if this is the step."""
        if name == self.dies:
            die()


Live = Callable[[Life], Awaitable[None]]
"""What a child does; a function of a module, as it is named to another process."""


def die() -> None:
    """As by ``kill -9``: no handler runs, nothing is flushed."""
    os.kill(os.getpid(), signal.SIGKILL)


def begin(live: Live, life: Life) -> None:
    """The target of a process: live, then leave."""

    async def lived() -> None:
        await live(life)

    logging.basicConfig(level=logging.ERROR)
    asyncio.run(lived())


@asynccontextmanager
async def logged_in(api: str) -> AsyncIterator[discord.Client]:
    """A client of the receiver at that address; it is closed at the end."""
    Route.BASE = api
    client = discord.Client(intents=discord.Intents(guilds=True))
    try:
        await client.login(TOKEN)
        yield client
    finally:
        await client.close()
