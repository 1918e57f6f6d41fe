"""What a ballot weighs, and how good a record is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.theories.rules.weight import LEAST_WEIGHT, MOST_WEIGHT, Standing, wilson


@st.composite
def standings(draw: st.DrawFn) -> Standing:
    scored = draw(st.integers(0, 200))
    return Standing(scored + draw(st.integers(0, 50)), scored, draw(st.floats(0, 1)) * scored)


@given(standings())
def test_a_weight_stays_within_its_bounds(standing: Standing) -> None:
    assert LEAST_WEIGHT <= standing.weight <= MOST_WEIGHT
    assert 0.5 <= standing.ramp <= 1.0


@pytest.mark.parametrize(
    ("counted", "ramp"), [(0, 0.5), (1, 0.5), (2, 0.625), (3, 0.75), (5, 1.0), (40, 1.0)]
)
def test_the_ramp_grows_over_the_first_five_ballots(counted: int, ramp: float) -> None:
    assert Standing(counted).ramp == ramp
    assert Standing(counted).weight == ramp


def test_without_a_record_the_factor_is_one() -> None:
    assert Standing(7).factor == 1.0
    assert Standing(7).brier is None


def test_a_perfect_record_doubles_and_a_bad_one_quarters() -> None:
    assert Standing(1_000, 1_000, 0.0).factor == pytest.approx(2, abs=0.03)
    assert Standing(100, 100, 100.0).weight == 0.25
    assert Standing(10, 5, 0.0).factor == pytest.approx(2 - 4 * 0.125)


def test_brier_is_the_mean_squared_error() -> None:
    assert Standing(4, 4, 1.0).brier == 0.25


@given(st.integers(1, 300), st.floats(0, 1))
def test_the_wilson_range_holds_the_share_and_narrows(resolved: int, share: float) -> None:
    right = share * resolved
    low, high = wilson(right, resolved)
    assert 0 <= low <= share + 1e-9
    assert share - 1e-9 <= high <= 1
    narrower_low, narrower_high = wilson(4 * right, 4 * resolved)
    assert narrower_high - narrower_low <= high - low + 1e-9


def test_wilson_by_the_textbook() -> None:
    low, high = wilson(8, 10)
    # 8 of 10 at z = 1.645: centre (0.8 + 0.1353) / 1.2706, half width 0.1953.
    assert low == pytest.approx(0.5408, abs=5e-4)
    assert high == pytest.approx(0.9314, abs=5e-4)


def test_nothing_resolved_says_nothing() -> None:
    assert wilson(0, 0) == (0.0, 1.0)
    with pytest.raises(ValueError, match="right"):
        wilson(3, 2)
