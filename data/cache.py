"""What is read at every answer and hardly ever changes, kept in memory."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Awaitable, Callable
from typing import Generic, TypeVar

T = TypeVar("T")

FRESH_SECONDS = 60.0
"""How long a value is used. Another process that changes it says so; should that go astray, the
change holds here within this time."""

SERVER_SECONDS = 600.0
"""The same for what one server has: its changes are made by the process that runs its shard, which
forgets at once, so that this is a net below a net."""

MOST_KEPT = 10_000
"""Values kept: a minute's worth of members for one process, at some hundred bytes each."""


class Cache(Generic[T]):
    """One value per member or server, loaded at its first use, when it grows old, after a change.

    A value is used for ``lasts`` seconds. ``instant`` tells seconds since any moment; it only
    measures how old a value is. ``reads`` counts each use as ``hit`` or ``miss``.
    """

    def __init__(
        self,
        load: Callable[[int], Awaitable[T]],
        lasts: float = FRESH_SECONDS,
        instant: Callable[[], float] = time.monotonic,
        *,
        reads: Counter[str] | None = None,
    ) -> None:
        self._load = load
        self._lasts = lasts
        self._instant = instant
        self._reads = Counter[str]() if reads is None else reads
        self._values: dict[int, tuple[T, float]] = {}
        self._changes = 0

    async def get(self, owner_id: int) -> T:
        """The owner's value."""
        instant = self._instant()
        if owner_id in self._values:
            value, loaded_at = self._values[owner_id]
            if instant - loaded_at < self._lasts:
                self._reads["hit"] += 1
                return value
        self._reads["miss"] += 1
        changes = self._changes
        value = await self._load(owner_id)
        # A change while it was loaded may not be in it.
        if changes == self._changes:
            if len(self._values) >= MOST_KEPT:
                self._values.clear()
            self._values[owner_id] = (value, instant)
        return value

    def forget(self, owner_id: int) -> None:
        """Load the owner's value anew at its next use; to be called after committing a change."""
        self._changes += 1
        self._values.pop(owner_id, None)

    def forget_all(self) -> None:
        """Load every value anew at its next use."""
        self._changes += 1
        self._values.clear()
