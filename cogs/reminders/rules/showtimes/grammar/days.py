"""The day: how it is named, and which dates it may be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cogs.reminders.rules.showtimes.grammar.rules import Match, Rule
from cogs.reminders.rules.showtimes.lexicon import LANGUAGE_BITS, DateFigures
from cogs.reminders.rules.showtimes.words import DayPart, Kind, Part, WeekdayPart

MOST_DAYS = 10_000
"""What is further ahead than any showtime is not even counted."""


@dataclass(frozen=True, slots=True)
class Offset:
    """So many days from today; ``weeks`` if that was said in weeks.

    ``idiom``: eight days may be a week and fifteen two, as most of Europe counts.
    """

    days: int
    weeks: bool = False
    idiom: bool = False


@dataclass(frozen=True, slots=True)
class Weekday:
    """A weekday, 0 for Monday; ``later`` days behind the next one of that name.

    ``doubtful``: *next* Friday; ``coming``: not today.
    """

    number: int
    later: int = 0
    doubtful: bool = False
    coming: bool = False


@dataclass(frozen=True, slots=True)
class Week:
    """So many weeks from this one."""

    later: int


@dataclass(frozen=True, slots=True)
class Date:
    """A date in words; without a month the next day of that number."""

    day: int
    month: int | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class WeekdayDate:
    """A weekday with the number of the day: Friday 26."""

    weekday: Weekday
    date: Date


def _offset(match: Match) -> Offset | None:
    days = match.first(Kind.DAY) or 0
    return Offset(days + (match.first(Kind.WEEK_ON) or 0) + _span(match))


def _span(match: Match) -> int:
    """The days of "two weeks"; 0 if there is no such thing."""
    numbers = match.numbers()
    return (match.first(Kind.DAYS) or 0) * (numbers[0].value if numbers else 1)


def _ahead(match: Match) -> Offset | None:
    """In two days."""
    days = _span(match)
    return Offset(days, weeks=match.first(Kind.DAYS) == 7) if days < MOST_DAYS else None


def _idiom(match: Match) -> Offset | None:
    """In acht Tagen, dans quinze jours."""
    offset = _ahead(match)
    if offset is None or offset.weeks or offset.days not in (8, 15):
        return None
    return Offset(offset.days - 1, idiom=True)


def _weekday(match: Match) -> Weekday:
    return Weekday(
        match.first(Kind.WEEKDAY) or 0,
        later=(match.first(Kind.WEEK_ON) or 0) + _span(match),
        doubtful=match.has(Kind.NEXT),
        coming=match.has(Kind.COMING),
    )


def _weekday_date(match: Match) -> WeekdayDate | None:
    date_ = _day_of_month(match)
    return None if date_ is None else WeekdayDate(_weekday(match), date_)


def _day_of_month(match: Match) -> Date | None:
    day = _day_number(match)
    return Date(day) if day else None


def _day_number(match: Match) -> int | None:
    most_digits = range(3) if match.has(Kind.MONTH) else range(1, 3)
    numbers = [n for n in match.numbers() if n.digits in most_digits]
    ordinals = match.all(Kind.ORDINAL) + match.all(Kind.FIRST)
    day = ordinals[0] if ordinals else (numbers[0].value if numbers else 0)
    return day if 1 <= day <= 31 else None


def _date(match: Match) -> Date | None:
    """5 December 2026, dec 5th, 5. 12. 2026."""
    month = match.first(Kind.MONTH)
    years = [n.value for n in match.numbers() if n.digits == 4]
    if month is None:
        ordinals = match.all(Kind.ORDINAL)
        month = ordinals[1] if len(ordinals) > 1 and 1 <= ordinals[1] <= 12 else None
    day = _day_number(match)
    is_ordinal = match.has(Kind.ORDINAL) or match.has(Kind.FIRST)
    other_numbers = len(match.numbers()) - (not is_ordinal)
    if day is None or month is None or len(years) != other_numbers:
        return None
    return Date(day, month, years[0] if years else None)


def _figures(match: Match) -> DateFigures | None:
    figures = match.value(Kind.DATE)
    return figures if isinstance(figures, DateFigures) else None


_ENGLISH = LANGUAGE_BITS["en"]
_GERMAN = LANGUAGE_BITS["de"]
_NOT_ENGLISH = sum(LANGUAGE_BITS.values()) - _ENGLISH


def day_rules() -> Iterator[Rule]:
    """Everything that names a day or a part of it."""
    yield Rule("DAY", _offset)
    yield Rule("DAY WEEK_ON", _offset, languages=_ENGLISH)
    yield Rule("DAY PART_OF", _day_part)
    yield Rule("DAY_PART", lambda match: match.value(Kind.DAY_PART))
    yield Rule("PART", lambda match: match.value(Kind.PART))
    for count in ("NUMBER", "ONE"):
        yield Rule(f"{count} DAYS AT? DAY", _offset, languages=_ENGLISH)
        yield Rule(f"DAY IN {count} DAYS", _offset, languages=_GERMAN)
        yield Rule(f"{count} DAYS FROM_NOW", _ahead)
        yield Rule(f"{count} DAYS ON? AT? WEEKDAY", _weekday, languages=_ENGLISH)
        yield Rule(f"IN {count} DAYS", _ahead)
    yield Rule("IN NUMBER DAYS", _idiom, languages=_NOT_ENGLISH)
    yield Rule("WEEKDAY WEEK_ON?", _weekday)
    yield Rule("NEXT WEEKDAY", _weekday)
    yield Rule("WEEKDAY NEXT", _weekday)
    yield Rule("COMING WEEKDAY", _weekday)
    yield Rule("WEEKDAY COMING", _weekday)
    yield Rule("WEEKDAY PART_OF", _weekday_part)
    yield Rule("WEEKDAY_PART", lambda match: match.value(Kind.WEEKDAY_PART))
    yield Rule("WEEK", lambda match: Week(match.first(Kind.WEEK) or 0))
    for mark in ("", "ON ", "DATE_MARK "):
        yield Rule(f"WEEKDAY {mark}NUMBER SUFFIX?", _weekday_date)
        yield Rule(f"WEEKDAY {mark}ORDINAL", _weekday_date)
    yield from _date_rules()


def _day_part(match: Match) -> DayPart | None:
    part = match.value(Kind.PART_OF)
    return DayPart(match.first(Kind.DAY) or 0, part) if isinstance(part, Part) else None


def _weekday_part(match: Match) -> WeekdayPart | None:
    part = match.value(Kind.PART_OF)
    return WeekdayPart(match.first(Kind.WEEKDAY) or 0, part) if isinstance(part, Part) else None


def _date_rules() -> Iterator[Rule]:
    for day in ("NUMBER SUFFIX?", "ORDINAL", "FIRST"):
        yield Rule(f"DATE_MARK? {day} ON? MONTH", _date)
        yield Rule(f"DATE_MARK? {day} ON? MONTH ON? COMMA? NUMBER", _date)
    for day in ("NUMBER SUFFIX?", "FIRST"):
        yield Rule(f"MONTH ON? {day}", _date, languages=_ENGLISH)
        yield Rule(f"MONTH ON? {day} COMMA? NUMBER", _date, languages=_ENGLISH)
    yield Rule("ORDINAL ORDINAL", _date)
    yield Rule("ORDINAL ORDINAL NUMBER", _date)
    yield Rule("DATE_MARK? DATE", _figures)
    yield Rule("NUMBER SUFFIX", _day_of_month)
    yield Rule("DATE_MARK NUMBER", _day_of_month)
    yield Rule("ORDINAL", _day_of_month)
