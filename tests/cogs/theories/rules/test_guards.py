"""Who may vote, and who is new."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cogs.theories.rules.guards import Gate, Voter

NOW = datetime(2026, 3, 1, tzinfo=UTC)
GATE = Gate(timedelta(days=7), timedelta(hours=24))


def voter(account_days: float, member_days: float) -> Voter:
    return Voter(NOW - timedelta(days=account_days), NOW - timedelta(days=member_days))


def test_the_gate_opens_when_both_ages_are_reached() -> None:
    assert GATE.opens(voter(100, 0.5)) == NOW + timedelta(hours=12)
    assert GATE.opens(voter(5, 0.5)) == NOW + timedelta(days=2)
    assert GATE.opens(voter(7, 1)) == NOW


@pytest.mark.parametrize(
    ("account", "member", "new"), [(29, 20, True), (30, 7, False), (31, 6.9, True), (8, 2, True)]
)
def test_who_is_new(account: float, member: float, new: bool) -> None:
    assert voter(account, member).is_newcomer(NOW) is new
