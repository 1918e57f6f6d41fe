"""Names of time zones."""

from __future__ import annotations

import pytest

from data.time_zones import MOST_CHOICES, ZONES_BY_LOCALE, known_zone, matching_zones, zones_for
from data.time_zones import zone_names as all_names


def test_every_zone_that_is_offered_exists() -> None:
    for zones in ZONES_BY_LOCALE.values():
        assert set(zones) <= set(all_names())


@pytest.mark.parametrize("typed", ["America/New_York", "america/new york", " AMERICA/NEW_YORK "])
def test_a_name_is_known_however_it_is_spelt(typed: str) -> None:
    assert known_zone(typed) == "America/New_York"


@pytest.mark.parametrize("typed", ["", " ", "Berlin", "EST5EDT", "Etc/GMT+1", "x" * 4_000])
def test_what_says_no_place_is_not_known(typed: str) -> None:
    assert known_zone(typed) is None


def test_cities_that_begin_with_what_was_typed_come_first() -> None:
    assert matching_zones("new y") == ["America/New_York"]
    assert matching_zones("rome")[0] == "Europe/Rome"
    assert matching_zones("\u0301" * 4_000) == []
    assert len(matching_zones("a")) == MOST_CHOICES


def test_a_locale_nobody_thought_of_is_offered_something() -> None:
    assert zones_for("tlh") == zones_for("en-US")
