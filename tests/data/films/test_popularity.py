"""Where a film stands before votes can tell."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.films.popularity import VOTES_SETTLE, standing

places = st.integers(1, 60_000)
ages = st.floats(-24, 48)
series = st.none() | st.floats(1, 60_000)


def test_an_old_film_stands_by_votes() -> None:
    assert standing(9_000, months=VOTES_SETTLE, lists=12, series_place=3) == 9_000
    assert standing(9_000, months=None, lists=12) == 9_000


def test_a_film_to_come_stands_by_its_series() -> None:
    assert standing(16_000, months=-1, lists=3, series_place=100) == 150


def test_a_film_just_out_stands_by_the_lists_that_name_it() -> None:
    assert standing(17_000, months=0, lists=4) == pytest.approx(2_297, abs=1)


@given(places, ages, st.integers(0, 20), series)
def test_nobody_stands_worse_than_by_votes(
    place: int, months: float, lists: int, series_place: float | None
) -> None:
    found = standing(place, months=months, lists=lists, series_place=series_place)
    assert 0 < found <= place * 1.000001


@given(places, ages, ages, st.integers(1, 20))
def test_votes_count_for_more_with_time(place: int, one: float, other: float, lists: int) -> None:
    earlier, later = sorted((one, other))
    assert standing(place, months=earlier, lists=lists) <= standing(
        place, months=later, lists=lists
    ) * (1 + 1e-9)
