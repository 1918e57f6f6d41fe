"""Places by which people name their time zone."""

from __future__ import annotations

from itertools import pairwise
from zoneinfo import available_timezones

import pytest

from data.locales import speaking
from data.time_zones.abbreviations import ABBREVIATIONS, ODD_OFFSETS
from data.time_zones.files import folded, read_cities, read_city_names, read_countries
from data.time_zones.places import MOST_CHOICES, all_places


def first_label(typed: str) -> str:
    """What is offered first."""
    return all_places().choices(typed)[0].label


@pytest.mark.parametrize(
    ("typed", "zone"),
    [
        ("Mumbai", "Asia/Kolkata"),
        ("bombay", "Asia/Kolkata"),
        ("Munich", "Europe/Berlin"),
        ("münchen", "Europe/Berlin"),
        ("Muenchen", "Europe/Berlin"),
        ("San Francisco", "America/Los_Angeles"),
        ("Zürich", "Europe/Zurich"),
        ("zurich", "Europe/Zurich"),
        ("São Paulo", "America/Sao_Paulo"),
        ("sao paulo", "America/Sao_Paulo"),
        ("Delhi", "Asia/Kolkata"),
        ("NYC", "America/New_York"),
        ("Москва", "Europe/Moscow"),
        ("東京", "Asia/Tokyo"),
        ("Berlin", "Europe/Berlin"),
        ("australia/lord howe", "Australia/Lord_Howe"),
        ("lord howe", "Australia/Lord_Howe"),
        ("UTC+2", "Etc/GMT-2"),
        ("Japan", "Asia/Tokyo"),
        ("Deutschland", "Europe/Berlin"),
        ("Liechtenstein", "Europe/Vaduz"),
        ("JST", "Asia/Tokyo"),
    ],
)
def test_a_place_finds_its_zone(typed: str, zone: str) -> None:
    assert all_places().meant(typed) == zone
    assert all_places().choices(typed)[0].zone == zone


@pytest.mark.parametrize(
    ("typed", "zones"),
    [
        ("USA", ["America/New_York", "America/Chicago", "America/Los_Angeles"]),
        ("Estados Unidos", ["America/New_York", "America/Chicago", "America/Los_Angeles"]),
        ("EST", ["America/New_York", "America/Toronto", "America/Detroit"]),
        ("ist", ["Asia/Kolkata", "Asia/Jerusalem", "Europe/Dublin"]),
        ("gmt", ["UTC", "Europe/London", "Europe/Dublin"]),
        ("UTC+5:30", ["Asia/Kolkata", "Asia/Colombo"]),
        ("Portland", ["America/Los_Angeles", "America/New_York"]),
    ],
)
def test_what_may_be_several_zones_is_a_choice(typed: str, zones: list[str]) -> None:
    assert all_places().meant(typed) is None
    offered = list(dict.fromkeys(choice.zone for choice in all_places().choices(typed)))
    assert offered[: len(zones)] == zones


@pytest.mark.parametrize(
    "typed", ["", " ", "Gotham", "UTC+15", "\u0301" * 4_000, "\u202e?" * 4_000, "x" * 4_000, "?!"]
)
def test_what_is_no_place_finds_nothing(typed: str) -> None:
    assert all_places().choices(typed) == []
    assert all_places().meant(typed) is None


def test_no_text_is_the_beginning_of_no_city() -> None:
    assert all_places()._cities_beginning("") == []


def test_the_beginning_of_a_name_offers_large_cities_first() -> None:
    assert first_label("san fr") == "San Francisco, United States · Pacific Time"
    assert first_label("munic") == "Munich, Germany · Central European Time"
    assert first_label("new y") == "New York City, United States · Eastern Time"
    assert first_label("par") == "Paris, France · Central European Time"
    with speaking("de"):
        assert first_label("munic") == "Munich, Deutschland · Mitteleuropäische Zeit"


def test_no_more_is_offered_than_discord_shows() -> None:
    for typed in "aeiouxyz":
        choices = all_places().choices(typed)
        assert len(choices) <= MOST_CHOICES
        assert len(set(choices)) == len(choices)
        assert all(len(choice.label) <= 100 for choice in choices)


def test_every_zone_in_the_files_exists() -> None:
    zones = available_timezones()
    assert {city.zone for city in read_cities()} <= zones
    assert {zone for country in read_countries() for zone in country.zones} <= zones
    for table in (ABBREVIATIONS, ODD_OFFSETS):
        assert {zone for several in table.values() for zone in several} <= zones


def test_the_files_are_sorted_and_belong_together() -> None:
    cities = list(read_cities())
    assert all(a.population >= b.population >= 50_000 for a, b in pairwise(cities))
    names = list(read_city_names())
    assert all(a[:2] <= b[:2] for a, b in pairwise(names))
    shown = {number: name for name, number, is_shown in names if is_shown}
    assert all(shown[number] == folded(city.name) for number, city in enumerate(cities))
    assert {city.country for city in cities} <= {country.code for country in read_countries()}
