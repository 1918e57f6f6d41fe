"""An evening on one line: adverts, film, credits, where scenes are known, and where one is now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from zoneinfo import ZoneInfo

from cogs.reminders.rules.schedule import Showing
from data.catalogue.film import Scene
from data.catalogue.verdict import Position
from data.locales import N_, _
from data.locales.formats import TimeOfDay, clock
from data.time_zones.names import zone_label

AFTER_SHOWTIME = N_("hours after the showtime")
"""What times count that cannot be told by a clock."""

MOST_MARKS = 5
"""More scenes than this do not fit on the line."""


class Part(Enum):
    """Where one is in an evening; the value is how that is said, in English."""

    BEFORE = N_("you are before the showtime")
    ADVERTS = N_("you are in the adverts")
    FILM = N_("you are in the film")
    CREDITS = N_("you are in the credits")
    AFTER = N_("you are past the end")


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a scene begins. It says no more than where."""

    number: int
    position: Position
    instant: datetime


@dataclass(frozen=True, slots=True)
class Timeline:
    """An evening by the clock of a ``zone``, counted from the showtime where that is not known.

    ``now`` is ``None`` where nobody asks for it.
    """

    showing: Showing
    zone: str | None
    marks: tuple[Mark, ...] = ()
    now: datetime | None = None

    def at(self, moment: datetime) -> TimeOfDay:
        """How the timeline writes an instant; see :func:`clock_of`."""
        return clock_of(self.showing, self.zone)(moment)

    @property
    def parts(self) -> tuple[tuple[Part, datetime, datetime], ...]:
        """The parts that it has, in order, each with its begin and its end."""
        show = self.showing
        # Somebody may say that the credits have started while the adverts should still run.
        film_starts = min(show.film_starts, show.credits_start)
        whole = (
            (Part.ADVERTS, show.showtime, film_starts),
            (Part.FILM, film_starts, show.credits_start),
            (Part.CREDITS, show.credits_start, show.film_ends),
        )
        return tuple(part for part in whole if part[1] < part[2])

    @property
    def here(self) -> Part:
        """Where one is now."""
        if self.now is None or self.now < self.showing.showtime:
            return Part.BEFORE
        return next((part for part, _start, ends in self.parts if self.now < ends), Part.AFTER)


def clock_of(showing: Showing, zone: str | None) -> Callable[[datetime], TimeOfDay]:
    """How an instant of an evening is written: ``21:53`` by a zone's clock, else ``+2:23``.

    Words that cannot adapt to their reader, as a picture's, must not show a clock that may be
    another one than theirs.
    """
    if zone is not None:
        there = ZoneInfo(zone)
        return lambda moment: clock(moment.astimezone(there))

    def counted(moment: datetime) -> TimeOfDay:
        minutes = round((moment - showing.showtime).total_seconds() / 60)
        hours, rest = divmod(abs(minutes), 60)
        return TimeOfDay(f"{'-' if minutes < 0 else '+'}{hours}:{rest:02}", None)

    return counted


def clock_name(zone: str | None) -> str:
    """What the times of :func:`clock_of` are."""
    return _(AFTER_SHOWTIME) if zone is None else zone_label(zone)


def about(time: TimeOfDay, band: int) -> TimeOfDay:
    """A time with by how many minutes it may be off, if by any: ``21:53 (± 5 min)``."""
    if not band:
        return time
    return TimeOfDay(_("{time} (± {minutes} min)", time=time, minutes=band), time.hour)


def marks_of(scenes: Sequence[Scene], showing: Showing) -> tuple[Mark, ...]:
    """The scenes whose place in the credits is known, in order, at most :data:`MOST_MARKS`."""
    timed = sorted(
        (scene.starts, scene.position.value, scene.position)
        for scene in scenes
        if scene.starts is not None
    )
    return tuple(
        Mark(number, position, showing.credits_start + timedelta(seconds=starts))
        for number, (starts, _name, position) in enumerate(timed[:MOST_MARKS], 1)
    )
