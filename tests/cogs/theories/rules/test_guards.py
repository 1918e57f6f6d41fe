"""Who may vote, and when a rush is one."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.theories.rules.guards import WINDOWS, Gate, Traffic, Voter, is_rush, usual_from

NOW = datetime(2026, 3, 1, tzinfo=UTC)
SUDDEN, SPREAD = WINDOWS
GATE = Gate(timedelta(days=7), timedelta(hours=24))


def voter(account_days: float, member_days: float) -> Voter:
    return Voter(NOW - timedelta(days=account_days), NOW - timedelta(days=member_days))


def traffic(ballots: int, newcomers: int, before: int = 0, days: float = 30) -> Traffic:
    return Traffic(ballots, newcomers, before, NOW - timedelta(days=days))


def test_the_gate_opens_when_both_ages_are_reached() -> None:
    assert GATE.opens(voter(100, 0.5)) == NOW + timedelta(hours=12)
    assert GATE.opens(voter(5, 0.5)) == NOW + timedelta(days=2)
    assert GATE.opens(voter(7, 1)) == NOW


@pytest.mark.parametrize(
    ("account", "member", "new"), [(29, 20, True), (30, 7, False), (31, 6.9, True), (8, 2, True)]
)
def test_who_is_new(account: float, member: float, new: bool) -> None:
    assert voter(account, member).is_newcomer(NOW) is new


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
