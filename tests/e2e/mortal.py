"""A database whose process is killed between two steps, and a bot that is started again on it."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import replace

from sqlalchemy.ext.asyncio import AsyncConnection

from data.database import Change, Database
from tests.e2e.conftest import Club, make_bot
from tests.e2e.reminding import MINUTE, later


class KilledError(Exception):
    """The process is gone: nothing that it asks for is answered any more."""


class MortalDatabase(Database):
    """Dies at a transaction, before or after it is committed; then nothing goes through."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self._left: int | None = None
        self._committed = False
        self.dead = False

    def dies(self, after: int, *, committed: bool) -> None:
        """Die at the transaction that follows ``after`` others, or just after its commit."""
        self._left, self._committed = after, committed

    @asynccontextmanager
    async def transaction(self, *changes: Change) -> AsyncIterator[AsyncConnection]:
        self._breathe()
        async with super().transaction(*changes) as connection:
            yield connection
            if self._left == 0 and not self._committed:
                self.dead = True
            self._breathe()
        if self._left is not None:
            self.dead = self.dead or self._left == 0
            self._left -= 1
        self._breathe()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncConnection]:
        self._breathe()
        async with super().reading() as connection:
            yield connection

    def _breathe(self) -> None:
        if self.dead:
            raise KilledError


async def made_mortal(club: Club) -> MortalDatabase:
    """Start the bot anew on a database that can die; :func:`revived` ends that."""
    database = MortalDatabase(club.resources.database.address)
    await club.env.restart_bot(make_bot(replace(club.resources, database=database)))
    return database


async def revived(club: Club, database: MortalDatabase) -> None:
    """Start the bot again after its death, on the same database."""
    await database.close()
    club.env.errors.clear()
    await club.restart()


async def killed_during(
    club: Club, deed: Callable[[], Awaitable[object]], step: int, *, committed: bool
) -> bool:
    """Kill the process at a transaction of a member's deed; whether there was that transaction.

    A new one is started and given three minutes. Of what dies before its first commit nothing is
    left, so that the member does it again.
    """
    database = await made_mortal(club)
    database.dies(step, committed=committed)
    await deed()
    died = database.dead
    await revived(club, database)
    await later(club, 3 * MINUTE)
    if step == 0 and not committed:
        assert died
        await deed()
        await later(club, 3 * MINUTE)
    return died
