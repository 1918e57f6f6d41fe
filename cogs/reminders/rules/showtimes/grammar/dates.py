"""Which dates a named day may be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cogs.reminders.rules.showtimes.grammar.days import Date, Offset, Week, Weekday
from cogs.reminders.rules.showtimes.grammar.sentence import Said
from cogs.reminders.rules.showtimes.lexicon import DateFigures
from cogs.reminders.rules.showtimes.refusals import NoSuchDateError

ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(days=7)
MOST_YEARS = 100
"""A year that is further away is no year."""

_AMERICAN = frozenset(
    f"America/{city}"
    for city in (
        "New_York Detroit Chicago Menominee Denver Boise Phoenix Los_Angeles Anchorage Juneau "
        "Sitka Metlakatla Yakutat Nome Adak Puerto_Rico"
    ).split()
) | {"Pacific/Honolulu", "Pacific/Guam"}
_AMERICAN_AREAS = ("America/Indiana/", "America/Kentucky/", "America/North_Dakota/", "US/")
"""Where dates are written with the month first."""

_DAY_FIRST = frozenset(
    "de fr es it pt nl da no fi pl cs hr ro bg el ru uk tr vi id hi th en-GB".split()
)


@dataclass(frozen=True, slots=True)
class Days:
    """The dates that may be meant; ``later`` are those to offer if on these it is over.

    ``clash``: two days are named that are not the same, so that none is taken silently.
    """

    near: tuple[date, ...]
    later: tuple[date, ...] = ()
    clash: bool = False


def day_comes_first(locale: str, zone: str) -> bool:
    """Whether 3/12 certainly is the third of December where the member lives and speaks.

    False where it may be the twelfth of March: English of the United States is what Discord
    speaks to many who live elsewhere, and who lives there may write dates as it is usual there.
    """
    american = zone in _AMERICAN or zone.startswith(_AMERICAN_AREAS)
    return not american and (locale in _DAY_FIRST or locale.partition("-")[0] in _DAY_FIRST)


class Calendar:
    """Finds dates for one member at one moment; ``day_first`` is how they write them."""

    def __init__(self, today: date, *, day_first: bool) -> None:
        self._today = today
        self._day_first = day_first

    def days(self, said: Said) -> Days:
        """The dates of a text that names a day. Raises :class:`NoSuchDateError`."""
        if said.date is not None:
            return self._checked(said, self._dates(said.date))
        if said.week is not None:
            return self._in_week(said.week, said.weekday, said.offset)
        if said.weekday is None:
            return self._offset(said.offset or Offset(0))
        if said.offset is not None and said.offset.weeks:
            return self._weeks_on(said.weekday, said.offset)
        if said.offset is not None:
            return self._checked(said, [self._today + said.offset.days * ONE_DAY])
        return self._weekday(said.weekday)

    def _offset(self, offset: Offset) -> Days:
        day = self._today + offset.days * ONE_DAY
        near = (day, day + ONE_DAY) if offset.idiom else (day,)
        return Days(near, (self._today, self._today + ONE_DAY))

    def _weekday(self, weekday: Weekday) -> Days:
        yesterday = self._today - ONE_DAY
        days = [yesterday + n * ONE_DAY for n in range(9)]
        named = [day for day in days if day.weekday() == weekday.number]
        coming = [day for day in named if day > self._today]
        if weekday.later:
            ahead = [day for day in named if day >= self._today]
            return Days((ahead[0] + weekday.later * ONE_DAY,))
        if weekday.doubtful:
            return Days((coming[0], coming[0] + ONE_WEEK))
        if weekday.coming:
            return Days((coming[0],))
        near = named if named[0] == yesterday else named[:1]
        return Days(tuple(near), (near[-1] + ONE_WEEK,))

    def _weeks_on(self, weekday: Weekday, offset: Offset) -> Days:
        """Friday in two weeks: two weeks after the next one, or the Friday of that week."""
        then = self._today + offset.days * ONE_DAY
        of_that_week = then + (weekday.number - then.weekday()) * ONE_DAY
        counted = self._weekday(Weekday(weekday.number, later=offset.days)).near
        return Days(tuple(dict.fromkeys((*counted, of_that_week))))

    def _in_week(self, week: Week, weekday: Weekday | None, offset: Offset | None) -> Days:
        """A weekday of this or the next week, which for some begins on Sunday."""
        if weekday is None or offset is not None or weekday.doubtful or weekday.later:
            raise NoSuchDateError
        monday = self._today - self._today.weekday() * ONE_DAY + week.later * ONE_WEEK
        day = monday + weekday.number * ONE_DAY
        if 6 not in (weekday.number, self._today.weekday()):
            return Days((day,), (day + ONE_WEEK,))
        sunday = self._today - (self._today.weekday() + 1) % 7 * ONE_DAY + week.later * ONE_WEEK
        return Days((day, sunday + (weekday.number + 1) % 7 * ONE_DAY))

    def _dates(self, written: Date | DateFigures) -> list[date]:
        if isinstance(written, DateFigures):
            return self._of_figures(written)
        if written.month is None:
            return self._next_days(written.day)
        return [self._next_date(written.day, written.month, written.year)]

    def _of_figures(self, written: DateFigures) -> list[date]:
        first, second, *rest = written.numbers
        if first > 999:
            return [self._next_date(rest[0], second, first)]
        year = rest[0] if rest else None
        if year is not None and year < 100:
            year += 2000
        found = list(self._existing((first, second, year), (second, first, year)))
        if not found:
            raise NoSuchDateError
        return found[:1] if self._day_first and first <= 31 and second <= 12 else found

    def _existing(self, *orders: tuple[int, int, int | None]) -> Iterator[date]:
        for day, month, year in dict.fromkeys(orders):
            try:
                yield self._next_date(day, month, year)
            except NoSuchDateError:
                continue

    def _next_date(self, day: int, month: int, year: int | None) -> date:
        """That date; without a year the one that comes next, yesterday's included."""
        if year is not None:
            found = _date(year, month, day)
            if found is None or abs(year - self._today.year) > MOST_YEARS:
                raise NoSuchDateError
            return found
        dates = (_date(self._today.year + n, month, day) for n in range(-1, 9))
        return self._first(dates)

    def _next_days(self, day: int) -> list[date]:
        """The next day of that number, and yesterday's, whose film may still run."""
        months = (divmod(self._today.month - 2 + n, 12) for n in range(4))
        dates = [_date(self._today.year + y, month + 1, day) for y, month in months]
        first = self._first(dates)
        if first >= self._today:
            return [first]
        return [first, self._first(d for d in dates if d != first)]

    def _first(self, dates: Iterable[date | None]) -> date:
        coming = (d for d in dates if d is not None and d >= self._today - ONE_DAY)
        found = next(coming, None)
        if found is None:
            raise NoSuchDateError
        return found

    def _checked(self, said: Said, dates: list[date]) -> Days:
        """The dates that agree with all else that is said of the day."""
        agreeing = [day for day in dates if self._agrees(said, day)]
        if agreeing:
            return Days(tuple(agreeing), (self._today, self._today + ONE_DAY))
        others = []
        if said.offset is not None and said.date is not None:
            others.append(self._today + said.offset.days * ONE_DAY)
        if said.weekday is not None:
            others += [self._nearest(said.weekday.number, day) for day in dates]
        return Days((*dates, *others), clash=True)

    def _agrees(self, said: Said, day: date) -> bool:
        if said.weekday is not None and day.weekday() != said.weekday.number:
            return False
        if said.week is not None:
            return False
        offset = said.offset if said.date is not None else None
        return offset is None or day == self._today + offset.days * ONE_DAY

    @staticmethod
    def _nearest(weekday: int, day: date) -> date:
        return min((day + n * ONE_DAY for n in range(-3, 4)), key=lambda d: d.weekday() != weekday)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
