"""Names of time zones."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from data.locales import speaking
from data.time_zones.names import (
    ZONES_BY_LOCALE,
    fixed_zone,
    known_zone,
    zone_label,
    zone_names,
    zones_for,
)


def test_every_zone_that_is_offered_exists() -> None:
    for zones in ZONES_BY_LOCALE.values():
        assert set(zones) <= set(zone_names())


@pytest.mark.parametrize("typed", ["America/New_York", "america/new york", " AMERICA/NEW_YORK "])
def test_a_name_is_known_however_it_is_spelt(typed: str) -> None:
    assert known_zone(typed) == "America/New_York"


@pytest.mark.parametrize("typed", ["", " ", "Berlin", "EST5EDT", "Etc/GMT+1", "x" * 4_000])
def test_what_says_no_place_is_not_known(typed: str) -> None:
    assert known_zone(typed) is None


@pytest.mark.parametrize(
    ("typed", "zone", "label"),
    [
        ("UTC+2", "Etc/GMT-2", "UTC+2"),
        (" utc -3 ", "Etc/GMT+3", "UTC-3"),
        ("gmt+05:00", "Etc/GMT-5", "UTC+5"),
        ("+14", "Etc/GMT-14", "UTC+14"),
        ("−08:00", "Etc/GMT+8", "UTC-8"),
        ("UTC", "UTC", "UTC"),
        ("+0", "UTC", "UTC"),
    ],
)
def test_a_whole_offset_is_the_same_all_year(typed: str, zone: str, label: str) -> None:
    assert fixed_zone(typed) == zone
    assert zone_label(zone) == label
    assert ZoneInfo(zone)


@pytest.mark.parametrize("typed", ["", "2", "UTC+15", "-13", "+5:30", "UTC+2x", "GMT"])
def test_other_offsets_are_none(typed: str) -> None:
    assert fixed_zone(typed) is None


def test_a_zone_with_a_name_is_shown_by_it() -> None:
    assert zone_label("Europe/Berlin") == "Berlin · Central European Time"
    assert zone_label("UTC") == "UTC"
    with speaking("es"):
        assert zone_label("America/New_York") == "Nueva York · hora oriental"


def test_a_locale_nobody_thought_of_is_offered_something() -> None:
    assert zones_for("tlh") == zones_for("en-US")
