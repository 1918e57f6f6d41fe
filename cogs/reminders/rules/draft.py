"""A draft: what its owner asked for, and what it still lacks.

What it lacks is asked one thing at a time, in an order that asks for least.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from cogs.reminders.rules.schedule import NO_ZONE, PRESHOW, Showing, is_over
from cogs.reminders.rules.screenings import Booking, Ping, Place, Screening, epoch
from cogs.reminders.rules.showtimes.reader import (
    Doubt,
    Meant,
    counted_from,
    is_stamp,
    read_showtime,
)
from cogs.reminders.rules.showtimes.refusals import ShowtimeError
from cogs.reminders.rules.showtimes.wall_clock import instants_of
from data.catalogue.facts import FilmFacts
from data.catalogue.timings import confirmed_times
from data.locales import N_, _

MAYBE_LASTS = timedelta(hours=3)
"""Good enough to find out whether a text is a time at all."""

_RUNTIME = re.compile(
    r"(?:([0-9]{1,2}) *[h:] *([0-5]?[0-9])?|([0-9]{1,3})) *(?:m|min)?", re.ASCII | re.IGNORECASE
)
"""Hours and perhaps the minutes beyond them, or minutes alone."""


@dataclass(frozen=True, slots=True)
class Request:
    """What a member wrote, before it is known what it means; ``None`` is the usual place.

    ``locale`` is what their Discord speaks.
    """

    showtime: str = ""
    preshow: int = PRESHOW
    place: Place | None = None
    ping: Ping = Ping.NORMAL
    locale: str = ""


@dataclass(frozen=True, slots=True)
class Destination:
    """Where messages come: the place, its channel, another channel, and the server of both.

    ``origin_id`` is where to write if ``place_id`` is closed, or does not exist yet. ``parent_id``
    is the channel of which the one that is no DM is a thread.
    """

    place: Place
    place_id: int | None
    origin_id: int | None
    server_id: int | None
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """A screening and a reminder to begin with; ``showtime`` is set if the text needs no zone.

    ``replaces`` is the reminder whose place the draft takes when it is saved, ``first_id`` the one
    that was edited first, and ``revision`` how often it was changed.
    """

    film_id: str
    film_label: str
    runtime: int | None
    typed: str
    preshow: int
    place: Place
    place_id: int | None
    origin_id: int | None
    ping: Ping
    zone: str | None
    last_scene: int | None = None
    showtime: int | None = None
    lead: int = 0
    details: bool = False
    replaces: int | None = None
    first_id: int | None = None
    revision: int = 0
    parent_id: int | None = None


@dataclass(frozen=True, slots=True)
class AskTime:
    """The showtime has to be written again; ``why`` says what was wrong."""

    why: str


@dataclass(frozen=True, slots=True)
class AskZone:
    """The member's time zone is not known and the showtime needs it."""


@dataclass(frozen=True, slots=True)
class AskRuntime:
    """Nobody knows how long the film is."""


@dataclass(frozen=True, slots=True)
class Ready:
    """Everything is there: these are the showtime and the zone."""

    showtime: datetime
    zone: str


Step = AskTime | AskZone | AskRuntime | Doubt | Ready

OVER = N_("The credits of that showing are over by now.")


def fixed_showtime(typed: str, now: datetime, locale: str) -> int | None:
    """The epoch second of a showtime that is counted from ``now``, when it was typed.

    It is fixed then, however long the questions that follow take; ``None`` for any other text.
    """
    instant = counted_from(typed, now, locale)
    return None if instant is None else epoch(instant)


