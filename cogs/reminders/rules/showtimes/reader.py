"""Reading a showtime as people type it. What could mean two instants is asked back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from cogs.reminders.rules.showtimes.diagnosis import refusal_of
from cogs.reminders.rules.showtimes.grammar.dates import day_comes_first
from cogs.reminders.rules.showtimes.grammar.from_now import FromNow
from cogs.reminders.rules.showtimes.grammar.sentence import Said, pieces_of, readings_of
from cogs.reminders.rules.showtimes.refusals import (
    FarShowtimeError,
    ShowtimeError,
    UnreadableShowtimeError,
)
from cogs.reminders.rules.showtimes.text import simplified, tokens_of
from cogs.reminders.rules.showtimes.wall_clock import beside_gap, instants_of
from cogs.reminders.rules.showtimes.walls import WallFinder, Walls
from cogs.reminders.rules.showtimes.writer import written
from data.locales import N_, _
from data.locales.formats import clock, day_words, zone_city

FURTHEST = timedelta(days=400)
MOST_OPTIONS = 8
_STAMP = re.compile(r"<t:(\d{1,12})(?::[a-z])?>", re.IGNORECASE)

READ_TWO_WAYS = N_("This can be read in more than one way.")
CLASH = N_("The day and the date you name do not agree.")


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


def is_stamp(text: str) -> bool:
    """Whether the text is what Discord's ``@time`` writes, which needs no time zone."""
    return _STAMP.fullmatch(text.strip()) is not None


def counted_from(text: str, now: datetime, locale: str = "") -> datetime | None:
    """The instant of a text such as ``in 20 minutes``; ``None`` for any other text.

    It has to be asked for when the text is typed: later it would mean another instant.
    """
    try:
        readings = readings_of(pieces_of(tokens_of(simplified(text))), locale[:2])
    except ShowtimeError:
        return None
    counted = [said.counted for said in readings if isinstance(said.counted, FromNow)]
    return _from_now(counted[0], now) if len(readings) == len(counted) == 1 else None


def read_showtime(
    text: str, now: datetime, zone_name: str, lasts: timedelta, locale: str = ""
) -> Meant | Doubt:
    """Read a showtime in a member's zone; ``lasts`` is the time from it to the end of the film.

    ``locale`` is what the member's Discord speaks: its words come first, and it tells how dates
    in figures are written. A showtime that has passed is meant as long as the film still runs.
    Raises :class:`~.refusals.ShowtimeError`, whose sentence says why.
    """
    tokens = tokens_of(simplified(text))
    pieces = pieces_of(tokens)
    readings = readings_of(pieces, locale[:2])
    if not readings:
        raise refusal_of(tokens, pieces, locale[:2])
    return _Reader(now, ZoneInfo(zone_name), lasts, locale).judge(readings)


class _Reader:
    """The rules, for one member at one moment."""

    def __init__(self, now: datetime, zone: ZoneInfo, lasts: timedelta, locale: str) -> None:
        self._now = now
        self._zone = zone
        self._lasts = lasts
        self._locale = locale
        wall = now.astimezone(zone).replace(tzinfo=None)
        self._finder = WallFinder(wall, day_first=day_comes_first(locale, zone.key))

    def judge(self, readings: Iterable[Said]) -> Meant | Doubt:
        """What the ways to read a text mean together."""
        readings = list(readings)
        counted = [said.counted for said in readings if said.counted is not None]
        if counted:
            if len(readings) > 1:
                raise UnreadableShowtimeError
            (told,) = counted
            return self._judge_instant(
                _from_now(told, self._now) if isinstance(told, FromNow) else _at(told.seconds)
            )
        found, refused = [], UnreadableShowtimeError()
        for said in readings:
            try:
                found.append(self._finder.walls(said))
            except UnreadableShowtimeError as error:
                refused = error
        if not found:
            raise refused
        return self._decide([w for w in found if not w.clash] or found)

    def _judge_instant(self, instant: datetime) -> Meant | Doubt:
        if instant > self._now + FURTHEST:
            raise FarShowtimeError
        if instant + self._lasts > self._now:
            return Meant(instant)
        wall = instant.astimezone(self._zone).replace(tzinfo=None)
        today = self._now.astimezone(self._zone).date()
        again = datetime.combine(today, wall.time())
        return self._after_the_end([wall], [again, again + timedelta(days=1)])

    def _decide(self, found: Sequence[Walls]) -> Meant | Doubt:
        """The one instant that can be meant; else the reason and the choices."""
        near = list(dict.fromkeys(wall for walls in found for wall in walls.near))
        tonight = list(dict.fromkeys(wall for walls in found for wall in walls.tonight))
        fitting = self._to_come(near) or self._to_come(tonight)
        unlikely = [wall for walls in found for wall in walls.unlikely]
        if not fitting:
            later = [wall for walls in found for wall in walls.later]
            return self._after_the_end(near, [*unlikely, *later])
        if found[0].clash:
            return Doubt(_(CLASH), self._options(fitting))
        if len(fitting) > 1:
            return Doubt(_(READ_TWO_WAYS), self._options([*fitting, *unlikely]))
        return self._of_wall(fitting[0])

    def _to_come(self, walls: Iterable[datetime]) -> list[datetime]:
        """Those whose film has not yet ended."""
        return [wall for wall in walls if any(map(self._is_open, self._readings(wall)))]

    def _of_wall(self, wall: datetime) -> Meant | Doubt:
        instants = instants_of(wall, self._zone)
        if len(instants) == 1:
            return Meant(instants[0])
        if instants:
            why = N_("On {day} the clocks in {zone} show {time} twice.")
        else:
            why = N_("On {day} the clocks in {zone} skip {time}.")
        told = _(why, day=day_words(wall), zone=zone_city(self._zone.key), time=clock(wall))
        return Doubt(told, self._options([wall]))

    def _after_the_end(self, near: Sequence[datetime], later: Sequence[datetime]) -> Doubt:
        if all(i > self._now + FURTHEST for wall in near for i in self._readings(wall)):
            raise FarShowtimeError
        over = max(near)
        why = _(
            "The credits of a showing on {day} at {time} are over.",
            day=day_words(over),
            time=clock(over),
        )
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
                options.append(Option(f"{written(local)}{offset}", instant))
        unique = {option.instant: option for option in options}
        return tuple(unique[instant] for instant in sorted(unique))[:MOST_OPTIONS]


def _from_now(counted: FromNow, now: datetime) -> datetime:
    """Counted in UTC, so that no clock change counts."""
    moment = now.astimezone(UTC) + timedelta(minutes=counted.minutes)
    return moment.replace(second=0, microsecond=0)


def _at(seconds: int) -> datetime:
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, ValueError, OSError) as error:
        raise FarShowtimeError from error
