"""Who hosts after the host, and when it is asked."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cogs.reminders.rules.parties.hosts import heirs, next_host_check
from cogs.reminders.rules.screenings import instant

NOW = datetime(2026, 12, 18, 12, tzinfo=UTC)


def test_cohosts_come_before_who_goes_longest() -> None:
    assert heirs(1, [5, 3], [1, 2, 3, 4]) == [5, 3, 2, 4]
    assert heirs(None, [], [2, 1]) == [2, 1]
    assert heirs(1, [], [1]) == []


@given(st.integers(-5_000, 50_000))
def test_a_host_is_asked_for_every_day_an_hour_before_and_then(minutes: int) -> None:
    showtime = NOW + timedelta(minutes=minutes)
    now, asked = NOW, []
    while (then := next_host_check(now, showtime)) is not None:
        now, before = instant(then), now
        assert before < now <= min(showtime, before + timedelta(days=1))
        asked.append(now)
    assert (showtime in asked) == (minutes > 0)
    assert (showtime - timedelta(hours=1) in asked) == (minutes > 60)
