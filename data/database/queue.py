"""The queue for connections: who asks first is served first, and nobody waits for ever."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from data.database.errors import DatabaseBusyError

MOST_WAITING = 1_000
"""Tasks that may wait at a time; one more is refused at once."""

PATIENCE = 300.0
"""Seconds that a task waits for its turn; Discord lets a command be answered for 900."""


class ConnectionQueue:
    """Lets a number of tasks use a connection at a time; the others wait, first come first served.

    The queue is bounded twice: by how many wait, and by how long each of them does. Who is beyond
    either bound gets a :class:`DatabaseBusyError` and has changed nothing.
    """

    def __init__(
        self, places: int, *, most_waiting: int = MOST_WAITING, patience: float = PATIENCE
    ) -> None:
        self._places = asyncio.Semaphore(places)
        self._most_waiting = most_waiting
        self._patience = patience
        self._waiting = 0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for a place, and keep it until the block ends."""
        await self._wait()
        try:
            yield
        finally:
            self._places.release()

    async def _wait(self) -> None:
        if not self._places.locked():
            # Without a timer: a cancelled one stays in the event loop until its time has come.
            await self._places.acquire()
            return
        if self._waiting >= self._most_waiting:
            raise DatabaseBusyError
        self._waiting += 1
        try:
            async with asyncio.timeout(self._patience):
                await self._places.acquire()
        except TimeoutError as error:
            raise DatabaseBusyError from error
        finally:
            self._waiting -= 1