def draft_of(
    request: Request,
    destination: Destination,
    facts: FilmFacts,
    zone: str | None,
    now: datetime,
    replaced: Booking | None = None,
) -> Draft:
    """The draft of what a member asked for ``now``; ``zone`` is theirs, if it is known.

    It keeps of the reminder ``replaced`` what nobody was asked.
    """
    typed = request.showtime.strip()
    draft = Draft(
        film_id=facts.film.id,
        film_label=facts.film.label,
        runtime=facts.film.runtime,
        typed=typed,
        preshow=request.preshow,
        place=destination.place,
        place_id=destination.place_id,
        origin_id=destination.origin_id,
        parent_id=destination.parent_id,
        ping=request.ping,
        zone=zone,
        last_scene=last_scene_end(facts),
        showtime=fixed_showtime(typed, now, request.locale),
    )
    if replaced is None:
        return draft
    return replace(
        draft,
        zone=zone or replaced.screening.showing.named_zone,
        runtime=draft.runtime or replaced.screening.runtime,
        lead=replaced.reminder.lead,
        details=replaced.reminder.details,
        replaces=replaced.reminder.id,
        first_id=replaced.reminder.first_id or replaced.reminder.id,
        revision=replaced.reminder.revision + 1,
    )


def next_step(draft: Screening, now: datetime, locale: str, *, needs_zone: bool = False) -> Step:
    """What to ask next of a member whose Discord speaks ``locale``.

    :class:`Ready` once the sum can be shown. What repeats ``needs_zone``, in any case.
    """
    typed = draft.typed or ""
    zone = draft.zone or NO_ZONE
    try:
        # Nobody shall be asked three questions and then hear that the time was no time.
        read_showtime(typed, now, zone, MAYBE_LASTS, locale)
        # Neither what is counted from now nor what Discord's @time writes depends on a zone.
        fixed = draft.showtime is not None or is_stamp(typed)
        if draft.zone is None and (needs_zone or not fixed):
            return AskZone()
        if draft.runtime is None:
            return AskRuntime()
        if draft.showtime is not None:
            return _still_on(replace(draft, zone=zone), now)
        lasts = timedelta(minutes=draft.preshow + draft.runtime)
        read = read_showtime(typed, now, zone, lasts, locale)
    except ShowtimeError as error:
        return AskTime(_(error.sentence))
    if isinstance(read, Meant):
        return Ready(read.instant, zone)
    if read.options:
        return read
    again = _("Write another time.")
    return AskTime(f"{read.why} {again}")


def _still_on(draft: Screening, now: datetime) -> Step:
    showing = draft.showing
    if is_over(showing, now):
        return AskTime(_(OVER))
    return Ready(showing.showtime, showing.zone)


def as_typed(show: Showing) -> str:
    """A screening's showtime as its people would type it."""
    if show.named_zone is None:
        return f"<t:{epoch(show.showtime)}:F>"
    zone = ZoneInfo(show.zone)
    wall = show.showtime.astimezone(zone).replace(tzinfo=None)
    if len(instants_of(wall, zone)) > 1:  # the clocks show it twice
        return f"<t:{epoch(show.showtime)}:F>"
    return f"{wall:%Y-%m-%d %H:%M}"


def runtime_minutes(text: str) -> int | None:
    """A runtime as people type it, ``131``, ``2:11`` or ``2h 11``, in minutes; ``None`` if none."""
    typed = _RUNTIME.fullmatch(text.strip())
    if typed is None:
        return None
    hours, rest, whole = (int(part or 0) for part in typed.groups())
    minutes = hours * 60 + rest + whole
    return minutes if 1 <= minutes <= 900 else None


def minutes_in(text: str, most: int) -> int | None:
    """A whole number of minutes from 0 to ``most``; ``None`` if the text is none."""
    text = text.strip()
    if not (text.isascii() and text.isdigit() and len(text) <= len(str(most))):
        return None
    return int(text) if int(text) <= most else None


def last_scene_end(facts: FilmFacts) -> int | None:
    """When the last scene is over, in seconds from credits start; ``None`` unless all is known."""
    count = facts.judgement.count
    if count is None or not count.exact:
        return None
    ends = [scene.ends for scene in facts.scenes]
    if len(ends) != count.low:  # not all are told; perhaps all are timed
        ends = [scene.ends for scene in confirmed_times(facts.timings)]
    if len(ends) != count.low:
        return None
    return None if None in ends else max(end for end in ends if end is not None)
