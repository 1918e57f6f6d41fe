"""What a voter's ballots weigh."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.trust.weight import LEAST_WEIGHT, MOST_WEIGHT, TrackRecord


@st.composite
def records(draw: st.DrawFn) -> TrackRecord:
    scored = draw(st.integers(0, 200))
    return TrackRecord(scored + draw(st.integers(0, 50)), scored, draw(st.floats(0, 1)) * scored)


@given(records())
def test_a_weight_stays_within_its_bounds(record: TrackRecord) -> None:
    assert LEAST_WEIGHT <= record.weight <= MOST_WEIGHT
    assert 0.5 <= record.ramp <= 1.0


@pytest.mark.parametrize(
    ("counted", "ramp"), [(0, 0.5), (1, 0.5), (2, 0.625), (3, 0.75), (5, 1.0), (40, 1.0)]
)
def test_the_ramp_grows_over_the_first_five_ballots(counted: int, ramp: float) -> None:
    assert TrackRecord(counted).ramp == ramp
    assert TrackRecord(counted).weight == ramp


def test_without_a_record_the_factor_is_one() -> None:
    assert TrackRecord(7).factor == 1.0
    assert TrackRecord(7).brier is None


def test_a_perfect_record_doubles_and_a_bad_one_quarters() -> None:
    assert TrackRecord(1_000, 1_000, 0.0).factor == pytest.approx(2, abs=0.03)
    assert TrackRecord(100, 100, 100.0).weight == 0.25
    assert TrackRecord(10, 5, 0.0).factor == pytest.approx(2 - 4 * 0.125)


def test_brier_is_the_mean_squared_error() -> None:
    assert TrackRecord(4, 4, 1.0).brier == 0.25
