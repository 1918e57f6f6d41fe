"""The time of day: what was said, and which times it may be."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from cogs.reminders.rules.showtimes.grammar.rules import Match, Rule
from cogs.reminders.rules.showtimes.lexicon import LANGUAGE_BITS, Number, TimeFigures
from cogs.reminders.rules.showtimes.words import SMALL_HOURS, Kind, Part

DAY = 24 * 60
NOON = 12 * 60


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day, in minutes from midnight.

    ``twelve``: without am or pm, so that it may be twelve hours later. ``midnight``: the day may
    begin or end with it. ``full``: hour and minute in two figures each, as timetables write it.
    ``bare``: a number and nothing else.
    """

    minute: int
    twelve: bool = False
    midnight: bool = False
    full: bool = False
    bare: bool = False

    def on_a_day(self, parts: Sequence[Part] = ()) -> tuple[int, ...]:
        """The minutes from the beginning of a day that may be meant, likeliest first.

        More than a day's are those of the night that follows. Empty if no such time lies in the
        parts of the day that are named with it.
        """
        minutes = self._minutes()
        if not parts:
            return minutes
        nights = [minute + DAY for minute in minutes if minute < DAY]
        fitting = dict.fromkeys(minute for minute in [*minutes, *nights] if _within(minute, parts))
        return tuple(fitting)

    def at_any_part(self) -> tuple[int, ...]:
        """All minutes that may be meant where the part of the day that is named fits none."""
        minutes = self._minutes()
        return (*minutes, *(m + DAY for m in minutes if m < NOON))

    def of_either_night(self, minutes: Sequence[int], parts: Sequence[Part]) -> tuple[int, ...]:
        """With the night before and behind the day, where the minutes lie in the small hours."""
        early = [m - DAY for m in minutes if m >= DAY]
        late = [m + DAY for m in minutes if SMALL_HOURS in parts and m < DAY]
        return tuple(dict.fromkeys((*minutes, *early, *late)))

    def _minutes(self) -> tuple[int, ...]:
        if self.midnight:
            return (DAY, 0)
        if not self.twelve:
            return (self.minute,)
        if self.minute >= NOON:
            return (self.minute, self.minute + NOON, self.minute - NOON)
        return (self.minute + NOON, self.minute)


def _within(minute: int, parts: Sequence[Part]) -> bool:
    return all(part.since * 60 <= minute < part.until * 60 for part in parts)


def clock_at(
    hour: int, minute: int, *, am_pm: int | None = None, sure: bool = False, full: bool = False
) -> Clock | None:
    """The clock at an hour and minute; ``None`` if no clock shows them.

    ``sure`` hours count from 0 to 24 though they are small, as in 07:30.
    """
    if not 0 <= minute < 60 or not 0 <= hour <= 24 or (hour == 24 and minute):
        return None
    if am_pm is not None:
        if not 1 <= hour <= 12:
            return None
        total = (hour % 12 + am_pm) * 60 + minute
        return Clock(total, midnight=total == 0)
    if hour == 24:
        return Clock(DAY)
    total = hour * 60 + minute
    return Clock(total, 1 <= hour <= 12 and not sure, total == 0, full)


def _values(match: Match) -> tuple[list[Number], int | None]:
    """The numbers of a match in order, and am or pm."""
    return match.numbers(), match.first(Kind.AM_PM)


def _of_figures(match: Match) -> Clock | None:
    """7:30 pm, 19.30 Uhr."""
    figures = match.value(Kind.TIME)
    assert isinstance(figures, TimeFigures)
    hour, minute = int(figures.hour), int(figures.minute)
    if len(figures.minute) != 2:
        return None
    padded = len(figures.hour) == 2
    return clock_at(
        hour,
        minute,
        am_pm=match.first(Kind.AM_PM),
        sure=figures.hour.startswith("0"),
        full=padded and not figures.point,
    )


def _of_numbers(match: Match) -> Clock | None:
    """9 pm, 21 h 45, acht Uhr, seven thirty."""
    numbers, am_pm = _values(match)
    hour, *rest = numbers
    if hour.digits > 2 or (rest and rest[0].digits not in (0, 2)):
        return None
    minute = rest[0].value if rest else 0
    padded = bool(rest) and hour.digits == rest[0].digits == 2
    sure = hour.digits == 2 and hour.value < 10
    return clock_at(hour.value, minute, am_pm=am_pm, sure=sure, full=padded)


def _of_words(match: Match) -> Clock | None:
    """Seven thirty, ocho y diez: only minutes that people say, no two times side by side."""
    hour, minute = _values(match)[0]
    if minute.digits:  # alle 21 e 30; but 7 y 9 are two times
        return _of_numbers(match) if match.has(Kind.AND) and minute.value > 24 else None
    said = minute.value % 5 == 0 or minute.value > 24
    if not said or (not match.has(Kind.AND) and (hour.digits or minute.value < 10)):
        return None
    return _of_numbers(match)


def _bare(match: Match) -> Clock | None:
    """8, twenty."""
    number = _values(match)[0][0]
    clock = _of_numbers(match) if number.value and number.digits <= 2 else None
    return clock and replace(clock, bare=True)


