"""An evening on one line: adverts, film, credits, where scenes are known, and where one is now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum

from cogs.reminders.rules.schedule import Showing
from data.catalogue.film import Scene
from data.catalogue.verdict import Position

MOST_MARKS = 5
"""More scenes than this do not fit on the line."""


class Part(Enum):
    """Where one is in an evening; the value is how it is said."""

    BEFORE = "before the showtime"
    ADVERTS = "in the adverts"
    FILM = "in the film"
    CREDITS = "in the credits"
    AFTER = "past the end"


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a scene begins. It says no more than where."""

    number: int
    position: Position
    instant: datetime


@dataclass(frozen=True, slots=True)
class Timeline:
    """An evening by the clock of a ``zone``; ``now`` is ``None`` where nobody asks for it."""

    showing: Showing
    zone: str
    marks: tuple[Mark, ...] = ()
    now: datetime | None = None

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
        return next((part for part, _, ends in self.parts if self.now < ends), Part.AFTER)


def marks_of(scenes: Sequence[Scene], showing: Showing) -> tuple[Mark, ...]:
    """The scenes whose place in the credits is known, in order, at most :data:`MOST_MARKS`."""
    timed = sorted(
        (scene.starts, scene.position.value, scene.position)
        for scene in scenes
        if scene.starts is not None
    )
    return tuple(
        Mark(number, position, showing.credits_start + timedelta(seconds=starts))
        for number, (starts, _, position) in enumerate(timed[:MOST_MARKS], 1)
    )
