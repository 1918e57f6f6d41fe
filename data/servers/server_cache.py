"""Keeps in memory what is read at every answer and hardly ever changes."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")

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
