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

MOST_AT_FIRST = 16
"""Who may be in their first moments at a time. Most are answered within them: a hundred begun
together would only take turns, and all be answered late."""

FIRST_MOMENTS = 0.03
"""Seconds after which whoever still has a place waits for something, a slow database say, and lets
another begin."""


class Places:
    """So many places; ``now`` tells the instant by which waiting is measured.

    Where more want one than there are, the order of arrival would let everybody in just before it
    is too late, so that much is begun and little is answered in time. Who comes last has the most
    time left; who has none left is turned away, without having kept a place, and so is who comes
    while :data:`MOST_WAITING` wait: nearly all the work that a flood makes is to begin with each.
    While there are some whose time is over, that is :data:`MOST_IN_FLOOD`. A free place is open
    while fewer than :data:`MOST_AT_FIRST` are in their first moments.
    """

    def __init__(self, most: int, now: Callable[[], float]) -> None:
        self._free = most
        self._at_first = 0
        self._now = now
        self._waiting: deque[tuple[float, asyncio.Future[Place | None]]] = deque()
        self._coming = 0
        self._flooded_until = -math.inf

    def expect(self) -> bool:
        """Whether there is room for somebody who comes, and takes a place in the loop's next turn.

        Hundreds come in one turn of the loop, before the first of them waits.
        """
        self._turn_away()
        if len(self._waiting) + self._coming >= self._open() + self._room():
            return False
        if not self._coming:
            asyncio.get_running_loop().call_soon(self._have_come)
        self._coming += 1
        return True

    def _have_come(self) -> None:
        self._coming = 0

    async def take(self, until: float) -> Place | None:
        """Take a place, or wait for one; ``None`` where there was none ``until`` that instant, or
        too many wait.
        """
        self._turn_away()
        if self._open():
            return self._taken()
        if len(self._waiting) >= self._room():
            return None
        turn: asyncio.Future[Place | None] = asyncio.get_running_loop().create_future()
        self._waiting.append((until, turn))
        try:
            return await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled() and (place := turn.result()):
                place.give()
            raise

    def _open(self) -> int:
        return min(self._free, MOST_AT_FIRST - self._at_first)

    def _taken(self) -> Place:
        self._free -= 1
        self._at_first += 1
        return Place(self._settle, self._leave)

    def _settle(self) -> None:
        self._at_first -= 1
        self._let_in()

    def _leave(self) -> None:
        self._free += 1
        self._let_in()

    def _let_in(self) -> None:
        """Give open places to whoever came last, of those who still wait."""
        self._turn_away()
        while self._waiting and self._open():
            _until, turn = self._waiting.pop()
            if not turn.done():
                turn.set_result(self._taken())

    def _room(self) -> int:
        return MOST_IN_FLOOD if self._now() < self._flooded_until else MOST_WAITING

    def _turn_away(self) -> None:
        """Tell those whose time is over; who came first comes first."""
        if not self._waiting:  # as nearly always; to ask the clock is not for nothing
            return
        now = self._now()
        while self._waiting and self._waiting[0][0] < now:
            self._flooded_until = now + FLOOD_LASTS
            _until, turn = self._waiting.popleft()
            if not turn.done():
                turn.set_result(None)


class Place:
    """A place that somebody has; ``settle`` is called when their first moments are over, ``leave``
    when they give it back.
    """

    def __init__(self, settle: Callable[[], None], leave: Callable[[], None]) -> None:
        self._settle = settle
        self._leave = leave
        self._begins: asyncio.TimerHandle | None = asyncio.get_running_loop().call_later(
            FIRST_MOMENTS, self._has_begun
        )

    def _has_begun(self) -> None:
        self._begins = None
        self._settle()

    def give(self) -> None:
        """Give it back, once."""
        if self._begins is not None:
            self._begins.cancel()
            self._has_begun()
        self._leave()
