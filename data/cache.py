"""What is read at every answer and hardly ever changes, kept in memory."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")

FRESH_SECONDS = 60.0
"""How long a value is used. A member is served by every process, so another one may have changed
it: what is set in one server holds everywhere within this time."""

MOST_MEMBERS = 10_000
"""Members kept: a minute's worth for one process, at some hundred bytes each."""


class MemberCache(Generic[T]):
    """One value per member, loaded at its first use, when it grows old and after a change here.

    ``instant`` tells seconds since any moment; it only measures how old a value is.
    """

    def __init__(
        self,
        load: Callable[[int], Awaitable[T]],
        instant: Callable[[], float] = time.monotonic,
    ) -> None:
        self._load = load
        self._instant = instant
        self._values: dict[int, tuple[T, float]] = {}
        self._changes = 0

    async def get(self, user_id: int) -> T:
        """The member's value."""
        instant = self._instant()
        if user_id in self._values:
            value, loaded_at = self._values[user_id]
            if instant - loaded_at < FRESH_SECONDS:
                return value
        changes = self._changes
        value = await self._load(user_id)
        # A change while it was loaded may not be in it.
        if changes == self._changes:
            if len(self._values) >= MOST_MEMBERS:
                self._values.clear()
            self._values[user_id] = (value, instant)
        return value

    def forget(self, user_id: int) -> None:
        """Load the member's value anew at its next use; to be called after committing a change."""
        self._changes += 1
        self._values.pop(user_id, None)


MOST_SERVERS = 10_000
"""Servers kept; a process serves fewer, so that this only bounds a mistake."""


class ServerCache(Generic[T]):
    """One value per server, loaded at its first use and forgotten at every change.

    Sound because everything that concerns a server is done by one process, and in it through one
    cache; whoever changes what ``load`` reads calls :meth:`forget` after committing.
    """

    def __init__(self, load: Callable[[int], Awaitable[T]]) -> None:
        self._load = load
        self._values: dict[int, T] = {}
        self._changes = 0

    async def get(self, server_id: int) -> T:
        """The server's value."""
        if server_id in self._values:
            return self._values[server_id]
        changes = self._changes
        value = await self._load(server_id)
        # A change while it was loaded may not be in it.
        if changes == self._changes:
            if len(self._values) >= MOST_SERVERS:
                self._values.clear()
            self._values[server_id] = value
        return value

    def forget(self, server_id: int) -> None:
        """Load the server's value anew at its next use."""
        self._changes += 1
        self._values.pop(server_id, None)
