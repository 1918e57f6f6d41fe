"""How much somebody may ask for in a row: a store that each request takes from and time refills."""

from __future__ import annotations

from collections import OrderedDict
from datetime import datetime


class Allowance:
    """What each of many, by id, has left; it is kept in memory, and only while it is not full.

    Nobody ever has more than ``most``; ``per_second`` comes back to each.
    """

    def __init__(self, most: int, per_second: float) -> None:
        self._most = most
        self._per_second = per_second
        self._until_full = most / per_second
        # In the order of taking. A plain dict looks for its first past all that have been deleted.
        self._left: OrderedDict[int, tuple[float, float]] = OrderedDict()

    def take(self, whose: int, cost: int, at: datetime) -> bool:
        """Take a cost, or nothing if less is left; returns whether it was taken."""
        now = at.timestamp()
        left = self._has(whose, now)
        if left < cost:
            return False
        self._left[whose] = left - cost, now
        self._left.move_to_end(whose)
        self._forget_full(now)
        return True

    def _has(self, whose: int, now: float) -> float:
        left, since = self._left.get(whose, (float(self._most), now))
        return min(self._most, left + self._per_second * (now - since))

    def _forget_full(self, now: float) -> None:
        """Forget two who took first, if so long ago that they have all of it again."""
        for _ in range(2):
            first = next(iter(self._left))
            if now - self._left[first][1] < self._until_full:
                return
            del self._left[first]
