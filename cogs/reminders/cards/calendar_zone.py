"""A time zone's rules for a calendar file: VTIMEZONE of RFC 5545, out of the system's zones.

icalendar can write one itself, but version 7.3 misses what lasts less than 64 days (Morocco's
Ramadan) and gives each change by the clock after it, where the standard wants the clock before.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

if TYPE_CHECKING:
    from icalendar import Timezone

STEP = timedelta(days=7)
"""No zone has two changes within this time that cancel each other out."""

SECOND = timedelta(seconds=1)


@dataclass(frozen=True, slots=True)
class _Change:
    """From this instant the clock is ``after`` ahead of UTC, until then ``before``."""

    instant: datetime
    before: timedelta
    after: timedelta
    name: str
    is_summer: bool


def zone_component(name: str, first: datetime, last: datetime) -> Timezone:
    """The rules of the IANA zone ``name`` for the time between two instants."""
    from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

    changes: dict[tuple[timedelta, timedelta, str, bool], list[datetime]] = {}
    for change in _changes(ZoneInfo(name), first, last):
        kind = (change.before, change.after, change.name, change.is_summer)
        wall = (change.instant + change.before).replace(tzinfo=None)
        changes.setdefault(kind, []).append(wall)
    component = Timezone()
    component.add("tzid", name)
    for (before, after, label, is_summer), walls in changes.items():
        rule = TimezoneDaylight() if is_summer else TimezoneStandard()
        rule.add("dtstart", walls[0])
        if walls[1:]:
            rule.add("rdate", walls[1:])
        rule.add("tzoffsetfrom", before)
        rule.add("tzoffsetto", after)
        rule.add("tzname", label)
        component.add_component(rule)
    return component


def _changes(zone: ZoneInfo, first: datetime, last: datetime) -> Iterator[_Change]:
    """How the zone is set at ``first``, then every change until ``last``."""
    instant = first.astimezone(UTC).replace(microsecond=0)
    offset = _offset(zone, instant)
    yield _change(zone, instant, offset)
    while instant < last:
        later = instant + STEP
        if _offset(zone, later) != offset:
            low, high = instant, later
            while high - low > SECOND:
                middle = low + (high - low) // 2
                middle = middle.replace(microsecond=0)
                low, high = (middle, high) if _offset(zone, middle) == offset else (low, middle)
            yield _change(zone, high, offset)
            offset = _offset(zone, high)
        instant = later


def _change(zone: ZoneInfo, instant: datetime, before: timedelta) -> _Change:
    local = instant.astimezone(zone)
    return _Change(instant, before, _offset(zone, instant), str(local.tzname()), bool(local.dst()))


def _offset(zone: ZoneInfo, instant: datetime) -> timedelta:
    return instant.astimezone(zone).utcoffset() or timedelta()
