"""The kinds of word that a showtime is made of, and how a language lists its own."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum, auto

Phrases = str
"""Ways to write one thing, simplified (see ``text.py``) and separated by bars: ``noon|midday``."""


class Kind(IntEnum):
    """What a phrase does in a showtime; the examples tell its value."""

    NUMBER = auto()
    ONE = auto()
    """``a``, which counts only before a unit."""
    AT = auto()
    """Introduces a clock, or a bare hour."""
    ON = auto()
    """Introduces a day or a part of it; never a bare hour."""
    DAY = auto()
    """``tomorrow``: 1, counted from today."""
    PART = auto()
    """``evening``: a part of the day."""
    PART_OF = auto()
    """A part of the day only behind a day: *morgen* in *heute morgen*."""
    DAY_PART = auto()
    """``tonight``: a day and a part of it."""
    WEEKDAY = auto()
    """``monday``: 0."""
    WEEKDAY_PART = auto()
    """*Freitagabend*: a weekday and a part of it."""
    MONTH = auto()
    """``january``: 1."""
    DATE_MARK = auto()
    """Stands before the number of a day: *le* 25."""
    FIRST = auto()
    """``first``: 1, before or behind a month."""
    SUFFIX = auto()
    """Behind a figure: 5``th``."""
    NEXT = auto()
    COMING = auto()
    """The next one of its name for certain: *kommenden* Freitag."""
    WEEK = auto()
    """``next week``: 1."""
    WEEK_ON = auto()
    """A week behind the day named before: *vendredi en huit*; days."""
    OCLOCK = auto()
    AM_PM = auto()
    """``pm``: 12."""
    FRACTION = auto()
    """``quarter``: 15 minutes."""
    AND = auto()
    MINUS = auto()
    PAST = auto()
    TO = auto()
    HALF_TO = auto()
    """*halb* acht, which is half past seven."""
    HALF_PAST = auto()
    """``half`` eight, which is half past eight."""
    QUARTER_OF = auto()
    """*dreiviertel* acht: 45 minutes of the hour before."""
    NOON = auto()
    MIDNIGHT = auto()
    IN = auto()
    FROM_NOW = auto()
    AGO_BEFORE = auto()
    """*vor* zehn Minuten."""
    AGO = auto()
    """ten minutes ``ago``."""
    MINUTES = auto()
    HOURS = auto()
    DAYS = auto()
    """``weeks``: 7 days."""
    HALVES = auto()
    """*anderthalb*: 1.5."""
    AND_A_HALF = auto()
    DURATION = auto()
    """``half an hour``: 30 minutes."""
    TICKET = auto()
    """Stands on tickets and says nothing of the time."""
    SHOWN = auto()
    """Stands before either: ``in`` IMAX, ``in`` screen 5."""
    SEAT = auto()
    """The same, with a number or letter behind it: ``screen`` 5."""
    # Not words:
    TIME = auto()
    DATE = auto()
    STAMP = auto()
    ORDINAL = auto()
    DECIMAL = auto()
    DASH = auto()
    COMMA = auto()
    LABEL = auto()


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day: from and until which hour; from 24 on, those of the night that follows."""

    since: int
    until: int


MORNING = Part(0, 12)
MANANA = Part(0, 13)
"""What Spanish calls morning reaches to noon: *las doce de la mañana*."""

NOON_TIME = Part(11, 16)
AFTERNOON = Part(12, 20)
TARDE = Part(12, 22)
"""What Spanish calls afternoon lasts until supper."""
EVENING = Part(16, 25)
TONIGHT = Part(17, 28)
"""Evening and night, as English and the languages of Iberia count them."""
NIGHT = Part(21, 30)
SMALL_HOURS = Part(0, 7)


@dataclass(frozen=True, slots=True)
class DayPart:
    """A part of a day that is so many days from today."""

    days: int
    part: Part


@dataclass(frozen=True, slots=True)
class WeekdayPart:
    """A part of a weekday, 0 for Monday."""

    weekday: int
    part: Part


@dataclass(frozen=True, slots=True)
class Language:
    """One language's words.

    ``numerals`` are those from 0 to 59. ``short`` are words that mean something else in another
    language (``so``, ``mar``, ``die``): they count only where the language is certain.
    """

    code: str
    numerals: tuple[Phrases, ...]
    words: tuple[tuple[Kind, object, Phrases], ...]
    short: tuple[tuple[Kind, object, Phrases], ...]

    def entries(self) -> Iterator[tuple[Kind, object, Phrases, bool]]:
        """Kind, value, phrases, and whether they count only where the language is certain."""
        for number, phrases in enumerate(self.numerals):
            yield Kind.NUMBER, number, phrases, True
        for kind, value, phrases in self.words:
            # Do and Di are weekdays in German; no is a filler in Portuguese only.
            yield kind, value, phrases, kind is Kind.ON
        for kind, value, phrases in self.short:
            yield kind, value, phrases, True


def listed(kind: Kind, first: int, words: str) -> tuple[tuple[Kind, object, Phrases], ...]:
    """Words of one kind that are counted through, as weekdays and months are."""
    return tuple((kind, value, phrases) for value, phrases in enumerate(words.split(), first))


def composed(
    units: str, tens: str, joined: str, *, first: str = "", from_ten: int = 2
) -> tuple[Phrases, ...]:
    """Numerals from 0 to 59.

    ``units`` are those that have words of their own, ``tens`` twenty, thirty and so on; ``joined``
    says how both make a number (``{ten} {unit}``), ``first`` how with one where that differs.
    """
    small = units.split()
    words = list(small)
    for ten, name in zip(range(from_ten * 10, 60, 10), tens.split(), strict=True):
        for unit in range(10):
            if ten + unit < len(small):
                continue
            template = "{ten}" if not unit else (first if unit == 1 and first else joined)
            ways = (
                template.format(ten=way, unit=small_way)
                for way in name.split("|")
                for small_way in small[unit].split("|")
            )
            words.append("|".join(way.replace("_", " ") for way in ways))
    return tuple(words)
