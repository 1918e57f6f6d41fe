"""When newcomers are too many at once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from data.trust.rushes import WINDOWS, Traffic, is_rush, usual_from

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SUDDEN, SPREAD = WINDOWS


def traffic(voices: int, newcomers: int, before: int = 0, days: float = 30) -> Traffic:
    return Traffic(voices, newcomers, before, NOW - timedelta(days=days))


def test_ten_ballots_are_no_rush_and_eleven_are() -> None:
    assert not is_rush(SUDDEN, traffic(10, 10), NOW)
    assert is_rush(SUDDEN, traffic(11, 11), NOW)


def test_half_new_members_are_no_rush() -> None:
    assert not is_rush(SUDDEN, traffic(40, 20), NOW)
    assert is_rush(SUDDEN, traffic(41, 21), NOW)


def test_a_busy_theory_allows_more() -> None:
    # 1,430 ballots in the 23 h 50 min before: 10 in each window of 10 minutes.
    since = NOW - timedelta(hours=24)
    assert not is_rush(SUDDEN, Traffic(40, 40, 1_430, since), NOW)
    assert is_rush(SUDDEN, Traffic(41, 41, 1_430, since), NOW)


def test_a_slow_rush_is_seen_by_the_day() -> None:
    assert not is_rush(SPREAD, traffic(50, 50), NOW)
    assert is_rush(SPREAD, traffic(51, 51), NOW)
    assert not is_rush(SPREAD, traffic(80, 80, before=20 * 29), NOW)


@given(st.integers(0, 2_000), st.integers(0, 2_000), st.floats(0, 60))
def test_long_standing_members_are_never_a_rush(ballots: int, before: int, days: float) -> None:
    for window in WINDOWS:
        assert not is_rush(window, traffic(ballots, ballots // 2, before, days), NOW)


def test_what_is_usual_starts_with_the_theory() -> None:
    young, old = NOW - timedelta(hours=2), NOW - timedelta(days=9)
    assert usual_from(SUDDEN, young, NOW) == young
    assert usual_from(SUDDEN, old, NOW) == NOW - timedelta(hours=24)
    assert usual_from(SPREAD, old, NOW) == old
