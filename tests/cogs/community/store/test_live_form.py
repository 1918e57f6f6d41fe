"""Taps of the live form in the store, on both databases."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from cogs.community.rules.live_form import Tap, Timer
from cogs.community.store.live_form import TapStore
from data.contributions.rules.kinds import ImpossibleError
from data.database import Database
from tests.conftest import ON_POSTGRESQL
from tests.overlap import overlapped

NOW = datetime(2026, 1, 2, 22, tzinfo=UTC)
TIMER = Timer(1, 2, ("night-harbour-2026",))


async def test_a_finger_that_taps_twice_taps_once(database: Database) -> None:
    store = TapStore(database)
    for second, tap in enumerate((Tap.CREDITS, Tap.SCENE)):
        await store.add(TIMER, tap, NOW + timedelta(seconds=second))
    later = NOW + timedelta(seconds=90)
    tries = await asyncio.gather(
        *(store.add(TIMER, Tap.OVER, later) for _ in range(5)), return_exceptions=True
    )
    assert sum(isinstance(one, ImpossibleError) for one in tries) == 4
    kept = [tapped.tap for tapped in await store.taps(TIMER, later)]
    assert kept == [Tap.CREDITS, Tap.SCENE, Tap.OVER]


@ON_POSTGRESQL
async def test_the_first_tap_of_all_is_no_exception(database: Database) -> None:
    store = TapStore(database)
    first, second = (store.add(TIMER, Tap.CREDITS, NOW) for _ in range(2))
    tries = await overlapped(database, first, second)
    assert [type(one) for one in tries] == [type(None), ImpossibleError]
    assert len(await store.taps(TIMER, NOW)) == 1


async def test_a_tap_out_of_order_is_refused_and_an_evening_ends(database: Database) -> None:
    store = TapStore(database)
    with pytest.raises(ImpossibleError, match="The next tap is Credits now"):
        await store.add(TIMER, Tap.SCENE, NOW)
    await store.add(TIMER, Tap.CREDITS, NOW)
    with pytest.raises(ImpossibleError, match="The next tap is Credits now"):
        await store.add(TIMER, Tap.SCENE, NOW + timedelta(hours=7))
