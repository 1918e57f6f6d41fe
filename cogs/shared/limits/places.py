"""Places for so many at a time, where who came last is let in first."""

from __future__ import annotations

import asyncio
import math
from collections import deque
from collections.abc import Callable

MOST_WAITING = 1_000
"""Who wait at a time: an interaction that waits holds some ten kilobytes."""

MOST_IN_FLOOD = 100
"""The same while more come than can be let in: nearly all who wait then wait in vain."""

FLOOD_LASTS = 5.0
"""Seconds for which that is so since the last whose time was over."""


class Places:
    """So many places; ``now`` tells the instant by which waiting is measured.

    Where more want one than there are, the order of arrival would let everybody in just before it
    is too late, so that much is begun and little is answered in time. Who comes last has the most
    time left; who has none left is turned away, without having kept a place, and so is who comes
    while :data:`MOST_WAITING` wait: nearly all the work that a flood makes is to begin with each.
    While there are some whose time is over, that is :data:`MOST_IN_FLOOD`.
    """

    def __init__(self, most: int, now: Callable[[], float]) -> None:
        self._free = most
        self._now = now
        self._waiting: deque[tuple[float, asyncio.Future[bool]]] = deque()
        self._coming = 0
        self._flooded_until = -math.inf

    def expect(self) -> bool:
        """Whether there is room for somebody who comes, and takes a place in the loop's next turn.

        Hundreds come in one turn of the loop, before the first of them waits.
        """
        self._turn_away()
        if len(self._waiting) + self._coming >= self._free + self._room():
            return False
        if not self._coming:
            asyncio.get_running_loop().call_soon(self._have_come)
        self._coming += 1
        return True

    def _have_come(self) -> None:
        self._coming = 0

    async def take(self, until: float) -> bool:
        """Take a place, or wait for one; ``False`` where there was none ``until`` that instant, or
        too many wait.
        """
        self._turn_away()
        if self._free:
            self._free -= 1
            return True
        if len(self._waiting) >= self._room():
            return False
        turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((until, turn))
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and turn.result():
                self.give()
            raise

    def give(self) -> None:
        """Give a place back: to whoever came last, of those who still wait."""
        self._turn_away()
        while self._waiting:
            _until, turn = self._waiting.pop()
            if not turn.done():
                turn.set_result(True)
                return
        self._free += 1

    def _room(self) -> int:
        return MOST_IN_FLOOD if self._now() < self._flooded_until else MOST_WAITING

    def _turn_away(self) -> None:
        """Tell those whose time is over; who came first comes first."""
        now = self._now()
        while self._waiting and self._waiting[0][0] < now:
            self._flooded_until = now + FLOOD_LASTS
            _until, turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(False)
