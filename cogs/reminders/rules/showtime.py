"""Reading a showtime as people type it. What could mean two instants is asked back, never guessed.

A date in words is read by dateparser; the clock, the zone and every rule about what is past,
doubtful or impossible stand here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dateparser.date import DateDataParser

from cogs.reminders.rules.clock_words import (
    Clock,
    UnreadableShowtimeError,
    simplified,
    split_clock,
)
from cogs.reminders.rules.zones import beside_gap, instants_of

FURTHEST = timedelta(days=400)
MOST_OPTIONS = 8

DAWN = 5
"""Before this hour, "tonight" reaches into the next day."""

_STAMP = re.compile(r"<t:(\d{1,12})(?::[a-z])?>", re.IGNORECASE)
_FROM_NOW = re.compile(r"in .*\d.*(?:m|min|mins|minutes?|h|hours?|hrs?)|.*\bago", re.IGNORECASE)
_NUMBERS = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-]?(\d{4}|\d{2})?")
_ISO_DATE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:t(?=\d))?")
_FILLERS = re.compile(r"\b(?:at|on|the|this|um|from)\b|,")
_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


@dataclass(frozen=True, slots=True)
class Option:
    """One instant that may be meant, with the words for its button."""

    label: str
    instant: datetime


@dataclass(frozen=True, slots=True)
class Meant:
    """The showtime is clear."""

    instant: datetime


@dataclass(frozen=True, slots=True)
class Doubt:
    """The showtime could be several instants, or none: why, and what to choose from."""

    why: str
    options: tuple[Option, ...]


class FarShowtimeError(ValueError):
    """The showtime is too far ahead."""


class ZoneInShowtimeError(UnreadableShowtimeError):
    """The text names a time zone, which the member's own would silently overrule."""


def is_stamp(text: str) -> bool:
    """Whether the text is what Discord's ``@time`` writes, which needs no time zone."""
    return _STAMP.fullmatch(text.strip()) is not None


def counted_from(text: str, now: datetime) -> datetime | None:
    """The instant of a text such as ``in 20 minutes``; ``None`` for any other text.

    It has to be asked for when the text is typed: later it would mean another instant.
    """
    try:
        words = simplified(text)
        return _counted_from(words, now) if _FROM_NOW.fullmatch(words) else None
    except UnreadableShowtimeError:
        return None


def read_showtime(text: str, now: datetime, zone_name: str, lasts: timedelta) -> Meant | Doubt:
    """Read a showtime in a member's zone; ``lasts`` is the time from it to the end of the film.

    One that has passed is meant as long as the film still runs. Raises
    :class:`UnreadableShowtimeError` and :class:`FarShowtimeError`.
    """
    zone = ZoneInfo(zone_name)
    reader = _Reader(now, zone, lasts)
    words = simplified(text)
    if stamp := _STAMP.fullmatch(text.strip()):
        return reader.judge_instant(_from_epoch(int(stamp[1])))
    if _FROM_NOW.fullmatch(words):
        return reader.judge_instant(_counted_from(words, now))
    clock, rest = split_clock(words)
    rest = " ".join(_FILLERS.sub(" ", rest).split())
    return reader.judge(clock, rest)


