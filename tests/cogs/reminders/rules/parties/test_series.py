"""Parties that repeat: the right day, and the same time on the wall."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cogs.reminders.rules.parties.series import (
    Every,
    Series,
    instant_on,
    next_after,
    next_day,
    series_words,
    wall_clock,
)
from data.locales import speaking

BERLIN = "Europe/Berlin"
ZONES = st.sampled_from([BERLIN, "America/New_York", "Australia/Lord_Howe", "Asia/Kolkata", "UTC"])
DAYS = st.dates(date(2020, 1, 1), date(2035, 12, 31))


@pytest.mark.parametrize(
    ("every", "first", "after", "then"),
    [
        (Every.WEEK, "2026-03-27", "2026-03-27", "2026-04-03"),
        (Every.WEEK, "2026-03-27", "2026-04-01", "2026-04-03"),
        (Every.TWO_WEEKS, "2026-03-27", "2026-03-27", "2026-04-10"),
        (Every.MONTH, "2026-01-09", "2026-01-09", "2026-02-13"),  # the second Friday
        (Every.MONTH, "2026-11-13", "2026-12-11", "2027-01-08"),
        (Every.MONTH, "2026-01-30", "2026-01-30", "2026-02-27"),  # the fifth is the last
        (Every.MONTH, "2026-01-30", "2026-04-24", "2026-05-29"),
    ],
)
def test_the_next_day(every: Every, first: str, after: str, then: str) -> None:
    days = map(date.fromisoformat, (first, after))
    assert next_day(every, *days) == date.fromisoformat(then)


@pytest.mark.parametrize(
    ("language", "every", "day", "words"),
    [
        ("en", Every.WEEK, "2026-03-27", "every Friday"),
        ("en", Every.TWO_WEEKS, "2026-03-29", "every other Sunday"),
        ("en", Every.MONTH, "2026-01-09", "on the second Friday of every month"),
        ("en", Every.MONTH, "2026-01-30", "on the last Friday of every month"),
        ("it", Every.MONTH, "2026-01-09", "il secondo venerdì di ogni mese"),
        ("it", Every.MONTH, "2026-01-11", "la seconda domenica di ogni mese"),
        ("pt-BR", Every.WEEK, "2026-03-27", "toda sexta-feira"),
        ("pt-BR", Every.WEEK, "2026-03-29", "todo domingo"),
    ],
)
def test_how_often_in_words(language: str, every: Every, day: str, words: str) -> None:
    with speaking(language):
        assert series_words(every, date.fromisoformat(day)) == words


@given(st.sampled_from(Every), DAYS, st.integers(0, 900))
def test_days_come_one_after_another_on_the_same_weekday(
    every: Every, first: date, later: int
) -> None:
    after = first + timedelta(days=later)
    day = next_day(every, first, after)
    assert day > after
    assert day.weekday() == first.weekday()
    longest = {Every.WEEK: 7, Every.TWO_WEEKS: 14, Every.MONTH: 42}[every]
    assert day - after <= timedelta(days=longest)
    # No day is left out: from any day between, the same one comes next.
    assert next_day(every, first, day - timedelta(days=1)) == day
    if every is Every.MONTH:
        assert (day.month, day.year) != (first.month, first.year)


@given(ZONES, DAYS, st.times())
def test_the_wall_clock_stays_unless_the_clocks_skip_it(zone: str, day: date, wall: time) -> None:
    wall = wall.replace(second=0, microsecond=0)
    instant = instant_on(day, wall, zone)
    shown = wall_clock(instant, zone)
    if shown != (day, wall):  # skipped: as much later as the clocks go forward
        there = ZoneInfo(zone)
        before, after = (
            (instant + offset).astimezone(there).utcoffset()
            for offset in (-timedelta(hours=3), timedelta())
        )
        assert before is not None
        assert after is not None
        moved = datetime.combine(*shown) - datetime.combine(day, wall)
        assert moved == after - before > timedelta()


def test_the_skipped_and_the_doubled_hour() -> None:
    skipped = instant_on(date(2026, 3, 29), time(2, 30), BERLIN)
    assert wall_clock(skipped, BERLIN) == (date(2026, 3, 29), time(3, 30))
    doubled = instant_on(date(2026, 10, 25), time(2, 30), BERLIN)
    assert doubled == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)


def test_after_a_long_absence_the_next_one_is_still_to_come() -> None:
    series = Series(1, Every.WEEK, date(2026, 1, 2), time(20), BERLIN)
    now = datetime(2026, 3, 27, 19, 1, tzinfo=UTC)  # a minute too late for that day's
    day, showtime = next_after(series, date(2026, 1, 2), now)
    assert day == date(2026, 4, 3)
    assert showtime == datetime(2026, 4, 3, 18, tzinfo=UTC)  # summer time by then
