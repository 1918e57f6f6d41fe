"""An evening as a calendar file (RFC 5545): when it begins, when the credits start, when it ends.

It tells times and the film's name, never what follows the film: a calendar is read by others too,
and it does not learn when a verdict changes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5
from zoneinfo import ZoneInfo

from cogs.reminders.cards.calendar_zone import zone_component
from cogs.reminders.rules.schedule import NO_ZONE, Showing
from cogs.reminders.rules.showtimes.wall_clock import instants_of
from cogs.reminders.rules.timeline import about, clock_name, clock_of
from data.locales import _

PRODUCT = "-//Stinger//Evenings//EN"

RULES_BEFORE, RULES_AFTER = timedelta(days=366), timedelta(days=3_660)
"""How far around an evening its zone's clock changes are told: a program may keep the rules that
it read first, and has to do with them for later evenings."""


@dataclass(frozen=True, slots=True)
class CalendarEntry:
    """One evening. ``uid`` stays the same over its edits, which ``revision`` counts."""

    uid: str
    revision: int
    title: str
    showing: Showing
    location: str | None = None
    url: str | None = None
    cancelled: bool = False


def calendar_uid(bot_id: int, kind: str, row_id: int) -> str:
    """The same for a bot's reminder or party for ever, and no other's."""
    return str(uuid5(NAMESPACE_URL, f"https://discord.com/users/{bot_id}#{kind}-{row_id}"))


def calendar_file(entries: Sequence[CalendarEntry], now: datetime) -> bytes:
    """The evenings as one iCalendar file, made at ``now``; there must be at least one.

    It takes some hundredths of a second, so that it does not belong on the event loop.
    """
    # Few ask for a file, and the library would make every start slower.
    from icalendar import Calendar, Event

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    showtimes = [entry.showing.showtime for entry in entries]
    first, last = min(showtimes) - RULES_BEFORE, max(showtimes) + RULES_AFTER
    for zone in sorted({entry.showing.zone for entry in entries} - {NO_ZONE}):
        calendar.add_component(zone_component(zone, first, last))
    for entry in entries:
        show = entry.showing
        event = Event()
        event.add("uid", entry.uid)
        event.add("sequence", entry.revision)
        event.add("dtstamp", now.astimezone(UTC))
        event.add("dtstart", _told(show.showtime, show.zone))
        event.add("dtend", _told(show.film_ends, show.zone))
        event.add("summary", _one_line(entry.title))
        event.add("description", _description(show))
        event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
        for name, value in (("location", entry.location), ("url", entry.url)):
            if value:
                event.add(name, value)
        calendar.add_component(event)
    return bytes(calendar.to_ical())


def _told(moment: datetime, zone: str) -> datetime:
    """The instant by its zone's clock, whole seconds; in UTC where the clock shows it twice.

    A local time that happens twice would be read as the first one.
    """
    local = moment.replace(microsecond=0).astimezone(ZoneInfo(zone))
    doubled = len(instants_of(local.replace(tzinfo=None), ZoneInfo(zone))) > 1
    return moment.replace(microsecond=0).astimezone(UTC) if doubled or zone == NO_ZONE else local


def _description(show: Showing) -> str:
    zone = show.named_zone
    at = clock_of(show, zone)
    if show.credits_began is None:
        told = _(
            "Film from about {starts}, credits about {credits}, over about {ends}.",
            starts=at(show.film_starts),
            credits=about(at(show.credits_start), show.band),
            ends=at(show.film_ends),
        )
    else:
        told = _(
            "Film from about {starts}, credits started {began}, over about {ends}.",
            starts=at(show.film_starts),
            began=at(show.credits_began),
            ends=at(show.film_ends),
        )
    clock = _("Times: {clock}", clock=clock_name(zone))
    return f"{told}\n{clock}"


def _one_line(title: str) -> str:
    """The title as one line without what steers text: calendars show it as it stands."""
    return " ".join("".join(c if c.isprintable() else " " for c in title).split())