class _Reader:
    """The rules, for one member at one moment."""

    def __init__(self, now: datetime, zone: ZoneInfo, lasts: timedelta) -> None:
        self._now = now
        self._zone = zone
        self._lasts = lasts
        self._wall = now.astimezone(zone).replace(tzinfo=None)
        self._today = self._wall.date()

    def judge_instant(self, instant: datetime) -> Meant | Doubt:
        """What a showtime means that is an instant already."""
        if instant > self._now + FURTHEST:
            raise FarShowtimeError
        if instant + self._lasts > self._now:
            return Meant(instant)
        wall = instant.astimezone(self._zone).replace(tzinfo=None)
        today = datetime.combine(self._today, wall.time())
        return self._after_the_end([wall], [today, today + timedelta(days=1)])

    def judge(self, clock: Clock, rest: str) -> Meant | Doubt:
        """What a clock time means, on the days that ``rest`` may name."""
        if rest == "tonight":
            return self._decide([self._tonight(clock)], [])
        days, later = self._days(rest)
        near = [wall for day in days for wall in clock.on(day)]
        if clock.doubtful and not rest:
            near += [wall for day in later for wall in clock.on(day)]
            near = [wall for wall in near if wall <= self._wall + timedelta(days=1)]
        return self._decide(near, [wall for day in later for wall in clock.on(day)])

    def _tonight(self, clock: Clock) -> datetime:
        hour = clock.hour + 12 if clock.doubtful and clock.hour >= DAWN else clock.hour
        night = datetime.combine(self._today, time(hour, clock.minute))
        reaches_over = night.hour < DAWN <= self._wall.hour
        return night + timedelta(days=1) if reaches_over else night

    def _days(self, rest: str) -> tuple[list[date], list[date]]:
        """The days that may be meant, and those to offer if on these the film is over."""
        day = timedelta(days=1)
        yesterday, tomorrow = self._today - day, self._today + day
        named = {"yesterday": yesterday, "today": self._today, "tomorrow": tomorrow}
        if not rest:
            return [yesterday, self._today], [tomorrow]
        if rest in named:
            return [named[rest]], [self._today, tomorrow]
        if rest[:3] in _WEEKDAYS and rest.isalpha():
            ahead = (_WEEKDAYS.index(rest[:3]) - yesterday.weekday()) % 7
            return [yesterday + ahead * day] + [yesterday + 7 * day] * (ahead == 0), [
                yesterday + (ahead + 7) * day
            ]
        return self._dates(rest), [self._today, tomorrow]

    def _dates(self, rest: str) -> list[date]:
        if match := _ISO_DATE.fullmatch(rest):
            return [_date(int(match[1]), int(match[2]), int(match[3]))]
        if match := _NUMBERS.fullmatch(rest):
            orders = {(match[1], match[2]), (match[2], match[1])}
            fitting = sorted((int(d), int(m)) for d, m in orders if int(m) <= 12)
            if not fitting:
                raise UnreadableShowtimeError
            return [self._numeric_date(day, month, match[3]) for day, month in fitting]
        return [_spoken_date(rest, self._wall)]

    def _numeric_date(self, day: int, month: int, year: str | None) -> date:
        """A date in figures; without a year the one that comes next, yesterday's included."""
        if year is not None:
            return _date(int(year) if len(year) == 4 else 2000 + int(year), month, day)
        dates = (_date_if_any(self._today.year + n, month, day) for n in range(-1, 9))
        coming = [d for d in dates if d and d >= self._today - timedelta(days=1)]
        if not coming:
            raise UnreadableShowtimeError
        return coming[0]

    def _decide(self, near: Sequence[datetime], later: Sequence[datetime]) -> Meant | Doubt:
        """The one instant that can be meant; else the reason and the choices."""
        fitting = [wall for wall in near if any(map(self._is_open, self._readings(wall)))]
        if not fitting:
            return self._after_the_end(near, later)
        if len(fitting) > 1:
            return Doubt("This can be read in more than one way.", self._options(fitting))
        (wall,) = fitting
        instants = instants_of(wall, self._zone)
        if len(instants) == 1:
            return Meant(instants[0])
        zone = self._zone.key
        if instants:
            why = f"On {_day(wall)} the clocks in {zone} show {wall:%H:%M} twice."
        else:
            why = f"On {_day(wall)} the clocks in {zone} skip {wall:%H:%M}: it does not exist."
        return Doubt(why, self._options([wall]))

    def _after_the_end(self, near: Sequence[datetime], later: Sequence[datetime]) -> Doubt:
        if all(i > self._now + FURTHEST for wall in near for i in self._readings(wall)):
            raise FarShowtimeError
        why = f"The credits of a showing on {_day(max(near))} at {max(near):%H:%M} are over."
        return Doubt(why, self._options(later))

    def _readings(self, wall: datetime) -> list[datetime]:
        return instants_of(wall, self._zone) or beside_gap(wall, self._zone)

    def _is_open(self, instant: datetime) -> bool:
        return self._now < instant + self._lasts and instant <= self._now + FURTHEST

    def _options(self, walls: Iterable[datetime]) -> tuple[Option, ...]:
        options = []
        for wall in walls:
            readings = self._readings(wall)
            for instant in filter(self._is_open, readings):
                local = instant.astimezone(self._zone)
                offset = f" ({local:UTC%z})" if len(readings) > 1 else ""
                options.append(Option(f"{_day(local)}, {local:%H:%M}{offset}", instant))
        unique = {option.instant: option for option in options}
        return tuple(unique[instant] for instant in sorted(unique))[:MOST_OPTIONS]


def _counted_from(words: str, now: datetime) -> datetime:
    """An instant counted in hours and minutes from now, in UTC so that no clock change counts."""
    base = now.astimezone(UTC).replace(tzinfo=None)
    return _parsed(words, base).replace(second=0, microsecond=0, tzinfo=UTC)


def _spoken_date(words: str, wall: datetime) -> date:
    # The library would read a lone number as a month; a date in words has letters.
    if not re.search(r"[^\W\d_]", words):
        raise UnreadableShowtimeError
    return _parsed(words, wall).date()


def _parsed(words: str, base: datetime) -> datetime:
    settings = {
        "RELATIVE_BASE": base,
        "PREFER_DATES_FROM": "future",
        "REQUIRE_PARTS": ["day"],
    }
    found: datetime | None = (
        DateDataParser(languages=["en"], settings=settings).get_date_data(words).date_obj
    )
    if found is None:
        raise UnreadableShowtimeError
    if found.tzinfo is not None:
        raise ZoneInShowtimeError
    return found


def _from_epoch(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise FarShowtimeError from error


def _date(year: int, month: int, day: int) -> date:
    found = _date_if_any(year, month, day)
    if found is None:
        raise UnreadableShowtimeError
    return found


def _date_if_any(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _day(moment: datetime) -> str:
    """A date as people say it, with the weekday to check it by: ``Fri 18 Dec 2026``."""
    return f"{moment:%a} {moment.day} {moment:%b %Y}"
