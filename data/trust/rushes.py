"""When too many new members speak at once, about a theory or a film, to be believed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of time in which too many voices are a rush.

    ``usual_over`` is how far back the usual number is measured; ``None`` measures since the
    beginning.
    """

    length: timedelta
    floor: int
    usual_over: timedelta | None


WINDOWS = (
    Window(timedelta(minutes=10), 10, timedelta(hours=24)),
    Window(timedelta(hours=24), 50, None),
)
"""A sudden rush, and one that is spread out so as not to look sudden."""

USUAL_FACTOR = 4
"""How many times the usual number a window may hold before it is a rush."""


@dataclass(frozen=True, slots=True)
class Traffic:
    """The ballots or reports of one window up to now.

    ``voices`` are all of them, whatever became of them; ``newcomers`` are those of new members
    that no moderator has released. ``before`` is the number that counted between ``since`` (the
    beginning at the earliest) and the window's start.
    """

    voices: int
    newcomers: int
    before: int
    since: datetime


def is_rush(window: Window, traffic: Traffic, now: datetime) -> bool:
    """Whether what newcomers say in the window is to be held.

    That is so if the window has more voices than its floor and than four times the usual number
    for its length, and if more than half of them are newcomers'. Neither the window itself nor
    what is held counts as usual: a rush must not raise its own bar.
    """
    lengths = (now - window.length - traffic.since) / window.length
    usual = traffic.before / max(lengths, 1.0)
    excessive = traffic.voices > max(window.floor, USUAL_FACTOR * usual)
    return excessive and 2 * traffic.newcomers > traffic.voices


def usual_from(window: Window, began: datetime, now: datetime) -> datetime:
    """The start of the time over which the usual number is measured of what ``began`` then."""
    if window.usual_over is None:
        return began
    return max(began, now - window.usual_over)
