"""How much somebody may ask for in a row: a store that each request takes from and time refills."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import islice


class Allowance:
    """What each of many, by id, has left; it is kept in memory, and only while it is not full.

    Nobody ever has more than ``most``; ``per_second`` comes back to each.
    """

    def __init__(self, most: int, per_second: float) -> None:
        self._most = most
        self._per_second = per_second
        self._until_full = timedelta(seconds=most / per_second)
        self._left: dict[int, tuple[float, datetime]] = {}

    def take(self, whose: int, cost: int, now: datetime) -> bool:
        """Take a cost, or nothing if less is left; returns whether it was taken."""
        left = self._has(whose, now)
        if left < cost:
            return False
        self._left.pop(whose, None)
        self._left[whose] = left - cost, now
        self._forget_full(now)
        return True

    def _has(self, whose: int, now: datetime) -> float:
        left, at = self._left.get(whose, (float(self._most), now))
        return min(self._most, left + self._per_second * (now - at).total_seconds())

    def _forget_full(self, now: datetime) -> None:
        """Forget those who took first, and so long ago that they have all of it again."""
        for first in tuple(islice(self._left, 2)):
            if now - self._left[first][1] >= self._until_full:
                del self._left[first]
