"""Which times on the clocks of a member's zone a text may mean."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from cogs.reminders.rules.showtimes.grammar.clock import DAY, Clock
from cogs.reminders.rules.showtimes.grammar.dates import Calendar
from cogs.reminders.rules.showtimes.grammar.days import Date
from cogs.reminders.rules.showtimes.grammar.sentence import Said
from cogs.reminders.rules.showtimes.lexicon import DateFigures
from cogs.reminders.rules.showtimes.refusals import UnreadableShowtimeError

ONE_DAY = timedelta(days=1)
DAWN = 5
"""Before this hour, "tonight" is also the night that began yesterday."""

JUST_PASSED = timedelta(days=270)
"""A date without a year that is further ahead has lately passed, and is asked back."""


@dataclass(frozen=True, slots=True)
class Walls:
    """Times that may be meant, times that are only offered beside them, and times to offer
    instead where the film is over at all others.

    ``tonight`` are those of the coming night, which are meant where at the near ones the film is
    over. ``clash``: what is named does not agree, so that no time is taken without asking.
    """

    near: tuple[datetime, ...]
    tonight: tuple[datetime, ...] = ()
    unlikely: tuple[datetime, ...] = ()
    later: tuple[datetime, ...] = ()
    clash: bool = False


class WallFinder:
    """Finds them for one member at one moment; ``wall`` is what their clock shows now."""

    def __init__(self, wall: datetime, *, day_first: bool) -> None:
        self._wall = wall
        self._today = wall.date()
        self._calendar = Calendar(self._today, day_first=day_first)

    def walls(self, said: Said) -> Walls:
        """The times that one way to read the text allows."""
        clock = said.clock
        assert clock is not None
        if _is_formal(said):
            clock = replace(clock, twelve=False, midnight=False)
        minutes = clock.on_a_day(said.parts)
        clash = not minutes
        if clash and not clock.twelve:
            raise UnreadableShowtimeError
        minutes = minutes or clock.at_any_part()
        if said.names_day:
            return self._on_named_days(said, clock, minutes, clash=clash)
        return replace(self._on_any_day(clock, minutes, said), clash=clash)

    def _on_any_day(self, clock: Clock, minutes: Sequence[int], said: Said) -> Walls:
        """Within a day from now, or running."""
        days = [self._today - ONE_DAY, self._today]
        tomorrow = tuple(_on([self._today + ONE_DAY], minutes))
        near = [*_on(days, minutes), *(tomorrow * (clock.twelve and not said.parts))]
        near = [wall for wall in near if wall <= self._wall + ONE_DAY]
        tonight = tomorrow * all(m % DAY < DAWN * 60 for m in minutes)
        return Walls(tuple(near), tonight, later=tomorrow)

    def _on_named_days(
        self, said: Said, clock: Clock, minutes: Sequence[int], *, clash: bool
    ) -> Walls:
        days = self._calendar.days(said)
        near, later = days.near, days.later
        offset = said.offset.days if said.offset and not said.weekday and not said.date else None
        if offset == 0 and said.parts:
            return self._today_s_part(minutes, clash=clash)
        if said.parts:  # Friday night at one: for some Friday's first hour, for most Saturday's
            minutes = clock.of_either_night(minutes, said.parts)
        unlikely = [m for m in minutes if m >= DAY and clock.twelve and not said.parts]
        likely = [m for m in minutes if m not in unlikely]
        if _lacks_year(said) and not days.clash:
            near, later = self._unless_passed(near, later)
        if said.weekday and not said.date and near == (self._today,):
            # Once today's has begun, the next one may be meant as well.
            near += later * any(wall <= self._wall for wall in _on(near, likely))
        return Walls(
            tuple(_on(near, likely)),
            unlikely=tuple(_on(near, unlikely)),
            later=tuple(_on(later, likely)),
            clash=clash or days.clash,
        )

    def _today_s_part(self, minutes: Sequence[int], *, clash: bool) -> Walls:
        """Tonight, this morning: after midnight the night that began yesterday still counts."""
        days = [self._today - ONE_DAY] * (self._wall.hour < DAWN) + [self._today]
        near = tuple(w for w in _on(days, minutes) if w <= self._wall + ONE_DAY)
        return Walls(near, later=tuple(_on([self._today + ONE_DAY], minutes)), clash=clash)

    def _unless_passed(
        self, near: tuple[date, ...], later: tuple[date, ...]
    ) -> tuple[tuple[date, ...], tuple[date, ...]]:
        """Dates that come next year, because this year's are just over, are only offered."""
        if any(day <= self._today + JUST_PASSED for day in near):
            return near, later
        passed = tuple(
            date(d.year - 1, d.month, d.day) for d in near if (d.month, d.day) != (2, 29)
        )
        return (passed, (*later, *near)) if passed else (near, later)


def _is_formal(said: Said) -> bool:
    """Whether it is written as timetables are, so that hours count to 24: 2026-12-18 10:00."""
    assert said.clock is not None
    if not said.clock.full:
        return False
    if isinstance(said.date, DateFigures):
        return said.date.numbers[0] > 999
    whole = isinstance(said.date, Date) and said.date.month and said.date.year
    return bool(whole) and said.weekday is not None


def _lacks_year(said: Said) -> bool:
    if isinstance(said.date, DateFigures):
        return len(said.date.numbers) == 2
    return isinstance(said.date, Date) and said.date.month is not None and said.date.year is None


def _on(days: Iterable[date], minutes: Sequence[int]) -> list[datetime]:
    return [datetime.combine(day, time()) + timedelta(minutes=m) for day in days for m in minutes]
