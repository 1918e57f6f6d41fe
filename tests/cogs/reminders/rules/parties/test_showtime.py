"""A party's showtime: clear, or refused with what to write instead."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cogs.reminders.rules.parties.showtime import clear_showtime
from cogs.reminders.rules.refusals import NoZoneError, ShowtimeDoubtError

NOW = datetime(2026, 11, 30, 17, 30, tzinfo=UTC)
LASTS = timedelta(minutes=150)
EVENING = datetime(2026, 12, 1, 20, tzinfo=UTC)


@pytest.mark.parametrize("zone", [None, "Europe/Berlin"])
@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("in 24 hours", NOW + timedelta(hours=24)),
        (f"<t:{int(EVENING.timestamp())}:F>", EVENING),
    ],
)
def test_what_counts_from_now_or_is_an_instant_needs_no_zone(
    zone: str | None, text: str, instant: datetime
) -> None:
    assert clear_showtime(text, NOW, zone, LASTS, "en-GB") == instant


@pytest.mark.parametrize("text", ["tomorrow 21:00", "saturday at 9", "2028-05-05 20:00"])
def test_a_time_on_the_wall_needs_a_zone(text: str) -> None:
    with pytest.raises(NoZoneError):
        clear_showtime(text, NOW, None, LASTS, "en-GB")


def test_a_time_on_the_wall_is_read_in_its_zone() -> None:
    meant = clear_showtime("tomorrow 21:00", NOW, "Europe/Berlin", LASTS, "en-GB")
    assert meant == EVENING


@pytest.mark.parametrize("zone", [None, "Europe/Berlin"])
@pytest.mark.parametrize(
    ("text", "told"),
    [("in 1 day", "names no time of day"), ("when it is dark", "can't read that")],
)
def test_what_no_zone_makes_readable_is_told_before_a_zone_is_asked_for(
    zone: str | None, text: str, told: str
) -> None:
    with pytest.raises(ShowtimeDoubtError, match=told):
        clear_showtime(text, NOW, zone, LASTS, "en-GB")


def test_a_doubt_names_the_ways_to_write_it() -> None:
    with pytest.raises(ShowtimeDoubtError, match=r"Write it with the date: .*09:00.*21:00"):
        clear_showtime("saturday at 9", NOW, "Europe/Berlin", LASTS, "de")
