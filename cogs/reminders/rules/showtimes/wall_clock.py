"""Wall-clock time: which instants a time on the clock stands for.

The names of zones are in :mod:`data.time_zones`.
"""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo


def instants_of(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """The instants, in UTC and in order, at which the zone's clocks show ``wall`` (naive).

    One as a rule; two in the hour that happens twice; none in one that is skipped.
    """
    both = {wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1)}
    return sorted(i for i in both if i.astimezone(zone).replace(tzinfo=None) == wall)


def beside_gap(wall: datetime, zone: ZoneInfo) -> list[datetime]:
    """For a time that is skipped: the instants that lie as far before and after the gap."""
    return sorted(wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