def _moved(match: Match) -> Clock | None:
    """Quarter past eight, zehn vor halb neun, las nueve menos cuarto."""
    numbers, am_pm = _values(match)
    named = match.first(Kind.NOON) or match.first(Kind.MIDNIGHT)
    if named:
        minutes = _shift(match, numbers)
        return None if minutes is None else Clock((named * 60 + minutes) % DAY)
    # The hour stands last in "ten to nine", first in "nueve menos diez".
    last = match.has(Kind.PAST) or match.has(Kind.TO) or match.has(Kind.HALF_TO)
    hour = numbers.pop(-1 if last else 0)
    minutes = _shift(match, numbers)
    if minutes is None or hour.digits > 2 or hour.value > 23:
        return None
    return _shifted(hour.value, minutes, am_pm)


def _shift(match: Match, numbers: Sequence[Number]) -> int | None:
    """By how many minutes the clock is before or behind the hour."""
    fraction = match.first(Kind.FRACTION)
    minutes = fraction if fraction is not None else (numbers[0].value if numbers else 0)
    if not 0 <= minutes < 60:
        return None
    if match.has(Kind.TO) or match.has(Kind.MINUS):
        minutes = -minutes
    if match.has(Kind.HALF_TO):
        return minutes - 30
    if match.has(Kind.HALF_PAST):
        return 30
    quarters = match.first(Kind.QUARTER_OF)
    return minutes if quarters is None else quarters - 60


def _shifted(hour: int, minutes: int, am_pm: int | None) -> Clock | None:
    if am_pm is not None and not 1 <= hour <= 12:
        return None
    total = (hour * 60 + minutes) % DAY
    if am_pm is not None:
        return Clock((total % NOON) + am_pm * 60)
    # An hour that may be in the evening; a quarter to one is still about noon or midnight.
    if 1 <= hour <= 12:
        about = total if total >= 60 else total + NOON
        return Clock(about, twelve=True)
    return Clock(total, midnight=total == 0)


def _named(match: Match) -> Clock | None:
    """Noon, 12 midnight."""
    numbers = _values(match)[0]
    if numbers and numbers[0].value != 12:
        return None
    return Clock(NOON) if match.has(Kind.NOON) else Clock(0, midnight=True)


def _words_only(match: Match) -> Clock | None:
    """Ten to nine; but 5 to 9 in figures, and ten till 22:00, may be a range."""
    minutes, hour = (*_values(match)[0], None)[:2]
    if minutes is None or minutes.value % 5 or (hour and hour.value > 12):
        return None
    return None if hour and hour.digits and minutes.digits else _moved(match)


_IBERIAN = LANGUAGE_BITS["es"] | LANGUAGE_BITS["it"] | LANGUAGE_BITS["pt"]
_ROMANCE = _IBERIAN | LANGUAGE_BITS["fr"]
_GERMAN, _ITALIAN = LANGUAGE_BITS["de"], LANGUAGE_BITS["it"]
_ENGLISH = LANGUAGE_BITS["en"]


def clock_rules() -> Iterator[Rule]:
    """Everything that is a time of day."""
    yield Rule("TIME OCLOCK? AM_PM?", _of_figures)
    yield Rule("NUMBER AM_PM", _of_numbers)
    yield Rule("NUMBER OCLOCK AM_PM?", _of_numbers)
    yield Rule("NUMBER OCLOCK NUMBER MINUTES?", _of_numbers)
    yield Rule("NUMBER OCLOCK AND NUMBER", _of_words, languages=_IBERIAN)
    yield Rule("OCLOCK NUMBER", _of_numbers, languages=_ITALIAN)
    yield Rule("OCLOCK TIME", _of_figures, languages=_ITALIAN)
    yield Rule("NUMBER NUMBER AM_PM?", _of_words)
    yield Rule("NUMBER AND NUMBER AM_PM?", _of_words, languages=_IBERIAN)
    yield Rule("NUMBER", _bare)
    for hour in ("NUMBER", "NUMBER OCLOCK", "NOON", "MIDNIGHT"):
        yield Rule(f"{hour} AND FRACTION AM_PM?", _moved, languages=_ROMANCE)
        yield Rule(f"{hour} MINUS FRACTION AM_PM?", _moved)
        yield Rule(f"{hour} MINUS NUMBER AM_PM?", _moved)
    for hour in ("NUMBER OCLOCK? AM_PM?", "NOON", "MIDNIGHT"):
        yield Rule(f"FRACTION PAST {hour}", _moved)
        yield Rule(f"FRACTION TO {hour}", _moved)
        yield Rule(f"NUMBER MINUTES? PAST {hour}", _moved)
        yield Rule(f"NUMBER MINUTES? TO {hour}", _words_only)
    yield Rule("NUMBER MINUTES? TO NUMBER OCLOCK?", _moved, languages=_GERMAN)
    yield Rule("NUMBER PAST HALF_TO NUMBER OCLOCK?", _moved, languages=_GERMAN)
    yield Rule("NUMBER TO HALF_TO NUMBER OCLOCK?", _moved, languages=_GERMAN)
    yield Rule("HALF_TO NUMBER OCLOCK?", _moved, languages=_GERMAN)
    yield Rule("QUARTER_OF NUMBER OCLOCK?", _moved, languages=_GERMAN)
    yield Rule("HALF_PAST NUMBER AM_PM?", _moved, languages=_ENGLISH)
    for name in ("NOON", "MIDNIGHT"):
        yield Rule(f"NUMBER? OCLOCK? {name}", _named)
