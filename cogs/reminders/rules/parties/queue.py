"""The waiting list of a party with a limit: who is asked next, until when, and who is let in.

A free place is kept for whoever is asked. In the last hour there is no time to ask: the next one
gets the place at once. Once the film has begun, a free place is whoever's presses first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

ANSWER_WITHIN = 30
"""Minutes that somebody who is asked has to answer, unless the host chooses otherwise."""

SHORTEST_ANSWER = 5
LONGEST_ANSWER = 1_440

LAST_HOUR = timedelta(hours=1)
LAST_CALL = timedelta(minutes=30)
"""No answer is waited for nearer to the showtime than this."""


@dataclass(frozen=True, slots=True)
class Doors:
    """What decides who comes in: the limit, the showtime, and minutes to answer."""

    most: int | None
    showtime: datetime
    answer_within: int


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody for whom a place is kept until they answer."""

    reminder_id: int
    until: datetime


@dataclass(frozen=True, slots=True)
class Moves:
    """What is to happen now, by reminders' ids: whose time is up, who is asked, who is let in.

    ``next_at`` is when somebody's time will be up, unless something changes before.
    """

    expired: tuple[int, ...]
    asked: tuple[Asked, ...]
    seated: tuple[int, ...]
    next_at: datetime | None


def moves(
    doors: Doors, going: int, asked: Sequence[Asked], waiting: Sequence[int], now: datetime
) -> Moves:
    """What follows from ``going`` people, those who are asked, and those who wait, first first.

    Of those who wait no more are needed than places are free (:func:`free_places`).
    """
    begun = now >= doors.showtime
    kept = tuple(one for one in asked if not offer_ended(one, doors, now))
    expired = tuple(one.reminder_id for one in asked if offer_ended(one, doors, now))
    free = 0 if begun else free_places(doors, going, len(kept), len(waiting))
    called = tuple(waiting[:free])
    too_late = now >= doors.showtime - LAST_HOUR
    until = answer_until(doors, now)
    new = () if too_late else tuple(Asked(one, until) for one in called)
    seated = called if too_late else ()
    ends = [min(one.until, doors.showtime) for one in (*kept, *new)]
    return Moves(expired, new, seated, min(ends, default=None))


def free_places(doors: Doors, going: int, kept: int, waiting: int) -> int:
    """How many of those who wait can be called; without a limit all of them."""
    if doors.most is None:
        return waiting
    return min(waiting, max(0, doors.most - going - kept))


def may_enter(
    doors: Doors, going: int, asked: Sequence[Asked], waiting: int, now: datetime
) -> bool:
    """Whether somebody who is neither asked nor waits may come in at once.

    Nobody overtakes those who wait, until the film has begun.
    """
    if doors.most is None:
        return True
    begun = now >= doors.showtime
    kept = sum(not offer_ended(one, doors, now) for one in asked)
    return going + kept < doors.most and (begun or not waiting)


def answer_until(doors: Doors, now: datetime) -> datetime:
    """Until when somebody who is asked now can answer; more than an hour before the showtime."""
    return min(now + timedelta(minutes=doors.answer_within), doors.showtime - LAST_CALL)


def offer_ended(one: Asked, doors: Doors, now: datetime) -> bool:
    """Whether somebody's time to answer is up."""
    return now >= min(one.until, doors.showtime)
