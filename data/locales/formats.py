"""Numbers, lists, dates, countries and time zones as the language spoken writes them, by the data
of Unicode's CLDR.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Self

from babel.dates import format_date, format_skeleton, get_timezone_location, get_timezone_name
from babel.lists import format_list
from babel.numbers import format_decimal, format_percent

from data.locales.languages import ENGLISH, babel_locale
from data.locales.spoken import language_spoken

MOST_HOURS = 12
"""Stands for an hour that is not known, as each reader has another: said as most hours are."""

_BRITISH = "en-GB"
"""``a, b and c``, no comma before the last; ``18 Dec 2026``, the day first."""

_SPACED_SIGNS = {"fr": ("\u00a0: ", "\u202f; ")}
"""By language, a colon and a semicolon where they do not follow their word at once."""

_FEMININE_WEEKDAYS = {"it": (6,), "pt-BR": range(5)}
"""By language, from 0 for Monday: *la domenica*, *a segunda-feira* to *a sexta-feira*."""


class TimeOfDay(str):
    """A time, ``13:51``, with which its sentence can agree: ``{time:la |las }{time}`` in a
    translation becomes the first at one o'clock, the second at every other hour.

    With an ``hour`` of ``None`` it is a length of time, ``+2:23``, which has neither before it.
    """

    hour: int | None

    def __new__(cls, text: str, hour: int | None = MOST_HOURS) -> Self:
        """A text that stands for a time in that hour, from 0 to 23."""
        time = super().__new__(cls, text)
        time.hour = hour
        return time

    def __format__(self, forms: str) -> str:
        """The text, or the one of two forms that goes with it."""
        at_one, either, at_others = forms.partition("|")
        if not either:
            return str(self)
        return "" if self.hour is None else at_one if self.hour == 1 else at_others


def clock(moment: datetime) -> TimeOfDay:
    """What a clock shows at a local time: ``21:53``."""
    return TimeOfDay(f"{moment:%H:%M}", moment.hour)


def number(value: int) -> str:
    """A whole number: ``51,000``, ``51.000``."""
    return str(value) if -1_000 < value < 1_000 else _number(value, language_spoken.get())


@lru_cache(maxsize=4_096)
def _number(value: int, language: str) -> str:
    return format_decimal(value, locale=babel_locale(language))


def decimal(value: float, pattern: str = "#,##0.##") -> str:
    """A number by a pattern of CLDR: ``0.18``, ``0,18``."""
    return format_decimal(value, pattern, locale=babel_locale(language_spoken.get()))


def percent(share: float) -> str:
    """A share from 0 to 1 in whole per cent: ``60%``, ``60 %``."""
    return format_percent(share, locale=babel_locale(language_spoken.get()))


def all_of(parts: Sequence[str]) -> str:
    """``a, b and c``."""
    return format_list(parts, "standard", _british_locale())


def one_of(parts: Sequence[str]) -> str:
    """``a, b or c``."""
    return format_list(parts, "or", _british_locale())


def labelled(label: str, words: str) -> str:
    """``label: words``."""
    colon, _semicolon = _signs()
    return f"{label}{colon}{words}"


def set_apart(parts: Iterable[str]) -> str:
    """``a; b``."""
    _colon, semicolon = _signs()
    return semicolon.join(parts)


def _signs() -> tuple[str, str]:
    return _SPACED_SIGNS.get(language_spoken.get(), (": ", "; "))


def month_and_year(day: date) -> str:
    """``Aug 2026``."""
    return _month_and_year(day.year, day.month, language_spoken.get())


@lru_cache(maxsize=4_096)
def _month_and_year(year: int, month: int, language: str) -> str:
    return format_skeleton("yMMM", date(year, month, 1), locale=babel_locale(language))


def day_words(day: date) -> str:
    """A date with the weekday to check it by: ``Fri 18 Dec 2026``."""
    language = language_spoken.get()
    pattern = "EEE d MMM y" if language.startswith(ENGLISH) else "full"
    return format_date(day, pattern, locale=babel_locale(language))


def day_and_time(moment: datetime) -> str:
    """A moment without its year, for a list: ``18 Dec 20:00``."""
    language = language_spoken.get()
    day = (
        format_date(moment, "d MMM", locale=babel_locale(language))
        if language.startswith(ENGLISH)
        else format_skeleton("MMMd", moment, locale=babel_locale(language))
    )
    return f"{day} {moment:%H:%M}"


@dataclass(frozen=True, slots=True)
class WeekdayName:
    """A weekday's name, with which its sentence can agree: ``{weekday:il primo|la prima}`` in a
    translation becomes the first where the name is masculine, the second where it is feminine.
    """

    name: str
    feminine: bool

    def __format__(self, forms: str) -> str:
        masculine, _either, feminine = forms.partition("|")
        return (feminine if self.feminine else masculine) or self.name


def weekday_name(day: date) -> WeekdayName:
    """``Friday``."""
    language = language_spoken.get()
    feminine = day.weekday() in _FEMININE_WEEKDAYS.get(language, ())
    return WeekdayName(format_date(day, "EEEE", locale=babel_locale(language)), feminine)


def full_date(moment: date) -> str:
    """A date: ``18 Dec 2026``."""
    return format_date(moment, "medium", locale=_british_locale())


def zone_time(zone: str) -> str:
    """What a time zone's time is called, by the IANA name of a place: ``Central European Time``."""
    return _zone_time(zone, language_spoken.get())


@lru_cache(maxsize=4_096)
def _zone_time(zone: str, language: str) -> str:
    return get_timezone_name(zone, "long", locale=babel_locale(language))


def zone_city(zone: str) -> str:
    """The city that stands for a time zone, by its IANA name: ``Berlin``."""
    return _zone_city(zone, language_spoken.get())


@lru_cache(maxsize=4_096)
def _zone_city(zone: str, language: str) -> str:
    return get_timezone_location(zone, babel_locale(language), return_city=True)


def country(code: str) -> str | None:
    """A country by its two letters; ``None`` where it has no name in this language."""
    name: str | None = babel_locale(language_spoken.get()).territories.get(code)
    return name


def _british_locale() -> str:
    language = language_spoken.get()
    return (_BRITISH if language.startswith(ENGLISH) else language).replace("-", "_")
