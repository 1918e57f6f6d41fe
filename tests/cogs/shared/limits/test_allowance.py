"""An allowance: what is taken, what comes back, and what is remembered of whom."""

from __future__ import annotations

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from cogs.shared.limits.allowance import Allowance
from tests.films import NOW

MOST, PER_SECOND = 20, 2
uses = st.lists(st.tuples(st.integers(1, 3), st.integers(1, 25), st.integers(0, 15)), max_size=40)
"""By whom, how much, and how many seconds after the use before."""


@given(uses)
def test_nobody_takes_more_than_the_allowance_and_what_time_gives_back(
    uses: list[tuple[int, int, int]],
) -> None:
    allowance, now, taken = Allowance(MOST, PER_SECOND), NOW, dict.fromkeys((1, 2, 3), 0)
    for whose, cost, seconds in uses:
        now += timedelta(seconds=seconds)
        if allowance.take(whose, cost, now):
            taken[whose] += cost
        given_back = PER_SECOND * (now - NOW).total_seconds()
        assert all(most <= MOST + given_back for most in taken.values())


@given(st.integers(1, MOST), st.integers(0, MOST))
def test_what_one_takes_another_still_has(cost: int, other: int) -> None:
    allowance = Allowance(MOST, PER_SECOND)
    assert allowance.take(1, cost, NOW)
    assert allowance.take(2, MOST, NOW)
    assert allowance.take(1, other, NOW) == (other <= MOST - cost)


def test_all_of_it_comes_back() -> None:
    allowance = Allowance(MOST, PER_SECOND)
    assert allowance.take(1, MOST, NOW)
    assert not allowance.take(1, 1, NOW)
    later = NOW + timedelta(seconds=MOST / PER_SECOND)
    assert allowance.take(1, MOST, later)


def test_nobody_is_remembered_once_they_have_all_of_it_again() -> None:
    allowance = Allowance(MOST, PER_SECOND)
    for member in range(100):
        assert allowance.take(member, MOST, NOW)
    later = NOW + timedelta(seconds=MOST / PER_SECOND)
    for _ in range(100):
        allowance.take(1_000, 0, later)
    assert len(allowance._left) == 1
