"""Parties that repeat: which day comes next, and what instant its wall-clock time is.

The time on the wall stays in the party's zone, whatever the clocks do. Where a clock change skips
it, the party begins as much later as the clocks go forward; where it comes twice, at the first.
"""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from cogs.reminders.rules.showtimes.wall_clock import beside_gap, instants_of
from data.locales import N_, _
from data.locales.formats import weekday_name

WEEK = timedelta(weeks=1)
MONTHLY = (
    N_("on the first {weekday} of every month"),
    N_("on the second {weekday} of every month"),
    N_("on the third {weekday} of every month"),
    N_("on the fourth {weekday} of every month"),
    N_("on the last {weekday} of every month"),
)
"""By the number of the weekday: a fifth is the last one, as most months have only four."""


class Every(Enum):
    """How often; the value is what the table holds."""

    WEEK = "weekly"
    TWO_WEEKS = "fortnightly"
    MONTH = "monthly"
    """On the same weekday: the second Friday, say."""


@dataclass(frozen=True, slots=True)
class Series:
    """A row of parties: ``first`` is the day of one of them, ``wall`` the time on its clocks."""

    id: int
    every: Every
    first: date
    wall: time
    zone: str


def next_day(every: Every, first: date, after: date) -> date:
    """The earliest day of a series that comes after a day; ``first`` is one of its days."""
    if every is not Every.MONTH:
        step = WEEK if every is Every.WEEK else 2 * WEEK
        return after + step - (after - first) % step
    nth, year, month = _nth(first), after.year, after.month
    while (day := _nth_weekday(year, month, first.weekday(), nth)) <= after:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    return day


def next_after(series: Series, after: date, now: datetime) -> tuple[date, datetime]:
    """The next day after a day whose showtime is still to come, with the showtime."""
    day = next_day(series.every, series.first, after)
    while (showtime := instant_on(day, series.wall, series.zone)) <= now:
        day = next_day(series.every, series.first, day)
    return day, showtime


def instant_on(day: date, wall: time, zone: str) -> datetime:
    """When the clocks of a zone show a time on a day, in UTC."""
    local, there = datetime.combine(day, wall), ZoneInfo(zone)
    instants = instants_of(local, there)
    return instants[0] if instants else beside_gap(local, there)[-1]


def wall_clock(showtime: datetime, zone: str) -> tuple[date, time]:
    """The day and the time of day that a zone's clocks show."""
    local = showtime.astimezone(ZoneInfo(zone)).replace(tzinfo=None)
    return local.date(), local.time()


def series_words(every: Every, day: date) -> str:
    """How often, as people say it: ``every Friday``."""
    words = {
        Every.WEEK: N_("every {weekday}"),
        Every.TWO_WEEKS: N_("every other {weekday}"),
        Every.MONTH: MONTHLY[_nth(day) - 1],
    }
    return _(words[every], weekday=weekday_name(day))


def _nth(day: date) -> int:
    return (day.day - 1) // 7 + 1


def _nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    days = monthrange(year, month)[1]
    first = 1 + (weekday - date(year, month, 1).weekday()) % 7
    day = first + 7 * (nth - 1)
    return date(year, month, day if day <= days else day - 7)
