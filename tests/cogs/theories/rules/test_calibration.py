"""Calibration: every settled theory is counted once, in its own range."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cogs.theories.rules.calibration import BIN, LEAST_SETTLED, calibration

settled = st.lists(st.tuples(st.floats(0, 100), st.sampled_from((0.0, 0.5, 1.0))))


@given(settled)
def test_each_is_counted_once(theories: list[tuple[float, float]]) -> None:
    bins = calibration(theories)
    assert [one.low for one in bins] == [0, 20, 40, 60, 80]
    assert sum(one.record.resolved for one in bins) == len(theories)
    assert sum(one.record.right for one in bins) == sum(value for _score, value in theories)
    for one in bins:
        within = [s for s, _value in theories if one.low <= s < one.high or (s == one.high == 100)]
        assert one.record.resolved == len(within)
        assert 0 <= one.share <= 1
        assert 0 < one.margin <= 0.5


def test_a_share_is_told_from_ten_on() -> None:
    few = calibration([(70, 1.0)] * (LEAST_SETTLED - 1))[3]
    many = calibration([(70, 1.0)] * 10 + [(79.9, 0.0)] * 4)[3]
    assert (few.told, many.told, many.high - many.low) == (False, True, BIN)
    assert (round(many.share, 2), round(many.margin, 2)) == (0.71, 0.19)
