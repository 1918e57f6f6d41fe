"""What members and servers set, in memory for a while."""

from __future__ import annotations

import pytest

from data import cache as caches
from data.cache import FRESH_SECONDS, Cache


class Shelf:
    """Counts how often a member's value is loaded; the value is that count."""

    def __init__(self) -> None:
        self.loads = 0

    async def load(self, _user_id: int) -> int:
        self.loads += 1
        return self.loads


async def test_a_value_is_loaded_once_while_it_is_fresh() -> None:
    shelf = Shelf()
    cache = Cache(shelf.load)
    assert [await cache.get(1), await cache.get(1), await cache.get(2)] == [1, 1, 2]


async def test_an_old_value_is_loaded_anew() -> None:
    instants = iter((0.0, FRESH_SECONDS - 1, FRESH_SECONDS))
    cache = Cache(Shelf().load, instant=lambda: next(instants))
    assert [await cache.get(1), await cache.get(1), await cache.get(1)] == [1, 1, 2]


async def test_a_change_counts_at_once() -> None:
    cache = Cache(Shelf().load)
    await cache.get(1)
    await cache.get(2)
    cache.forget(1)
    assert [await cache.get(1), await cache.get(2)] == [3, 2]


async def test_after_a_gap_everything_is_loaded_anew() -> None:
    cache = Cache(Shelf().load)
    await cache.get(1)
    await cache.get(2)
    cache.forget_all()
    assert [await cache.get(1), await cache.get(2)] == [3, 4]


async def test_a_change_while_it_loads_is_not_kept() -> None:
    class Slow(Shelf):
        async def load(self, user_id: int) -> int:
            cache.forget(user_id)
            return await super().load(user_id)

    slow = Slow()
    cache = Cache(slow.load)
    assert [await cache.get(1), await cache.get(1)] == [1, 2]


async def test_it_does_not_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches, "MOST_KEPT", 2)
    cache = Cache(Shelf().load)
    for user_id in (1, 2, 3):
        await cache.get(user_id)
    assert await cache.get(3) == 3
    assert await cache.get(1) == 4
