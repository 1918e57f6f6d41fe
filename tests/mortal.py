"""A database whose process is killed between two steps."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from sqlalchemy.ext.asyncio import AsyncConnection

from data.database import Change, Database


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

    def serve_again(self) -> None:
        """Answer the next process, which finds what was committed."""
        self._left, self.dead = None, False

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
